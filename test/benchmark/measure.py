"""Runs clang-tidy on one file and tells what it costs."""

import dataclasses
import json
import os
import re
import subprocess
import tempfile
from pathlib import Path

# Matches next to nothing, and makes clang-tidy walk the AST as every useful check does.
NOTHING = "modernize-unary-static-assert"
THEIRS = ("cppcoreguidelines-avoid-capturing-lambda-coroutines,cppcoreguidelines-avoid-reference-coroutine-parameters,"
          "cppcoreguidelines-no-suspend-with-lock,misc-coroutine-hostile-raii")
CONFIGURATIONS = {"none": NOTHING, "theirs": THEIRS, "ours": "async-*"}


@dataclasses.dataclass
class Cost:
    user: float  # seconds
    memory: float  # MiB, at its peak


class Tidy:
    """The clang-tidy of one LLVM with the module for it."""

    def __init__(self, tool, module):
        self.tool, self.module = tool, module

    def command(self, configuration, file, build, *more):
        checks = f"-*,{CONFIGURATIONS[configuration]}"
        command = [self.tool, "--load", self.module, f"--checks={checks}", "--config={}", "--quiet", *more, str(file)]
        return command + (["-p", str(build)] if build else ["--", "-std=c++20", "-w"])

    def cost(self, configuration, file, build=None):
        # Each file has warnings of its own: what is wrong with it is not what is measured.
        process = subprocess.Popen(self.command(configuration, file, build), stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        return Cost(usage.ru_utime, usage.ru_maxrss / 1024)

    def profile(self, configuration, file, build=None):
        """Seconds by check, as clang-tidy itself takes them. What checks share counts for the first that asks."""
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(self.command(configuration, file, build, "--enable-check-profile",
                                        f"--store-check-profile={folder}"),
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            stored = [json.loads(each.read_text())["profile"] for each in Path(folder).glob("*.json")]
        return {re.fullmatch(r"time\.clang-tidy\.(.*)\.wall", key)[1]: seconds
                for profile in stored for key, seconds in profile.items() if key.endswith(".wall")}

    def instructions(self, configuration, file, build=None):
        """Executed instructions by callgrind, which hardly differ from run to run."""
        output = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
                                 *self.command(configuration, file, build)],
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True).stderr
        collected = re.search(r"Collected : (\d+)", output)
        if not collected:
            raise SystemExit(f"error: callgrind cannot run clang-tidy on {file}:\n{output[-2000:]}")
        return int(collected[1])
