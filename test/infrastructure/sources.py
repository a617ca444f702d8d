# RUN: %python %s
"""LLVM versions stand in Compat.h alone, names of libraries in the tables alone, and the rooms of the
model know only those before them."""

import re
import unittest

import repository


TABLES = ("Libraries.def", "Vocabulary.cpp")


def lines(files, pattern):
    """Where the pattern occurs in the files."""
    return [f"{file.relative_to(repository.ROOT)}:{number}: {line.strip()}"
            for file in sorted(files)
            for number, line in enumerate(repository.read(file).splitlines(), 1)
            if re.search(pattern, line)]


class Sources(unittest.TestCase):
    maxDiff = None

    def test_versions(self):
        files = [file for file in repository.SOURCES.rglob("*")
                 if file.suffix in (".cpp", ".h", ".def") and file.name != "Compat.h"]
        self.assertEqual([], lines(files, r"\b(CLANG|LLVM)_VERSION_(MAJOR|MINOR)\b"))

    def test_library_names(self):
        table = repository.read(repository.SOURCES / "model" / "types" / "Libraries.def")
        lists = re.findall(r'\.Namespace = "([^"]+)"', table)
        namespaces = {name for names in lists for name in names.split(";")} - {"std"}
        self.assertTrue(namespaces)
        files = [file for file in repository.SOURCES.rglob("*")
                 if file.suffix in (".cpp", ".h", ".def") and file.name not in TABLES]
        self.assertEqual([], lines(files, rf"(?<![\w:])(?:{'|'.join(namespaces)})::"))

    def test_rooms(self):
        model = repository.SOURCES / "model"
        listed = re.findall(r"^\| \[(\w+)\]\(AsyncChecks/model/\1\) \|", repository.read(repository.ROOT / "README.md"),
                            re.MULTILINE)
        self.assertEqual(sorted(listed), sorted(path.name for path in model.iterdir() if path.is_dir()))
        for number, room in enumerate(listed):
            later = "|".join(listed[number + 1:]) or "(?!)"
            self.assertEqual([], lines((model / room).iterdir(), rf'#include "model/({later})/'))


if __name__ == "__main__":
    unittest.main()
