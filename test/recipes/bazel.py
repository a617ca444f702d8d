# REQUIRES: bazel-4
# RUN: %python %s %llvm
"""The aspect for Bazel repairs as async-tidy does."""

import shutil
import subprocess
import sys
import unittest

import page
import repository
from sandbox import CLEAN, TIDY, TOOL, Sandbox

LLVM = sys.argv.pop()
TITLE = "Bazel and other distributed builds"
TASK = '#pragma once\n#include "acme/task.h"\nacme::task<> work();\n'
PROJECT = {
    "src/shared.h": TASK + "inline acme::task<> shared() {\n  work();\n  co_return;\n}\n",
    "src/log.h": TASK + '#include "acme/void.h"\nvoid log();\n',
    "src/log.cpp": '#include "../src/shared.h"\n#include "log.h"\nvoid log() { co_await work(); }\n',
    "src/main.cpp": '#include "src/log.h"\n#include "src/shared.h"\n'
                    "acme::task<> run() {\n  log();\n  co_await work();\n}\n",
    "src/quiet.cpp": CLEAN,
    "src/cancel.cpp": '#include "cppcoro/task.h"\ncppcoro::task<> next(cppcoro::cancellation_token);\nvoid log_error();\n'
                      "cppcoro::task<> poll(cppcoro::cancellation_token token) {\n  try {\n    co_await next(token);\n"
                      "  } catch (...) {\n    log_error();\n  }\n}\n"}

# What rules of others Bazel loads for its own, and would download.
RULES = {
    "cc": ["cc_binary", "cc_library", "cc_test", "cc_toolchain", "cc_toolchain_suite"],
    "java": ["java_binary", "java_import", "java_library", "java_runtime", "java_toolchain"]}


class Bazel(Sandbox):
    def setUp(self):
        super().setUp()
        outside = self.root.parent
        settings = [f"startup --max_idle_secs=60 --output_user_root={outside}/bazel",
                    "build --nosandbox_debug --cxxopt=-std=c++20"]
        for language, names in RULES.items():
            self.write({f"../{language}/WORKSPACE": "", f"../{language}/{language}/BUILD": "",
                        f"../{language}/{language}/defs.bzl": "".join(f"{it} = native.{it}\n" for it in names)})
            settings.append(f"build --override_repository=rules_{language}={outside}/{language}")
        self.write({
            "WORKSPACE": page.block(TITLE, "python", 1).replace("/usr/lib/llvm-22", str(TIDY.parents[1])),
            "BUILD": 'exports_files([".clang-tidy"])\n' + page.block(TITLE, "python", 2),
            ".bazelrc": "\n".join([*settings, page.block(TITLE, "")]),
            ".clang-tidy": "Checks: '-*,async-*'\nHeaderFilterRegex: '.*'\n",
            "async_tidy/BUILD": page.block(TITLE, "python", 0),
            "mocks/BUILD": 'cc_library(name = "mocks", hdrs = glob(["**/*.h"]), includes = ["."], '
                           'visibility = ["//visibility:public"])\n',
            "src/BUILD": 'package(default_visibility = ["//visibility:public"])\n'
                         'cc_library(name = "log", srcs = ["log.cpp", "quiet.cpp", "cancel.cpp"], '
                         'hdrs = ["log.h", "shared.h"], copts = ["-std=c++20"], deps = ["//mocks"])\n'
                         'cc_binary(name = "main", srcs = ["main.cpp"], deps = [":log"])\n'})
        shutil.copytree(repository.INPUTS, self.root / "mocks", dirs_exist_ok=True)
        for name in ("AsyncChecks.so", "async-link", "async_tidy.bzl"):
            shutil.copy(TOOL.parent / name, self.root / "async_tidy")
        self.addCleanup(self.shell, "bazel shutdown")

    def texts(self):
        return {name: self.text(name) for name in PROJECT}

    def shell(self, script):
        """Runs a script in the workspace; gives its exit code and all that is printed."""
        done = subprocess.run(["bash", "-c", script], cwd=self.root, text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
        return done.returncode, done.stdout

    def test_in_one_workspace(self):  # Bazel takes seconds to start
        self.repairs_as_async_tidy_does()
        self.sees_the_whole_program()
        self.makes_a_chain_asynchronous()
        self.fails_for_code_that_does_not_compile()

    def repairs_as_async_tidy_does(self):
        self.project(PROJECT)
        _, said = self.shell(page.block(TITLE, "sh").replace("-22", f"-{LLVM}"))
        self.assertIn("\nsrc/main.cpp:4:3: warning: ", said)
        self.assertNotIn("ERROR", said)
        repaired = self.texts()
        self.project(PROJECT)
        self.tidy("--fix", code=1)
        self.assertEqual(self.texts(), repaired)
        self.assertIn("  co_await log();", repaired["src/main.cpp"])

    def sees_the_whole_program(self):
        blocks = "src/main.cpp:3:35: warning: 'load' blocks the thread that runs this coroutine [async-blocking-call]"
        self.write({"src/log.h": TASK + "int load();\nint size();\nacme::task<int> count();\n", "src/quiet.cpp": CLEAN,
                    "src/log.cpp": '#include "log.h"\n#include <thread>\nint load() {\n'
                                   "  std::this_thread::sleep_for(std::chrono::seconds(1));\n  return 1;\n}\n"
                                   "int size() { return count().get(); }\n",
                    "src/main.cpp": '#include "src/log.h"\n'
                                    "acme::task<int> unit() { co_await work(); co_return 1; }\n"
                                    "acme::task<int> run() { co_return load(); }\n"
                                    "acme::task<int> twice() { co_return 2 * size(); }\n"})
        code, said = self.shell(page.block(TITLE, "sh", 1).partition(" &&")[0])
        self.assertEqual(0, code, said)
        self.assertIn(blocks, said)
        self.assertIn("note: 'sleep_for' blocks at src/log.cpp:4:3\n", said)
        # A change that nobody else can ask about: its unit alone is looked at, twice, and writes its
        # part, and all are linked.
        self.write({"src/quiet.cpp": CLEAN + "\n// changed\n"})
        code, said = self.shell("bazel build //:program --output_groups=+chains --subcommands")
        self.assertEqual(0, code, said)
        self.assertEqual(4, said.count("SUBCOMMAND: # //src:log") + said.count("SUBCOMMAND: # //:program"), said)

    def makes_a_chain_asynchronous(self):
        self.assertEqual("", self.text("bazel-bin/program/src/quiet.cpp.part"))
        code, said = self.shell(page.block(TITLE, "sh", 1).replace("async-tidy", str(TOOL)))
        self.assertEqual(0, code, said)
        self.assertIn("INFO: 1 process: 1 internal.\n", said)  # nothing has changed
        self.assertIn("\nacme::task<int> size();\n", self.text("src/log.h"))
        self.assertIn("acme::task<int> size() { co_return co_await count(); }", self.text("src/log.cpp"))
        self.assertIn("co_return 2 * co_await size();", self.text("src/main.cpp"))
        self.assertEqual((0, ""), self.shell("clang++ -std=c++20 -I. -isystem mocks -fsyntax-only src/{log,main}.cpp"))

    def fails_for_code_that_does_not_compile(self):
        self.write({"src/quiet.cpp": "missing"})
        code, said = self.shell("bazel build --config=async_tidy //src:log")
        self.assertEqual(1, code)
        self.assertIn("\nsrc/quiet.cpp:1:1: error: ", said)


if __name__ == "__main__":
    unittest.main()
