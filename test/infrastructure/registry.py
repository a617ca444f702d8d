# RUN: %python %s
"""Checks.def, the registered checks, sources, pages and test folders are one set."""

import re
import unittest

import repository


class Registry(unittest.TestCase):
    maxDiff = None
    checks = repository.checks()

    def test_list_is_sorted_and_read_whole(self):
        lines = re.findall(r"^CHECK.*", repository.read(repository.SOURCES / "Checks.def"), re.MULTILINE)
        self.assertEqual(lines, sorted(lines))
        self.assertEqual(len(lines), len(self.checks))

    def test_registered(self):
        output = repository.clang_tidy("--list-checks", "--checks=-*,async-*").stdout
        self.assertEqual(sorted(self.checks), re.findall(r"^ +([\w.-]+)$", output, re.MULTILINE))

    def test_sources(self):
        files = (repository.SOURCES / "checks").iterdir()
        self.assertEqual(sorted(f"{name}.cpp" for name in self.checks.values()),
                         sorted(file.name for file in files))

    def test_pages(self):
        files = repository.DOCS.glob("async-*.md")
        self.assertEqual(sorted(self.checks), sorted(file.stem for file in files))

    def test_folders(self):
        folders = {folder.name: folder for folder in repository.TESTS.iterdir()}
        self.assertEqual(sorted(self.checks), sorted(folders))
        for folder in folders.values():
            for needed in ("flagged.cpp", "accepted.cpp"):
                self.assertTrue((folder / needed).is_file(), f"{folder.name} has no {needed}")

    def test_first_sentences(self):
        for check, name in self.checks.items():
            with self.subTest(check):
                comment = re.search(rf"((?:^ */// .*\n)+)class {name}\b", repository.source(check), re.MULTILINE)
                self.assertTrue(comment, f"class {name} has no doc comment")
                text = re.sub(r"^ */// ", "", comment[1], flags=re.MULTILINE)
                self.assertEqual(repository.first_sentence(text), repository.summary(check))


if __name__ == "__main__":
    unittest.main()
