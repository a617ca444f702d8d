"""Small projects for the tests of async-tidy, each in a folder of its own."""

import json
import os
import pty
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import repository

TOOL = Path(os.environ["ASYNC_CHECKS_MODULE"]).parent / "async-tidy"
TIDY = Path(os.environ["ASYNC_CHECKS_LLVM_TOOLS"]) / "clang-tidy"

DISCARDS = '#include "acme/task.h"\nacme::task<> work();\nacme::task<> caller() {\n  work();\n  co_return;\n}\n'
REPAIRED = DISCARDS.replace("  work();", "  co_await work();")
CLEAN = "int answer() { return 42; }\n"


class Sandbox(unittest.TestCase):
    """A project in a folder: `self.root` with its sources, `self.build` with its compile database."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name).resolve() / "project"
        self.build = self.root / "out"
        self.build.mkdir(parents=True)
        (self.build / "CMakeCache.txt").write_text(f"CMAKE_HOME_DIRECTORY:INTERNAL={self.root}\n")

    def write(self, files):
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def project(self, files, options=None, compiler="c++"):
        """Writes the files, of which the sources are compiled; `options` has more arguments for some."""
        self.write(files)
        sources = [name for name in files if name.endswith(".cpp")]
        self.units([(name, (options or {}).get(name, [])) for name in sources], compiler)

    def units(self, units, compiler="c++"):
        (self.build / "compile_commands.json").write_text(json.dumps([
            {"directory": str(self.build), "file": str(self.root / name),
             "arguments": [str(compiler), "-std=c++20", f"-I{self.root}", "-isystem", str(repository.INPUTS),
                           *more, "-c", str(self.root / name), "-o", f"{Path(name).stem}.o"]}
            for name, more in units]))

    def command(self, *arguments):
        return [sys.executable, TOOL, "-p", self.build, *arguments]

    def tidy(self, *arguments, code=None):
        """Runs async-tidy in the project, and expects an exit code."""
        done = subprocess.run(self.command(*arguments), cwd=self.root, text=True, capture_output=True)
        if code is not None:
            self.assertEqual(code, done.returncode, done.stdout + done.stderr)
        return done

    def findings(self, *arguments):
        """The findings as reported: file, line and check of each."""
        return printed(self.tidy(*arguments).stdout)

    def text(self, name):
        return (self.root / name).read_text()

    def wrapper(self, script):
        """A clang-tidy that does something before the real one takes over."""
        return self.program("clang-tidy", f'{script}\nexec {TIDY} "$@"')

    def count(self):
        """A clang-tidy that counts the units it is asked for, and how to read the count."""
        calls = self.root.parent / "calls"
        calls.write_text("")
        wrapper = self.wrapper(f'[[ $* != *--export-fixes* ]] || echo "${{@: -1}}" >> {calls}')
        return wrapper, lambda: [name.split("/")[-1] for name in calls.read_text().split()]

    def program(self, name, script):
        """A program outside of the project."""
        path = self.root.parent / name
        path.write_text(f"#!/bin/bash\n{script}\n")
        path.chmod(0o755)
        return path


def on_terminal(command, *streams, **more):
    """What a terminal shows of streams of a command, of "stdout" and "stderr"."""
    master, terminal = pty.openpty()
    with subprocess.Popen(command, **{**more, **dict.fromkeys(streams, terminal)}):
        os.close(terminal)
        shown = b""
        while True:
            try:
                shown += os.read(master, 10000)
            except OSError:
                return shown.decode().replace("\r\n", "\n")


def printed(output):
    lines = [line for line in output.splitlines() if line.endswith("]") and ": warning: " in line]
    return [(line.split(":")[0], int(line.split(":")[1]), line.split("[")[-1][:-1]) for line in lines]
