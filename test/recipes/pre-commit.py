# REQUIRES: pre-commit
# RUN: %python %s
"""The hook for pre-commit stops what has a mistake, and lets the rest pass."""

import os
import subprocess
import unittest

import page
from sandbox import CLEAN, DISCARDS, REPAIRED, TOOL, Sandbox

CONFIGURATION = page.block("pre-commit", "yaml")


class PreCommit(Sandbox):
    def setUp(self):
        super().setUp()
        self.environment = {**os.environ, "PRE_COMMIT_HOME": str(self.root.parent / "pre-commit"),
                            "PATH": f"{TOOL.parent}:{os.environ['PATH']}"}
        (self.root / "build").symlink_to(self.build)
        self.project({"a.cpp": CLEAN, "b.cpp": '#include "b.h"\n', "b.h": CLEAN})
        self.write({".gitignore": "/build\n/out\n", ".pre-commit-config.yaml": CONFIGURATION})
        for command in (["git", "init", "-q"], ["pre-commit", "install"]):
            subprocess.run(command, cwd=self.root, env=self.environment, check=True, capture_output=True)
        self.assertCommitted()

    def commit(self, *options):
        for command in (["add", "."], ["commit", "-m", "all", *options]):
            done = subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *command], cwd=self.root,
                                  env=self.environment, text=True, capture_output=True)
        return done

    def assertCommitted(self, *options):
        done = self.commit(*options)
        self.assertEqual(0, done.returncode, done.stderr)

    def assertStopped(self, said):
        done = self.commit()
        self.assertEqual(1, done.returncode)
        self.assertIn(said, done.stderr)

    def test_mistake_is_shown_and_not_committed(self):
        self.write({"a.cpp": DISCARDS})
        self.assertStopped("a.cpp:4:3: warning: the task that 'work' returns is discarded")
        self.write({"a.cpp": REPAIRED})
        self.assertCommitted()

    def test_only_what_is_committed_is_looked_at(self):
        self.write({"a.cpp": DISCARDS})
        self.assertCommitted("--no-verify")
        self.write({"b.cpp": '#include "b.h"\n' + CLEAN.replace("answer", "question")})
        self.assertCommitted()

    def test_what_is_not_compiled_is_not_looked_at(self):
        self.write({"c.cpp": DISCARDS})
        self.assertCommitted()

    def test_header_is_looked_at(self):
        self.write({"b.h": DISCARDS})
        self.assertStopped("b.h:4:3: warning: ")

    def test_fix_repairs_for_the_next_commit(self):
        self.write({".pre-commit-config.yaml": CONFIGURATION.replace("-p build", "-p build --fix"),
                    "a.cpp": DISCARDS})
        self.assertStopped("files were modified by this hook")
        self.assertEqual(REPAIRED, self.text("a.cpp"))
        self.assertCommitted()


if __name__ == "__main__":
    unittest.main()
