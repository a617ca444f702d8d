# RUN: %python %s
"""async-tidy --fix repairs a project to the end, and leaves it compiling whatever happens."""

import os
import subprocess
import unittest

from sandbox import DISCARDS, REPAIRED, Sandbox

TASK = '#pragma once\n#include "acme/task.h"\nacme::task<> work();\n'


class Repairing(Sandbox):
    def test_repairs_and_is_silent_then(self):
        self.project({"a.cpp": DISCARDS, "sub/b.cpp": DISCARDS})
        done = self.tidy("--fix", code=0)
        self.assertIn("Round 1: 2 repaired, in files: 2", done.stderr)
        self.assertEqual((REPAIRED, REPAIRED), (self.text("a.cpp"), self.text("sub/b.cpp")))
        self.assertNotIn("Round", self.tidy("--fix", code=0).stderr)

    def test_dry_run_is_the_patch_of_fix(self):
        odd = "// caf\xe9\f\n".encode("latin-1") + DISCARDS.rstrip("\n").encode()
        self.project({"a.cpp": DISCARDS, "sub/b.cpp": odd})
        done = subprocess.run(self.command("--dry-run"), cwd=self.root, capture_output=True)
        self.assertEqual(1, done.returncode)
        self.assertEqual(DISCARDS, self.text("a.cpp"))
        subprocess.run(["patch", "-p1", "-s"], cwd=self.root, input=done.stdout, check=True)
        patched = [(self.root / name).read_bytes() for name in ("a.cpp", "sub/b.cpp")]
        self.assertEqual([REPAIRED.encode(), odd.replace(b"  work();", b"  co_await work();")], patched)
        self.project({"a.cpp": DISCARDS, "sub/b.cpp": odd})
        self.tidy("--fix", code=0)
        self.assertEqual(patched, [(self.root / name).read_bytes() for name in ("a.cpp", "sub/b.cpp")])

    def test_callers_in_other_files_follow(self):
        self.project({
            "log.h": TASK + '#include "acme/void.h"\nvoid log();\n', "log.cpp": '#include "log.h"\nvoid log() { co_await work(); }\n',
            "store.h": '#include "log.h"\nvoid store();\n',
            "store.cpp": '#include "store.h"\nvoid store() {\n  co_await work();\n  log();\n}\n',
            "main.cpp": '#include "store.h"\nacme::task<> run() {\n  store();\n  co_await work();\n}\n'})
        self.assertIn("Round 2", self.tidy("--fix", code=0).stderr)
        self.assertIn("acme::task<> log();", self.text("log.h"))
        self.assertIn("co_await log();", self.text("store.cpp"))
        self.assertIn("co_await store();", self.text("main.cpp"))

    def test_identical_fixes_of_a_header_are_made_once(self):
        header = TASK + "inline acme::task<> f() {\n  work();\n  co_return;\n}\n"
        self.project({"f.h": header, "a.cpp": '#include "f.h"\n', "b.cpp": '#include "f.h"\n'})
        self.tidy("--fix", code=0)
        self.assertEqual(header.replace("  work()", "  co_await work()"), self.text("f.h"))

    def test_contradicting_fixes_are_reported(self):
        header = ('#pragma once\n#include "acme/task.h"\nnamespace other {\ntemplate <typename T = void> struct task '
                  ': acme::task<T> {\n  struct promise_type : acme::task<T>::promise_type { task get_return_object(); '
                  '};\n};\n}\n#ifdef OTHER\nother::task<> step();\n#else\nacme::task<> step();\n#endif\n'
                  '#include "acme/void.h"\ninline void run() {\n  co_await step();\n}\n')
        self.project({"f.h": header, "a.cpp": '#include "f.h"\n', "b.cpp": '#include "f.h"\n'}, {"b.cpp": ["-DOTHER"]})
        done = self.tidy("--fix", code=1)
        self.assertRegex(done.stdout, r"note: not repaired: the fixes for \S*/a\.cpp and \S*/b\.cpp contradict each other")
        self.assertEqual(header, self.text("f.h"))

    def test_fix_that_another_unit_does_not_compile_is_rolled_back(self):
        header = ('#pragma once\n#include "acme/task.h"\nacme::task<> work();\n#ifdef PLAIN\nvoid log();\n#else\n'
                  'acme::task<> log();\n#endif\ninline acme::task<> f() {\n  log();\n  work();\n  co_return;\n}\n')
        self.project({"f.h": header, "a.cpp": '#include "f.h"\n', "b.cpp": '#include "f.h"\n'}, {"b.cpp": ["-DPLAIN"]})
        done = self.tidy("--fix", code=1)
        self.assertIn("Rolled back, because it no longer compiles: 2 of 2 fixes, in f.h", done.stderr)
        self.assertIn("note: not repaired: the fixed code does not compile: f.h:", done.stdout)
        self.assertEqual(header.replace("  work()", "  co_await work()"), self.text("f.h"))

    def test_what_the_compiler_of_the_project_does_not_take_is_taken_back(self):
        self.project({"a.cpp": DISCARDS, "b.cpp": DISCARDS, "c.cpp": DISCARDS})
        compiler = self.program(
            "compiler", '[[ $* == *" -fsyntax-only" && $* != *" -o "* ]] || exit 7\n'
                        "[[ $* != *c.cpp* ]] || exit 1\n"
                        f'[[ $* != *b.cpp* ]] || grep -q "  work" {self.root}/b.cpp ||\n'
                        f'{{ echo "{self.root}/b.cpp:4:3: error: sorry, unimplemented" >&2; exit 1; }}')
        self.units([("a.cpp", []), ("b.cpp", []), ("c.cpp", [])], compiler)
        done = self.tidy("--fix", code=1)
        self.assertIn("sorry, unimplemented", done.stderr)
        self.assertEqual((REPAIRED, DISCARDS, REPAIRED), tuple(map(self.text, ("a.cpp", "b.cpp", "c.cpp"))))
        self.assertIn("b.cpp:4:3: warning", done.stdout)

    def test_task_that_a_caller_elsewhere_cannot_await_is_not_made(self):
        fire = '#include "fire.h"\nvoid fire() { co_await work(); }\nvoid smoke() { co_await work(); }\n'
        caller = '#include "fire.h"\nint run() {\n  fire();\n  return 0;\n}\n'
        header = TASK + '#include "acme/void.h"\nvoid fire();\nvoid smoke();\n'
        for head in ("", "// Generated. Do not edit.\n"):
            self.project({"fire.h": header, "fire.cpp": fire, "run.cpp": head + caller})
            done = self.tidy("--fix", "--unit-only", code=1)
            self.assertEqual(fire.replace("void smoke", "acme::task<> smoke"), self.text("fire.cpp"))
            self.assertRegex(done.stdout, r"fire.cpp:2:6: note: not repaired: run.cpp:\d:3: the task that 'fire' returns "
                                          r"is discarded: .* would come up")
            self.write({"fire.cpp": fire, "fire.h": header})
            done = self.tidy("--fix", code=1)
            self.assertEqual(fire.replace("void smoke", "acme::task<> smoke"), self.text("fire.cpp"))
            self.assertRegex(done.stdout, r"run.cpp:\d:3: note: this call cannot await it, and would no longer start it")

    def test_compiler_of_the_project_may_be_missing(self):
        self.project({"a.cpp": DISCARDS}, compiler="/no/such/c++")
        self.assertIn("Compiled by Clang alone", self.tidy("--fix", code=0).stderr)
        self.assertEqual(REPAIRED, self.text("a.cpp"))

    def test_unit_that_did_not_compile_is_not_repaired(self):
        self.project({"a.cpp": DISCARDS, "b.cpp": DISCARDS + "int f() { return missing; }\n"})
        self.tidy("--fix", code=2)
        self.assertEqual(REPAIRED, self.text("a.cpp"))
        self.assertIn("  work();", self.text("b.cpp"))

    def test_fix_that_reaches_into_a_generated_file_is_not_made(self):
        files = {"log.h": "// Generated. Do not edit.\n" + TASK + "void log();\n",
                 "log.cpp": '#include "acme/void.h"\n#include "log.h"\nvoid log() { co_await work(); }\n'}
        self.project(files)
        done = self.tidy("--fix", code=1)
        self.assertIn("the fix would change log.h, which is generated", done.stdout)
        self.assertEqual(tuple(files.values()), tuple(map(self.text, files)))

    def test_files_keep_what_they_are(self):
        windows = DISCARDS.replace("\n", "\r\n").encode() + "// caf\xe9\r\n".encode("latin-1")
        self.project({"a.cpp": windows, "real.h": TASK + "inline acme::task<> f() {\n  work();\n  co_return;\n}\n",
                      "b.cpp": '#include "link.h"\n'})
        (self.root / "a.cpp").chmod(0o640)
        (self.root / "link.h").symlink_to("real.h")
        self.tidy(code=1)  # what is remembered repairs as well
        self.tidy("--fix", code=0)
        self.assertEqual(windows.replace(b"  work();", b"  co_await work();"), (self.root / "a.cpp").read_bytes())
        self.assertEqual(0o640, (self.root / "a.cpp").stat().st_mode & 0o777)
        self.assertTrue((self.root / "link.h").is_symlink())
        self.assertIn("  co_await work()", self.text("real.h"))

    def test_file_that_somebody_else_changes_is_left(self):
        self.project({"a.cpp": DISCARDS, "b.cpp": DISCARDS})
        edit = self.wrapper(f'[[ $* != *vfsoverlay*b.cpp ]] || echo "// mine" >> {self.root}/b.cpp')
        self.assertIn("b.cpp was changed by somebody else", self.tidy("--fix", f"--clang-tidy={edit}", code=2).stderr)
        self.assertEqual((DISCARDS, DISCARDS + "// mine\n"), (self.text("a.cpp"), self.text("b.cpp")))

    def test_part_is_repaired_with_the_whole_in_view(self):
        self.project({"log.h": TASK + '#include "acme/void.h"\nvoid log();\n',
                      "log.cpp": '#include "log.h"\nvoid log() { co_await work(); }\n',
                      "user.cpp": '#include "log.h"\nvoid (*pointer)() = log;\n'})
        self.assertIn("error: cannot initialize a variable", self.tidy("--fix", "--unit-only", "log.cpp", code=1).stdout)
        self.tidy("--fix", "--shard=1/2", code=2)

    def test_group_of_fixes_with_one_that_does_not_compile(self):
        good = "".join(f"inline acme::task<> f{number}() {{\n  work();\n  co_return;\n}}\n" for number in range(8))
        bad = "#ifdef PLAIN\nvoid log();\n#else\nacme::task<> log();\n#endif\ninline acme::task<> f() {\n  log();\n  co_return;\n}\n"
        self.project({"f.h": TASK + good + bad, "a.cpp": '#include "f.h"\n', "b.cpp": '#include "f.h"\n'},
                     {"b.cpp": ["-DPLAIN"]})
        done = self.tidy("--fix", code=1)
        self.assertEqual(TASK + good.replace("  work", "  co_await work") + bad, self.text("f.h"))
        self.assertLess(done.stderr.count("Rolled back"), 5, done.stderr)

    def test_only_what_is_asked_for_is_repaired(self):
        self.project({"a.cpp": DISCARDS, "b.cpp": DISCARDS})
        self.tidy("--fix", "b.cpp", code=0)
        self.assertEqual((DISCARDS, REPAIRED), (self.text("a.cpp"), self.text("b.cpp")))

    def test_nothing_is_left_behind(self):
        self.project({"a.cpp": DISCARDS})
        before = set(os.listdir(self.root))
        self.tidy("--fix", code=0)
        self.assertEqual(before, set(os.listdir(self.root)))
        self.assertEqual({".gitignore", "program", "results"}, set(os.listdir(self.build / ".async-tidy")))


if __name__ == "__main__":
    unittest.main()
