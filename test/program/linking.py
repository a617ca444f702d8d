# REQUIRES: all-versions
# RUN: %python %s
"""async-link takes what units say and says what is wrong with it, and loses nothing."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

LINK = Path(os.environ["ASYNC_CHECKS_MODULE"]).parent / "async-link"

STORE = ("entity\tread\tread", "function\t0\t0:3:1\tthrows", "parks\t0:4:5\tsleep_for\t-")
SERVER = ("entity\thandle\thandle", "entity\tread\tread", "function\t0\t0:1:1\tcoroutine", "call\t1\t0:2:3\tfollowed",
          "asks\t1\tparks")


def summary(unit, *records, version="1"):
    lines = [f"async-checks summary {version}", f"unit\t{unit}", *records]
    return "\n".join([*lines, f"end\t{len(lines)}", ""])


def of(unit, records):
    return summary(unit, f"file\t{unit}\tA1", *records)


class Linking(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.write("in/server.summary", of("src/server.cpp", SERVER))
        self.write("in/deep/store.summary", of("src/store.cpp", STORE))

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def link(self, *arguments):
        done = subprocess.run([LINK, "--out", "out", *arguments], cwd=self.folder, text=True, capture_output=True)
        return done.returncode, done.stderr

    def slice(self, unit):
        return (self.folder / "out" / f"{unit}.slice").read_text()

    def test_folders_files_and_lists(self):
        self.write("list", "in/server.summary\nin/deep/a store.summary\n")
        (self.folder / "in/deep/store.summary").rename(self.folder / "in/deep/a store.summary")
        for inputs in (["in"], ["in/deep/a store.summary", "in/server.summary"], ["--list=list"], ["in", "--list", "list"]):
            with self.subTest(inputs):
                self.assertEqual((0, ""), self.link(*inputs))
                self.assertIn("parks\t0:4:5\tread\tsleep_for\n", self.slice("src/server.cpp"))
                self.assertEqual("async-checks slice 1\nunit\tsrc/store.cpp\nend\t2\n", self.slice("src/store.cpp"))

    def test_equal_slices_are_not_touched(self):
        self.link("in")
        path = self.folder / "out/src/server.cpp.slice"
        before = path.stat().st_mtime_ns
        self.link("in")
        self.assertEqual(before, path.stat().st_mtime_ns)

    def test_slices_of_units_that_are_gone(self):
        self.link("in")
        (self.folder / "in/deep/store.summary").unlink()
        self.assertEqual((0, ""), self.link("in"))
        self.assertFalse((self.folder / "out/src/store.cpp.slice").exists())
        self.assertNotIn("parks", self.slice("src/server.cpp"))

    def test_summaries_that_cannot_be_used(self):
        whole = of("src/bad.cpp", STORE)
        for text, why in ((whole[:-9], "is cut off"), ("\0\1\2", "is no summary"), ("", "is no summary"),
                          (summary("src/bad.cpp", version="99"), "is of another version of AsyncChecks"),
                          (summary("src/bad.cpp", "call\t1"), "is malformed in line 3")):
            with self.subTest(why):
                self.write("in/bad.summary", text)
                self.assertEqual((1, f"error: in/bad.summary {why}: nothing is known of its unit\n"), self.link("in"))
                self.assertIn("parks", self.slice("src/server.cpp"))

    def test_files_that_are_not_there(self):
        self.assertEqual((1, "error: none.summary: No such file or directory\n"), self.link("in", "none.summary"))
        self.assertEqual((1, "error: list: No such file or directory\n"), self.link("in", "--list=list"))

    def test_no_summaries(self):
        (self.folder / "empty").mkdir()
        self.assertEqual((2, "error: there are no summaries to link\n"), self.link("empty"))

    def test_units_that_do_not_compile(self):
        self.write("in/store.summary", summary("src/broken.cpp", "broken"))
        self.assertEqual((0, "warning: src/broken.cpp does not compile: nothing is known of it\n"), self.link("in"))
        self.assertIn("unit\tsrc/broken.cpp\n", self.slice("src/broken.cpp"))

    def test_two_summaries_of_a_unit(self):
        self.write("in/server2.summary", of("src/server.cpp", STORE))
        self.assertEqual((1, "error: in/server2.summary is of src/server.cpp, as in/server.summary is, which is used\n"),
                         self.link("in"))

    def test_definitions_that_differ(self):
        self.write("in/other.summary", of("src/other.cpp", STORE[:2]))
        self.assertEqual((0, ""), self.link("in", "--report", "report.txt"))
        self.assertNotIn("parks", self.slice("src/server.cpp"))
        report = (self.folder / "report.txt").read_text()
        self.assertIn("ambiguous: 'read' is not the same in src/store.cpp and src/other.cpp\n", report)

    def test_report(self):
        self.link("in", "--report", "report.txt")
        self.assertIn("src/server.cpp:2:3: way: handle > read > sleep_for\n", (self.folder / "report.txt").read_text())

    def test_folders_that_cannot_be_written(self):
        self.write("out", "a file")
        status, said = self.link("in")
        self.assertEqual(2, status)
        self.assertRegex(said, r"^error: out/src/store\.cpp\.slice cannot be written: .+\n$")
        self.assertEqual("a file", (self.folder / "out").read_text())


if __name__ == "__main__":
    unittest.main()
