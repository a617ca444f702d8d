# RUN: %python %s
"""Baselines, changed lines and shards."""

import json
import subprocess
import unittest

from sandbox import DISCARDS, REPAIRED, Sandbox

SECOND = "acme::task<> second() {\n  work();\n  co_return;\n}\n"


class Selecting(Sandbox):
    def git(self, *arguments):
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *arguments], cwd=self.root, check=True,
                       capture_output=True)

    def commit(self):
        self.write({".gitignore": "/out/\n"})
        self.git("init", "-q")
        self.git("add", ".")
        self.git("commit", "-qm", "all")

    def test_baseline(self):
        self.project({"a.cpp": DISCARDS, "b.cpp": DISCARDS})
        self.assertIn("findings of today: 2", self.tidy("--baseline=base.json", code=0).stderr)
        self.assertEqual("", self.tidy("--baseline=base.json", code=0).stdout)
        self.write({"a.cpp": DISCARDS.replace("\nacme::task<> caller", "\n// one\n\n// two\nacme::task<>   caller")})
        self.tidy("--baseline=base.json", code=0)
        self.write({"a.cpp": DISCARDS + SECOND})
        self.assertEqual([("a.cpp", 8, "async-discarded-task")], self.findings("--baseline=base.json"))
        self.tidy("--baseline=base.json", "--fix", code=0)
        self.assertEqual(DISCARDS + SECOND.replace("  work", "  co_await work"), self.text("a.cpp"))
        self.write({"base.json": "[]"})
        self.assertIn("is no baseline", self.tidy("--baseline=base.json", code=2).stderr)

    def test_baseline_is_of_the_whole_project(self):
        self.project({"a.cpp": DISCARDS, "b.cpp": DISCARDS})
        for part in ("--shard=1/2", "a.cpp"):
            self.tidy("--baseline=base.json", part, code=2)
        self.assertFalse((self.root / "base.json").exists())

    def test_diff(self):
        header = "#pragma once\n" + DISCARDS.replace("caller", "in_header")
        self.project({"a.cpp": DISCARDS, "b.cpp": DISCARDS, "c.cpp": '#include "h.h"\n', "h.h": header})
        self.commit()
        self.assertEqual([], self.findings("--diff=HEAD"))
        self.write({"a.cpp": DISCARDS + SECOND})
        done = self.tidy("--diff=HEAD", code=1)
        self.assertIn("[1/1] a.cpp", done.stderr)
        self.assertIn("a.cpp:8:", done.stdout)
        self.assertNotIn("a.cpp:4:", done.stdout)
        self.write({"h.h": header.replace("  work();", "  // now\n  work();").replace("  co_return", "  work( );\n  co_return")})
        self.assertEqual([("a.cpp", 8), ("h.h", 7)], [it[:2] for it in self.findings("--diff=HEAD")])
        self.write({"d.cpp": DISCARDS})
        self.units([(name, []) for name in ("a.cpp", "d.cpp")])
        self.assertEqual([("a.cpp", 8), ("d.cpp", 4)], [it[:2] for it in self.findings("--diff=HEAD")])
        self.tidy("--diff=HEAD", "--fix", code=0)
        self.assertEqual((REPAIRED, DISCARDS), (self.text("d.cpp"), self.text("a.cpp")[:len(DISCARDS)]))
        self.assertIn("git diff fails", self.tidy("--diff=no-such-revision", code=2).stderr)

    def test_shards_are_the_whole(self):
        header = "#pragma once\n" + DISCARDS.replace("caller", "in_header")
        files = {f"u{number}.cpp": '#include "h.h"\n' + DISCARDS for number in range(5)}
        self.project({**files, "h.h": header})
        self.tidy("--sarif=whole.sarif", code=1)
        for number in (1, 2, 3):
            self.tidy(f"--shard={number}/3", f"--sarif={number}.sarif", code=1)
        shards = ["3.sarif", "1.sarif", "2.sarif"]
        merged = self.tidy("--sarif=merged.sarif", "--merge", *shards, code=1)
        self.assertEqual(json.loads(self.text("whole.sarif")), json.loads(self.text("merged.sarif")))
        self.assertEqual(self.tidy().stdout, merged.stdout)
        self.tidy("--baseline=base.json", "--merge", *shards, code=0)
        self.assertEqual("", self.tidy("--baseline=base.json", code=0).stdout)
        for text in ("0/3", "4/3", "x"):
            self.tidy(f"--shard={text}", code=2)
        self.write({"1.sarif": "{}"})
        self.assertIn("is no report", self.tidy("--merge", *shards, code=2).stderr)

    def test_failure_of_a_shard_is_one_of_the_whole(self):
        self.project({"a.cpp": DISCARDS, "b.cpp": "missing"})
        for number in (1, 2):
            self.tidy(f"--shard={number}/2", f"--sarif={number}.sarif")
        self.tidy("--merge", "1.sarif", "2.sarif", code=2)


if __name__ == "__main__":
    unittest.main()
