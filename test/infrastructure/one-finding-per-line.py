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
    return own[1].split() if own else []


def shared_lines(report):
    """The lines that more than one check reports, and by which."""
    checks = collections.defaultdict(set)
    for line in report.lines:
        name = re.search(r" \[(async-[\w-]+)\]$", line.text)
        if name and line.severity == "warning":
            checks[f"{line.path}:{line.row}"].add(name[1])
    return [f"{place}: {', '.join(sorted(found))}" for place, found in checks.items() if len(found) > 1]


def inspected(tests, folder):
    """What all checks say of each test, where all that tests include is parsed once."""
    alike = collections.defaultdict(list)
    for test in tests:
        flags = ("-std=c++2b", f"-I{repository.INPUTS}", *own_flags(test))
        alike[flags].append(Text(test.parent, [test.name], flags))
    plain, shared = [], []
    for number, (flags, texts) in enumerate(alike.items()):
        header = folder / f"includes-{number}.h"
        header.write_text("\n".join(dict.fromkeys(
            line for text in texts for line in first_includes(repository.read(text.folder / text.sources[0])))))
        precompiled = repository.TOOLS.precompile(header, flags, f"{header}.pch")
        plain += texts
        shared += [text._replace(flags=[*flags, *precompiled]) for text in texts]

    def inspect(texts):
        return repository.TOOLS.inspect(texts, "--checks=-*,async-*", "--config={}", "--quiet", jobs=os.cpu_count())

    reports = inspect(shared)
    # What a test declares itself may clash with what another includes.
    clashing = [text for text, report in zip(plain, reports) if report.errors()]
    return [report for report in reports if not report.errors()] + inspect(clashing)


def main():
    with tempfile.TemporaryDirectory() as folder:
        reports = inspected(sorted(repository.TESTS.glob("*/*.cpp")), Path(folder))
    problems = [problem for report in reports for problem in shared_lines(report)]
    print("\n".join(problems))
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
