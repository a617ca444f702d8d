# REQUIRES: chromium
# RUN: %python %s
"""A report to look at knows what is new and what was repaired, and replaces nothing but a report."""

import json
import subprocess
import sys
import unittest

from sandbox import DISCARDS, TOOL, Sandbox

from async_tidy import Failure
from async_tidy.html import folder

SECOND = "acme::task<> second() {\n  work();\n  co_return;\n}\n"
CHAIN = {"fetch.cpp": '#include "acme/task.h"\nacme::task<int> ask();\nint fetch() { return acme::sync_wait(ask()); }\n',
         "service.cpp": "int fetch();\nint service() { return fetch(); }\n",
         "server.cpp": '#include "acme/task.h"\nint service();\nacme::task<int> serve() { co_return service(); }\n'}
FIX, KNOWN, REPAIRED = 1, 2, 4


class Showing(Sandbox):
    def data(self, name="findings"):
        text = self.text(f"report/data/{name}.js")
        return json.loads(text[text.index(", ") + 2:text.rindex(")")])

    def shown(self):
        """The line and what is known of each finding."""
        return [(line, flags) for _, _, _, line, _, _, flags in self.data()["findings"]]

    def test_new_and_repaired(self):
        self.project({"a.cpp": DISCARDS})
        self.tidy("--baseline=base.json", code=0)
        self.write({"a.cpp": DISCARDS + SECOND})
        self.tidy("--baseline=base.json", "--html=report", "--editor-link=editor://{path}#{line}", code=1)
        self.assertEqual([(4, FIX | KNOWN), (8, FIX)], self.shown())
        self.assertEqual("editor://{path}#{line}", self.data()["editor"])
        self.tidy("--baseline=base.json", "--html=report", "--dry-run", code=1)
        self.assertEqual("would be repaired", self.data()["repaired"])
        self.tidy("--baseline=base.json", "--html=report", "--fix", code=0)
        self.assertEqual([(4, FIX | KNOWN), (8, FIX | REPAIRED)], self.shown())
        (name, _, file, *_) = self.data()["findings"][1]
        (_, blocks), = self.data(f"file-{file}")["findings"][name]["changes"]
        self.assertEqual([(" ", 7), ("-", 8), (" ", 9)], [(sign, line) for sign, line, *_ in blocks[0] if 6 < line < 10])

    def test_way_over_files_is_repaired(self):
        self.project(CHAIN)
        self.tidy("--html=report", "--dry-run", code=1)
        data = self.data()
        ((name, _, file, line, _, message, flags),) = data["findings"]
        self.assertEqual((3, REPAIRED), (line, flags & REPAIRED))
        self.assertEqual("'sync_wait' blocks the thread that runs coroutine 'serve' until the task completes", message)
        found = self.data(f"file-{file}")["findings"][name]
        self.assertEqual([("serve", "coroutine", "server.cpp"), ("service", "function", "service.cpp"),
                          ("fetch", "function", "fetch.cpp"), ("sync_wait", "wait", None)],
                         [(step[0], step[1], data["files"][step[2]] if len(step) > 2 else None) for step in found["way"]])
        new = {data["files"][it]: blocks[0][-2][3] for it, blocks in found["changes"]}
        self.assertEqual({"fetch.cpp", "server.cpp", "service.cpp"}, set(new))
        self.assertIn("&gt; fetch() { <span class=\"k\">return</span> ask(); }", new["fetch.cpp"])

    def test_folder_of_others_stays(self):
        def write(name):
            with folder.replacing(self.root / name) as new:
                (new / "page").write_text(name)

        for name in ("report", "report", "empty"):
            (self.root / "empty").mkdir(exist_ok=True)
            write(name)
            self.assertEqual(name, self.text(f"{name}/page"))
        self.write({"report/data/notes.txt": "mine", "file": "", "manifest/manifest.json": "[]"})
        for name, says in {"report": "holds data/notes.txt", "file": "is no folder", "manifest": "holds manifest.json"}.items():
            with self.assertRaisesRegex(Failure, says):
                write(name)
        self.assertEqual("mine", self.text("report/data/notes.txt"))
        self.assertEqual([], list(self.root.glob(".*")))

    def test_libraries_are_named(self):
        done = subprocess.run([sys.executable, "-S", TOOL, "--html=report"], cwd=self.root, text=True, capture_output=True)
        self.assertEqual(2, done.returncode)
        self.assertRegex(done.stderr, r"^error: --html needs libraries .* install python3-jinja2 python3-markdown-it python3-pygments\n$")
        self.assertEqual([], list(self.root.glob("report")))

    def test_plan_has_no_report(self):
        self.assertIn("goes without --plan", self.tidy("--plan", "--html=report", code=2).stderr)


if __name__ == "__main__":
    unittest.main()
