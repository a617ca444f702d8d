# RUN: %python %s
"""The options that the sources read, that clang-tidy knows and that the pages describe are one set."""

import json
import re
import tempfile
import unittest
from pathlib import Path

import repository

# The only shared options that are not lists of patterns.
SINGLE = {"Plan", "Program", "Root", "SummaryFolder", "TaskHeader", "TaskType", "Trace"}


class Options(unittest.TestCase):
    maxDiff = None
    options = repository.all_options()

    def verify(self, options):
        """What clang-tidy says of a .clang-tidy with these options."""
        with tempfile.TemporaryDirectory() as folder:
            config = {"Checks": "-*,async-*", "CheckOptions": {name: "true" for name in options}}
            (Path(folder) / ".clang-tidy").write_text(json.dumps(config))
            (Path(folder) / "test.cpp").write_text("")
            return repository.clang_tidy("--verify-config", "test.cpp", "--", cwd=folder).stdout

    def test_options_page(self):
        page = repository.read(repository.DOCS / "options.md")
        self.assertEqual(sorted(self.options), sorted(re.findall(r"^### `(.*)`$", page, re.MULTILINE)))

    def test_check_pages(self):
        for check in repository.checks():
            with self.subTest(check):
                own = {f"{check}.{name}" for name in repository.own_options(check)}
                part = repository.section(repository.page(check), "Options")
                self.assertEqual(own, set(re.findall(rf"`({check}\.\w+)`", part)))
                mentioned = re.findall(r"`(async(?:-[\w-]+)?\.[A-Z]\w+)`", repository.page(check))
                self.assertEqual([], [name for name in mentioned if name not in self.options])

    def test_clang_tidy_knows_them(self):
        self.assertIn("No config errors detected.", self.verify(self.options))

    def test_clang_tidy_finds_misspelt_ones(self):
        for name in self.options:
            with self.subTest(name):
                self.assertIn(f"unknown check option '{name}x'", self.verify([name + "x"]))

    def test_malformed_patterns_are_errors(self):
        for name in set(repository.shared_options()) - SINGLE:
            with self.subTest(name), tempfile.NamedTemporaryFile(suffix=".cpp") as file:
                config = json.dumps({"CheckOptions": {f"async.{name}": "fine;bro(ken"}})
                output = repository.clang_tidy("--checks=-*,async-*", f"--config={config}", file.name,
                                               "--", "-std=c++20").stdout
                self.assertRegex(output, rf"error: .*async\.{name}'.*bro\(ken")


if __name__ == "__main__":
    unittest.main()
