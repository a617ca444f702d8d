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
NOTED = """#include "acme/task.h"
acme::task<> work();
void f() {
  work();
// CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
// CHECK-MESSAGES: :[[@LINE-2]]:3: note: this function is not a coroutine and cannot await it: hand it to what runs tasks here, or return it
}
"""

# A clang-tidy that does what a faulty check would do: what it prints and exports passes through
# `fault`, which knows the words of the command line.
FAULTY = """#!{python}
import pathlib, subprocess, sys
words = sys.argv[1:]
export = pathlib.Path(next(word[len("--export-fixes="):] for word in words if word.startswith("--export-fixes=")))
sources = [word for word in words if word.endswith(".cpp")]
is_first = any(word.startswith("--fix") for word in words)
done = subprocess.run(["{clang_tidy}", *words], stdout=subprocess.PIPE, encoding="utf-8")
printed, exported, code = done.stdout, export.read_text() if export.exists() else "", done.returncode
{fault}
sys.stdout.write(printed)
if exported:
    export.write_text(exported)
sys.exit(code)
"""


class Proof(unittest.TestCase):
    def prove(self, text, *options, fault=None):
        """What the proof of a test with this text says, which is nothing if it holds."""
        with tempfile.TemporaryDirectory() as folder:
            test = Path(folder) / "async-discarded-task" / "test.cpp"
            test.parent.mkdir()
            test.write_text(text, encoding="utf-8")
            llvm = self.faulty_tools(Path(folder) / "llvm", fault) if fault else repository.TOOLS.folder
            result = subprocess.run(
                [sys.executable, repository.ROOT / "test" / "prove.py", "--llvm", llvm,
                 "--module", os.environ["ASYNC_CHECKS_MODULE"], "--inputs", repository.INPUTS,
                 "--work", Path(folder) / "work", *options, test],
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
            self.assertEqual(bool(result.returncode), bool(result.stdout), result.stdout)
            return result.stdout

    def faulty_tools(self, folder, fault):
        folder.mkdir()
        for name in ("clang++", "FileCheck"):
            (folder / name).symlink_to(repository.TOOLS.path(name))
        tidy = folder / "clang-tidy"
        tidy.write_text(FAULTY.format(python=sys.executable, clang_tidy=repository.TOOLS.path("clang-tidy"), fault=fault))
        tidy.chmod(0o755)
        return folder

    def test_holds(self):
        self.assertEqual("", self.prove(TEST))
        self.assertEqual("", self.prove(TEST, fault="pass"))

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
                "// CHECK-FIXES: missing::task<void> f() { co_await work(); }\n")
        output = self.prove(text, "--checks=async-void-coroutine", "--config-option=async.TaskType=missing::task")
        self.assertIn("fix: does not compile", output)

    # What a faulty check would do

    def test_warning_in_another_column(self):
        self.assertIn("+ :4:4: warning", self.prove(TEST, fault='printed = printed.replace(":4:3:", ":4:4:")'))

    def test_warning_too_many(self):
        self.assertIn("messages", self.prove(TEST, fault="printed += printed"))

    def test_lost_note(self):
        self.assertEqual("", self.prove(NOTED))
        self.assertIn("- :4:3: note", self.prove(
            NOTED, fault='printed = "".join(line + "\\n" for line in printed.splitlines() if "note:" not in line)'))

    def test_fix_that_changes_more(self):
        self.assertIn("lines that --fix writes", self.prove(TEST, fault=(
            "file = pathlib.Path(sources[0])\n"
            "if is_first: file.write_text(file.read_text().replace('work();\\n}', 'work(), work();\\n}'))")))

    def test_fix_that_leaves_its_finding(self):
        self.assertIn("messages that the repair leaves or causes", self.prove(TEST, fault=(
            "kept = pathlib.Path(__file__ + '.yaml')\n"
            "if is_first: kept.write_text(exported.replace(sources[0], 'SOURCE'))\n"
            "else: exported = kept.read_text().replace('SOURCE', sources[0])")))

    def test_fix_that_alone_does_not_compile(self):
        self.assertIn("alone does not compile", self.prove(
            TEST, fault="""exported = exported.replace("'co_await '", "'co_wait '")"""))

    def test_fix_that_alone_leaves_its_finding(self):
        self.assertIn("alone does not end the message", self.prove(
            TEST, fault="""exported = exported.replace("'co_await '", "''")"""))

    def test_fix_that_alone_causes_another(self):
        self.assertIn("alone causes", self.prove(
            TEST.replace("acme::task<> f", "acme::task<> more();\nacme::task<> f"),
            fault="""exported = exported.replace("'co_await '", "'more(); co_await '")"""))

    def test_another_check_on_the_same_line(self):
        self.assertIn("test.cpp:4: async-discarded-task, async-naming", self.prove(TEST, fault=(
            "lines = [line for line in printed.splitlines() if '/original/' in line]\n"
            "printed += ''.join(line.replace('discarded-task]', 'naming]') + '\\n' for line in lines)")))

    def test_check_that_says_something_else_beside_others(self):
        self.assertIn("messages beside those of all checks", self.prove(
            TEST, fault="printed = printed if is_first else printed.replace(':4:3:', ':4:4:')"))

    def test_fix_of_another_file(self):
        self.assertIn("no file of the test", self.prove(
            TEST, fault=f"exported = exported.replace(sources[0], '{repository.INPUTS}/acme/task.h')"))

    def test_crash_after_the_repair(self):
        self.assertIn("clang-tidy ends with 139", self.prove(TEST, fault="code = code if is_first else 139"))


if __name__ == "__main__":
    unittest.main()
