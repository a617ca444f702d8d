# RUN: %python %s
"""The proof of a test fails when it should: on every kind of wrong expectation or fix."""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import repository

MESSAGE = ("// CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'work' returns is discarded: it is lazy, so the "
           "coroutine never runs [async-discarded-task]")
TEST = f"""#include "acme/task.h"
acme::task<> work();
acme::task<> f() {{
  work();
{MESSAGE}
// CHECK-FIXES: co_await work();
  co_await work();
}}
"""


class Proof(unittest.TestCase):
    def prove(self, text, *options):
        """What the proof of a test with this text says, which is nothing if it holds."""
        with tempfile.TemporaryDirectory() as folder:
            test = Path(folder) / "async-discarded-task" / "test.cpp"
            test.parent.mkdir()
            test.write_text(text, encoding="utf-8")
            result = subprocess.run(
                [sys.executable, repository.ROOT / "test" / "prove.py", "--llvm", os.environ["ASYNC_CHECKS_LLVM_TOOLS"],
                 "--module", os.environ["ASYNC_CHECKS_MODULE"], "--inputs", repository.INPUTS,
                 "--work", Path(folder) / "work", *options, test],
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
            self.assertEqual(bool(result.returncode), bool(result.stdout), result.stdout)
            return result.stdout

    def test_holds(self):
        self.assertEqual("", self.prove(TEST))

    def test_missing_expectation_of_a_message(self):
        self.assertIn("+ :4:3: warning: the task", self.prove(TEST.replace(MESSAGE, "")))

    def test_message_that_is_not_there(self):
        self.assertIn("- :8:3: warning: the task", self.prove(TEST + MESSAGE))

    def test_wrong_place_and_wrong_text(self):
        self.assertIn("messages", self.prove(TEST.replace("LINE-1", "LINE-2")))
        self.assertIn("messages", self.prove(TEST.replace(":3: warning", ":4: warning")))
        self.assertIn("messages", self.prove(TEST.replace("never runs", "never run")))

    def test_wrong_and_missing_fix(self):
        wrong = self.prove(TEST.replace("FIXES: co_await work()", "FIXES: co_await worked()"))
        self.assertIn("lines that --fix writes", wrong)
        self.assertIn("lines that --fix writes", self.prove(TEST.replace("// CHECK-FIXES: co_await work();", "")))

    def test_misspelt_expectation(self):
        self.assertIn("is not an expectation", self.prove(TEST.replace("CHECK-FIXES:", "CHECK-FIX:")))

    def test_test_that_expects_nothing(self):
        silent = '#include "acme/task.h"\n'
        self.assertIn("say CHECK-SILENT", self.prove(silent))
        self.assertEqual("", self.prove(silent + "// CHECK-SILENT\n"))
        self.assertIn("+ :4:3: warning", self.prove(TEST.replace(MESSAGE, "// CHECK-SILENT")))

    def test_code_that_does_not_compile(self):
        self.assertIn("original: does not compile", self.prove(TEST + "broken;\n"))

    def test_fix_that_does_not_compile(self):
        # The configured task type exists nowhere, so the fix cannot compile.
        text = ('#include "acme/void.h"\n#include "acme/task.h"\nacme::task<> work();\nvoid f() { co_await work(); }\n'
                "// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: coroutine 'f' returns void: nobody can await it, so its "
                "completion and its exceptions are lost [async-void-coroutine]\n"
                "// CHECK-FIXES: missing::task f() { co_await work(); }\n")
        output = self.prove(text, "--checks=async-void-coroutine", "--config-option=async.TaskType=missing::task")
        self.assertIn("does not compile", output)


if __name__ == "__main__":
    unittest.main()
