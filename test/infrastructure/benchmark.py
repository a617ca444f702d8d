# REQUIRES: all-versions
# RUN: %python %s
"""The benchmarks measure a database and generated files, and say what is wrong with what they are given."""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import repository

BENCHMARK = repository.ROOT / "test" / "benchmark" / "benchmark.py"


def benchmark(*arguments):
    tool = os.path.join(os.environ["ASYNC_CHECKS_LLVM_TOOLS"], "clang-tidy")
    return subprocess.run([sys.executable, BENCHMARK, f"--clang-tidy={tool}",
                           f"--module={os.environ['ASYNC_CHECKS_MODULE']}", "--rounds=1", *arguments],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def expect(condition, output):
    if not condition:
        sys.exit(output)


def main():
    with tempfile.TemporaryDirectory() as folder:
        build = Path(folder)
        (build / "a.cpp").write_text("#include <coroutine>\nint main() {}\n")
        entry = {"directory": folder, "file": "a.cpp", "command": "c++ -std=c++20 -c a.cpp"}
        (build / "compile_commands.json").write_text(json.dumps([entry]))
        figures = build / "figures.json"
        measured = benchmark(folder, "--growth=^chain$", f"--json={figures}")
        expect(measured.returncode == 0, measured.stdout)
        expect(re.search(r"^a\.cpp +\d", measured.stdout, re.MULTILINE), measured.stdout)
        expect(re.search(r"Ours grows by n\^-?\d", measured.stdout), measured.stdout)
        found = json.loads(figures.read_text())
        expect(set(found["databases"][0]["checks"]) >= set(repository.checks()) - {"async-naming"}, str(found))

        tool = Path(os.environ["ASYNC_CHECKS_MODULE"]).parent / "async-tidy"
        fleet = subprocess.run([sys.executable, BENCHMARK.parent / "fleet.py", tool, folder], capture_output=True, text=True)
        expect(re.search(r"^  one changed +\d", fleet.stdout, re.MULTILINE), fleet.stdout + fleet.stderr)

        nothing = benchmark()
        expect(nothing.returncode == 2 and "nothing to measure" in nothing.stdout, nothing.stdout)
        elsewhere = benchmark(f"{folder}/elsewhere")
        expect(elsewhere.returncode == 2 and "has no compile database" in elsewhere.stdout, elsewhere.stdout)
        unbuilt = benchmark(folder, "--module=/nowhere.so")
        expect(unbuilt.returncode == 2 and "is not built" in unbuilt.stdout, unbuilt.stdout)


if __name__ == "__main__":
    main()
