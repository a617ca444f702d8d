# RUN: %python %s %inputs
"""What a unit writes of itself, what it is told of the program, and what is wrong with either."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from repository import clang_tidy

INPUTS = sys.argv.pop()
LINK = Path(os.environ["ASYNC_CHECKS_MODULE"]).parent / "async-link"

SERVER = '#include "acme/task.h"\nvoid load();\nacme::task<> handle() { load(); co_return; }\n'
STORE = ('#include "store.h"\n#include <thread>\nstatic void rest() { std::this_thread::yield(); }\n'
         "namespace { struct local { void f() { rest(); } }; }\n"
         "void load() { std::this_thread::sleep_for(std::chrono::seconds(1)); local().f(); twice(1); }\n")
HEADER = "#pragma once\ntemplate <class T> T twice(T x) { return x + x; }\n"
BLOCKS = "'load' blocks the thread that runs this coroutine [async-blocking-call]"


class Summaries(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name).resolve()
        self.project("one")

    def project(self, name):
        self.root = self.folder / name
        (self.root / "src").mkdir(parents=True)
        shutil.copytree(Path(INPUTS) / "acme", self.root / "acme")
        self.write({"server.cpp": SERVER, "store.cpp": STORE, "store.h": HEADER})

    def write(self, files):
        for name, text in files.items():
            (self.root / "src" / name).write_text(text)

    def check(self, unit, **settings):
        """What clang-tidy says of a unit."""
        settings.setdefault("Root", self.root)
        given = ", ".join(f"async.{name}: '{value}'" for name, value in settings.items())
        done = clang_tidy("--checks=-*,async-*", f"--config={{CheckOptions: {{{given}}}}}", self.root / "src" / unit,
                          "--", "-std=c++20", f"-I{self.root}")
        return done.stdout

    def summarise(self, **settings):
        for unit in ("server.cpp", "store.cpp"):
            self.check(unit, SummaryFolder=self.root / "summaries", **settings)
        return {path.name: path.read_text() for path in (self.root / "summaries").rglob("*.summary")}

    def link(self):
        self.summarise()
        subprocess.run([LINK, "--out", self.root / "slices", self.root / "summaries"], check=True)

    def test_same_everywhere(self):
        first = self.summarise()
        self.project("another/folder")
        self.assertEqual(first, self.summarise())
        self.assertEqual({"server.cpp.summary", "store.cpp.summary"}, set(first))
        for text in first.values():
            self.assertNotIn(str(self.folder), text)
            for kind in ("entity", "function"):
                records = re.findall(rf"^{kind}\t.*$", text, re.M)
                self.assertEqual(len(records), len(set(records)))

    def test_entities(self):
        text = self.summarise()["store.cpp.summary"]
        names = re.findall(r"^entity\t(.*)\t(.*)$", text, re.M)
        self.assertIn(("c:@F@load#", "load"), names)
        self.assertIn(("c:@FT@>1#Ttwice#t0.0#S0_#", "twice"), names)
        self.assertTrue([usr for usr, name in names if name == "rest" and usr.startswith("src/store.cpp@")])
        self.assertTrue([usr for usr, name in names if name == "f" and usr.startswith("src/store.cpp@")])
        self.assertEqual([], [name for _, name in names if name in ("sleep_for", "yield")])
        self.assertEqual(["src/store.cpp", "src/store.h"], re.findall(r"^file\t(.*)\t", text, re.M))

    def test_paths_begin_in_the_working_directory(self):
        self.check("store.cpp", SummaryFolder=self.folder / "summaries", Root="")
        path = next((self.folder / "summaries").rglob("*.summary"))
        unit = re.search("^unit\t(.*)$", path.read_text(), re.M)[1]
        self.assertEqual(os.path.relpath(self.root / "src/store.cpp"), unit)

    def test_units_that_do_not_compile(self):
        self.write({"store.cpp": STORE + "int x = y;\n"})
        self.assertEqual("async-checks summary 1\nunit\tsrc/store.cpp\nbroken\nend\t3\n",
                         self.summarise()["store.cpp.summary"])

    def test_folders_that_cannot_be_written(self):
        (self.root / "summaries").write_text("a file")
        self.assertRegex(self.check("store.cpp", SummaryFolder=self.root / "summaries"),
                         r"warning: the summary .*store\.cpp\.summary cannot be written: .+")

    def test_slices(self):
        self.link()
        self.assertNotIn(BLOCKS, self.check("server.cpp"))
        slices = self.root / "slices"
        self.assertIn(BLOCKS, self.check("server.cpp", Program=slices))
        self.assertIn(BLOCKS, self.check("server.cpp", Program=slices / "src/server.cpp.slice"))
        self.assertIn(BLOCKS, self.check("server.cpp", Program=slices, Root=""))

    def test_slices_that_cannot_be_used(self):
        self.link()
        path = self.root / "slices/src/server.cpp.slice"
        text = path.read_text()
        for wrong, why in ((text[:-4], "is cut off"), (text.replace("slice 1", "slice 99"), "is of another version"),
                           (text.replace("unit\tsrc/server", "unit\tsrc/other"), r"is that of src/other\.cpp"),
                           ("", "is no slice")):
            with self.subTest(why):
                path.write_text(wrong)
                said = self.check("server.cpp", Program=self.root / "slices")
                self.assertRegex(said, rf"warning: the slice .*server\.cpp\.slice {why}.*: the answers are those of "
                                       "this unit alone")
                self.assertNotIn(BLOCKS, said)
        path.unlink()
        self.assertRegex(self.check("server.cpp", Program=self.root / "slices"),
                         r"warning: there is no slice for this unit at .*server\.cpp\.slice: the answers are those")

    def test_files_that_have_changed(self):
        self.link()
        self.write({"store.cpp": "\n" + STORE})
        self.assertNotIn(BLOCKS, self.check("server.cpp", Program=self.root / "slices"))
        self.write({"store.cpp": STORE})
        self.write({"server.cpp": "\n" + SERVER})
        self.assertIn(BLOCKS, self.check("server.cpp", Program=self.root / "slices"))


if __name__ == "__main__":
    unittest.main()
