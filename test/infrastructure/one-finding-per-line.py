# RUN: %python %s
"""No two checks speak about one line: where two could, one of them owns it.

All checks look at the tests of each.
"""

import collections
import concurrent.futures
import os
import re
import sys

import repository


def shared_lines(test):
    """The lines of a test that more than one check reports, and by which."""
    own = re.search(r" -- (.*)", repository.read(test).partition("\n")[0])
    output = repository.clang_tidy(
        "--checks=-*,async-*", "--config={}", "--quiet", test, "--",
        "-std=c++2b", f"-I{repository.INPUTS}", *(own[1].split() if own else [])).stdout
    checks = collections.defaultdict(set)
    for place, check in re.findall(r"^(\S+?:\d+):\d+: warning: .* \[(async-[\w-]+)\]$", output, re.MULTILINE):
        checks[place].add(check)
    return [f"{place}: {', '.join(sorted(found))}" for place, found in checks.items() if len(found) > 1]


def main():
    tests = sorted(repository.TESTS.glob("*/*.cpp"))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        problems = [problem for found in pool.map(shared_lines, tests) for problem in found]
    print("\n".join(problems))
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
