# RUN: %python %s
"""No two checks speak about one line: where two could, one of them owns it.

All checks look at the tests of each.
"""

import collections
import os
import re
import sys
import tempfile

import repository
from tidying import Text


def own_flags(test):
    """What the test is compiled with beside the standard and the mock headers."""
    own = re.search(r" -- (.*)", repository.read(test).partition("\n")[0])
    return own[1].split() if own else []


def shared_lines(report):
    """The lines that more than one check reports, and by which."""
    checks = collections.defaultdict(set)
    for line in report.lines:
        name = re.search(r" \[(async-[\w-]+)\]$", line.text)
        if name and line.severity == "warning":
            checks[f"{line.path}:{line.row}"].add(name[1])
    return [f"{place}: {', '.join(sorted(found))}" for place, found in checks.items() if len(found) > 1]


def main():
    texts = [Text(test.parent, [test.name], ["-std=c++2b", f"-I{repository.INPUTS}", *own_flags(test)])
             for test in sorted(repository.TESTS.glob("*/*.cpp"))]
    with tempfile.TemporaryDirectory() as folder:
        reports = repository.TOOLS.inspect(repository.TOOLS.share_includes(texts, folder),
                                           "--checks=-*,async-*", "--config={}", "--quiet", jobs=os.cpu_count())
    problems = [problem for report in reports for problem in shared_lines(report)]
    print("\n".join(problems))
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
