# REQUIRES: clang-tidy-cache
# RUN: rm -rf %t && cmake --install %build --prefix %t
# RUN: %python %s %t %llvm
"""clang-tidy-cache remembers what is clean, until the module or the configuration changes."""

import json
import os
import subprocess
import sys
import unittest
from pathlib import Path

import page
import repository
from sandbox import REPAIRED, Sandbox

LLVM = sys.argv.pop()
INSTALLED = Path(sys.argv.pop())


class Cache(Sandbox):
    def setUp(self):
        super().setUp()
        self.environment = {**os.environ, "CTCACHE_DIR": str(self.root.parent / "cache"),
                            "CTCACHE_KEEP_COMMENTS": "1"}
        recipe = page.block("Caches", "cmake").replace("-22", f"-{LLVM}")
        self.write({
            "a.cpp": REPAIRED, ".clang-tidy": "",
            "CMakeLists.txt": "cmake_minimum_required(VERSION 3.20)\nproject(cached CXX)\n"
                              f"set(CMAKE_CXX_STANDARD 20)\n{recipe}\n"
                              "add_library(cached OBJECT a.cpp)\nasync_checks_enable(cached)\n"})
        (self.build / "CMakeCache.txt").unlink()
        self.run_there("cmake", "-G", "Ninja", "-S", self.root, "-B", self.build,
                       f"-DCMAKE_PREFIX_PATH={INSTALLED}", f"-DCMAKE_CXX_FLAGS=-isystem {repository.INPUTS}")

    def run_there(self, *command):
        return subprocess.run(command, env=self.environment, text=True, check=True, stdout=subprocess.PIPE).stdout

    def is_remembered(self):
        """Builds all anew; says whether clang-tidy was spared."""
        before = self.hits()
        self.run_there("cmake", "--build", self.build, "--clean-first")
        return self.hits() > before

    def hits(self):
        return json.loads(self.run_there("clang-tidy-cache", "--print-stats"))["local"]["hit_count"]

    def test_until_the_module_changes(self):
        self.assertEqual([False, True], [self.is_remembered(), self.is_remembered()])
        with (INSTALLED / "lib" / "async-checks" / "AsyncChecks.so").open("ab") as module:
            module.write(b"another build")
        self.assertEqual([False, True], [self.is_remembered(), self.is_remembered()])

    def test_until_an_option_changes(self):
        self.assertEqual([False, True], [self.is_remembered(), self.is_remembered()])
        self.write({".clang-tidy": "CheckOptions: {async.TaskType: acme::task}\n"})
        self.assertEqual([False, True], [self.is_remembered(), self.is_remembered()])


if __name__ == "__main__":
    unittest.main()
