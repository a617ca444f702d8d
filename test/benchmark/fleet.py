#!/usr/bin/env python3
"""What async-tidy takes for a whole project, beside Clang's front end and clang-tidy on each unit.

    test/benchmark/fleet.py build/llvm-22/AsyncChecks/async-tidy my/build other/build

Each way of looking at the units runs once, one after the other, with as many processes as there are processors. Printed
are user and wall time, as parts of what `clang++ -fsyntax-only` takes for the same units, and the peak of memory. `one
changed` is a later run that has lost what it knew of one unit. Findings that sharing headers changes are an error.
"""

import argparse
import concurrent.futures
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measure import THEIRS

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "AsyncChecks" / "tool"))
from async_tidy.building import syntax_only  # noqa: E402
from async_tidy.host import find_host  # noqa: E402
from async_tidy.project import Project  # noqa: E402


def run(command, directory=None):
    """User seconds and MiB of a command with all that it starts."""
    process = subprocess.Popen([*map(str, command)], cwd=directory, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def measured(commands):
    """The same for several commands at once, with the seconds until the last one ends."""
    began = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        costs = list(pool.map(lambda it: run(*it), commands))
    return sum(user for user, _ in costs), time.monotonic() - began, max(memory for _, memory in costs)


def ways(tool, build, host, folder):
    """What is measured, by name: a function for each."""
    project, clang = Project(build), host.find("clang++")
    cache, reports = folder / "cache", {name: folder / f"{name}.sarif" for name in ("exact", "shared")}

    def look(*arguments, fresh=True):
        if fresh:
            shutil.rmtree(cache, ignore_errors=True)
        return measured([([sys.executable, tool, "-p", build, f"--cache={cache}", *arguments], None)])

    def one_changed():
        next((cache / "results").iterdir()).unlink()
        return look(fresh=False)

    commands = [(unit, command) for unit in project.units for command in unit.commands]
    yield "front end", lambda: measured([
        ([clang, *syntax_only(command.arguments)[1:], "-w"], command.directory) for _, command in commands])
    yield "LLVM's four", lambda: measured([
        ([host.tidy, f"--checks=-*,{THEIRS}", "--config={}", "--quiet", "-p", build, unit.path], None) for unit, _ in commands])
    yield "--exact --unit-only", lambda: look("--exact", "--unit-only", f"--sarif={reports['exact']}")
    yield "--unit-only", lambda: look("--unit-only", f"--sarif={reports['shared']}")
    yield "the program", look
    yield "once more", lambda: look(fresh=False)
    yield "one changed", one_changed
    exact, shared = (json.loads(path.read_text())["runs"][0]["results"] for path in reports.values())
    if exact != shared:
        sys.exit(f"error: sharing headers changes what is found in {build}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool", metavar="ASYNC-TIDY", type=Path)
    parser.add_argument("builds", nargs="+", metavar="BUILD", help="a directory with a compile_commands.json")
    chosen = parser.parse_args()
    host = find_host(chosen.tool.resolve().parent / "AsyncChecks.so")
    for build in chosen.builds:
        print(f"{build}: {len(Project(build).units)} units")
        print(f"  {'':20}{'user':>8}{'wall':>8}{'MiB':>7}")
        first = None
        with tempfile.TemporaryDirectory() as folder:
            for name, measure in ways(chosen.tool, build, host, Path(folder)):
                user, wall, memory = measure()
                first = first or (user, wall)
                print(f"  {name:20}{user / first[0]:8.2f}{wall / first[1]:8.2f}{memory:7.0f}", flush=True)
        print(f"  front end: {first[0]:.1f} s of user time, {first[1]:.1f} s of wall time")


if __name__ == "__main__":
    main()
