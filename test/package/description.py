# RUN: %python %s %build/AsyncChecks
# RUN: rm -rf %t && cmake --install %build --prefix %t
# RUN: %python %s %t/lib/async-checks
"""What stands beside the module is complete, and AsyncChecks.json leads to the pages and to LLVM."""

import json
import os
import sys
import unittest
from pathlib import Path

import repository

FOLDER = Path(sys.argv.pop())


class Description(unittest.TestCase):
    facts = json.loads(repository.read(FOLDER / "AsyncChecks.json"))

    def test_leads_to_pages(self):
        docs = FOLDER / self.facts["docs"]
        for page in repository.DOCS.iterdir():
            self.assertEqual(page.read_bytes(), (docs / page.name).read_bytes())

    def test_leads_to_llvm(self):
        self.assertTrue(os.path.samefile(self.facts["tools"], os.environ["ASYNC_CHECKS_LLVM_TOOLS"]))
        self.assertIn(f"version {self.facts['llvm']}", repository.run("clang-tidy", "--version").stdout)

    def test_complete(self):
        tool = repository.SOURCES / "tool"
        config = [file for file in repository.SOURCES.glob("config/*") if file.name != "CMakeLists.txt"]
        package = [file for file in tool.glob("async_tidy/**/*.*") if file.suffix != ".pyc"]
        sources = [*config, tool / "async-tidy", *package]
        for source in sources:
            copy = FOLDER / (source.name if source.parent.name == "config" else source.relative_to(tool))
            self.assertEqual(repository.read(source), repository.read(copy))
            self.assertEqual(os.access(source, os.X_OK), os.access(copy, os.X_OK))


if __name__ == "__main__":
    unittest.main()
