# RUN: %python %s
"""recommended.clang-tidy and strict.clang-tidy are right, and do what the pages say of them."""

import re
import unittest
from pathlib import Path

import repository

FOLDER = repository.SOURCES / "config"
CODE = Path(__file__).parent / "consumer"


def clang_tidy(name, *arguments):
    return repository.clang_tidy(f"--config-file={FOLDER / name}.clang-tidy", *arguments, "--", "-std=c++20")


def enabled(name):
    output = clang_tidy(name, "--list-checks", CODE / "service.cpp").stdout
    return set(re.findall(r"^ +([\w.-]+)$", output, re.MULTILINE))


class Configurations(unittest.TestCase):
    maxDiff = None

    def test_no_mistakes(self):
        for name in ("recommended", "strict"):
            with self.subTest(name):
                self.assertIn("No config errors", clang_tidy(name, "--verify-config").stdout)

    def test_strict_has_all(self):
        self.assertEqual(set(repository.checks()), enabled("strict"))

    def test_recommended_is_a_part(self):
        self.assertLess(enabled("recommended"), enabled("strict"))

    def test_page_names_the_rest(self):
        page = repository.section(repository.page("builds"), "Configuration")
        self.assertEqual(enabled("strict") - enabled("recommended"),
                         set(re.findall(r"^- \[(async-[\w-]+)\]", page, re.MULTILINE)))

    def test_strict_switches_on_all_that_is_off(self):
        options = repository.read(repository.DOCS / "options.md")
        off = [name for name, text in re.findall(r"^### `(.*)`\n((?:(?!###).*\n)*)", options, re.MULTILINE)
               if "`false`" in text]
        self.assertTrue(off)
        strict = repository.read(FOLDER / "strict.clang-tidy")
        self.assertEqual(sorted(off), sorted(re.findall(r"^  (.*): true$", strict, re.MULTILINE)))

    def test_in_use(self):
        for name, file, check, status in (("recommended", "service.cpp", "async-discarded-task", 0),
                                          ("recommended", "journal.cpp", None, 0),
                                          ("strict", "service.cpp", "async-discarded-task", 1),
                                          ("strict", "journal.cpp", "async-redundant-coroutine", 1)):
            with self.subTest(f"{name}, {file}"):
                result = clang_tidy(name, CODE / file)
                in_file = [line for line in result.stdout.splitlines() if file in line]
                self.assertEqual([check] if check else [], repository.findings("\n".join(in_file)))
                self.assertEqual(status, result.returncode)


if __name__ == "__main__":
    unittest.main()
