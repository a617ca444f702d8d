# REQUIRES: yaml
# RUN: %python %s
"""The workflow for code scanning: its commands end well with findings, and not if code was not looked at."""

import os
import subprocess
import unittest

import page
import yaml
from sandbox import DISCARDS, TOOL, Sandbox

JOBS = yaml.safe_load(page.block("GitHub code scanning", "yaml"))["jobs"]


class CodeScanning(Sandbox):
    def run_job(self, name, shard=None):
        """Runs the commands of a job that call async-tidy as GitHub does; gives their exit code."""
        (script,) = [step["run"] for step in JOBS[name]["steps"] if "async-tidy " in step.get("run", "")]
        script = script.replace("${{ matrix.shard }}", str(shard))
        environment = {**os.environ, "PATH": f"{TOOL.parent}:{os.environ['PATH']}"}
        return subprocess.run(["bash", "-e", "-c", script], cwd=self.root, env=environment,
                              capture_output=True).returncode

    def look(self, files):
        (self.root / "build").symlink_to(self.build)
        self.project(files)
        return [self.run_job("look", shard) for shard in JOBS["look"]["strategy"]["matrix"]["shard"]]

    def test_findings_are_no_failure(self):
        self.assertEqual([0, 0, 0, 0], self.look({f"{name}.cpp": DISCARDS for name in "abcdef"}))
        self.assertEqual(0, self.run_job("report"))
        self.assertEqual(6, self.text("async-tidy.sarif").count('"ruleId": "async-discarded-task"'))

    def test_what_does_not_compile_is_a_failure(self):
        self.assertEqual([0, 1, 0, 0], self.look({"a.cpp": DISCARDS, "b.cpp": "missing"}))

    def test_report_may_be_uploaded(self):
        self.assertEqual("write", JOBS["report"]["permissions"]["security-events"])
        self.assertEqual("async-tidy.sarif", JOBS["report"]["steps"][-1]["with"]["sarif_file"])


if __name__ == "__main__":
    unittest.main()
