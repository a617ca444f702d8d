# RUN: %python %s
"""No two checks speak about one line: where two could, one of them owns it.

All checks look at the tests of each.
"""

import collections
import os
import re
import sys
import tempfile
from pathlib import Path

import repository
from tidying import Text, first_includes


def own_flags(test):
    """What the test is compiled with beside the standard and the mock headers."""
    own = re.search(r" -- (.*)", repository.read(test).partition("\n")[0])
    return tuple(own[1].split() if own else ())


def shared_lines(report):
    """The lines that more than one check reports, and by which."""
    checks = collections.defaultdict(set)
    for line in report.lines:
        name = re.search(r" \[(async-[\w-]+)\]$", line.text)
        if name and line.severity == "warning":
            checks[f"{line.path}:{line.row}"].add(name[1])
    return [f"{place}: {', '.join(sorted(found))}" for place, found in checks.items() if len(found) > 1]


def precompiled(tests, own, folder):
    """The flags of tests that have these of their own, with what they include parsed once for all."""
    flags = ["-std=c++2b", f"-I{repository.INPUTS}", *own]
    header = folder / f"{len(list(folder.iterdir()))}.h"
    header.write_text("\n".join(dict.fromkeys(
        line for test in tests for line in first_includes(repository.read(test)))))
    return flags + repository.TOOLS.precompile(header, flags, f"{header}.pch")


def main():
    by_flags = collections.defaultdict(list)
    for test in sorted(repository.TESTS.glob("*/*.cpp")):
        by_flags[own_flags(test)].append(test)
    with tempfile.TemporaryDirectory() as folder:
        texts = []
        for own, tests in by_flags.items():
            flags = precompiled(tests, own, Path(folder))
            texts += [Text(test.parent, [test.name], flags) for test in tests]
        reports = repository.TOOLS.inspect(texts, "--checks=-*,async-*", "--config={}", "--quiet",
                                           jobs=os.cpu_count())
    problems = [problem for report in reports for problem in shared_lines(report)]
    print("\n".join(problems))
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
