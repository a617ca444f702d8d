#!/usr/bin/env python3
"""Proves what the checks see of a program of several units, against the comments of a test file.

    // RUN: %program %s [-- compiler arguments]

The file holds the files of the program, each below a line `//--- name`. In them, comments below
a line say what all checks together report about it, but for async-needless-coroutine: coroutines that
await nothing are all that many tests need.

    // BOTH: warning: … [check]      by its unit alone, and with the program
    // PROGRAM: warning: … [check]   only with the program: nobody could see it before
    // ALONE: warning: … [check]     only by its unit alone: it is no mistake in this program
    // NOTE: file:line: …            a note of the finding above, with the program

That is all that is reported. Proved as well, always: one unit that includes all sources, in
their order, reports what the program does. `// UNITY: …`, once in the file, says why it does not.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tidying import Text, Tools, first_includes, read

KINDS = ("BOTH", "PROGRAM", "ALONE", "NOTE", "UNITY")
EXPECTATION = re.compile(rf"\s*// ({'|'.join(KINDS)}): (.*)")


def split(text):
    """The files in a test, by name."""
    parts = re.split(r"^//--- (.+)\n", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2]))


def expectations(files):
    """What the comments expect: `file:line: text` for each kind."""
    found = {kind: [] for kind in KINDS}
    for name, text in files.items():
        row = 0
        for number, line in enumerate(text.splitlines(), 1):
            match = EXPECTATION.fullmatch(line)
            if not match:
                row = number
            elif match[1] in ("NOTE", "UNITY"):
                found[match[1]].append(match[2])
            else:
                found[match[1]].append(f"{name}:{row}: {match[2]}")
    return found


def reported(report, folder, notes=False):
    """The warnings of a report, or its notes."""
    def place(line):
        path = Path(line.path)
        return f"{path.relative_to(folder) if path.is_relative_to(folder) else path}:{line.row}"

    return sorted({f"{place(line)}: {'' if notes else line.severity + ': '}{line.text}"
                   for line in report.lines if (line.severity == "note") == notes})


class Program:
    def __init__(self, options, folder):
        self.folder, self.flags = folder, ["-std=c++20", f"-I{options.inputs}", *options.extra]
        self.tools = Tools(options.llvm, options.module)
        self.link = Path(options.module).parent / "async-link"
        self.sources = sorted(path.name for path in folder.glob("*.cpp"))
        self.flags += self.precompiled()

    def precompiled(self):
        """The flags with which the includes that all sources begin with are parsed only once, for all
        tests of a run that begin with the same ones."""
        texts = {path.name: read(path) for path in self.folder.iterdir()}
        first, *others = [first_includes(texts[source], texts) for source in self.sources]
        includes = [line for line in first if all(line in other for other in others)]
        folder = os.environ.get("ASYNC_CHECKS_KEPT", self.folder)
        return self.tools.precompile_once(folder, includes, self.flags) if includes else []

    def inspect(self, sources, **settings):
        given = ", ".join(f"async.{name}: {value}" for name, value in settings.items())
        return self.tools.inspect([Text(self.folder, sources, self.flags)], "-checks=-*,async-*,-async-needless-coroutine",
                                  "-header-filter=.*",
                                  f"-config={{CheckOptions: {{async.Root: {self.folder}, {given}}}}}")[0]

    def alone(self):
        return self.inspect(self.sources, SummaryFolder=self.folder / "summaries")

    def linked(self):
        subprocess.run([self.link, "--out", self.folder / "slices", self.folder / "summaries"], check=True)
        return self.inspect(self.sources, Program=self.folder / "slices")

    def unity(self):
        (self.folder / "unity.cpp").write_text("".join(f'#include "{name}"\n' for name in self.sources))
        return self.inspect(["unity.cpp"])


def compare(what, expected, found):
    """Says what differs; whether anything does."""
    differences = [f"- {line}" for line in sorted(expected - found)] + [f"+ {line}" for line in sorted(found - expected)]
    if differences:
        print(f"{what} (- expected, + found):", *differences, sep="\n")
    return bool(differences)


def prove(options):
    folder = Path(options.work).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    files = split(read(options.test))
    for name, text in files.items():
        (folder / name).write_text(text)
    expected = {kind: set(lines) for kind, lines in expectations(files).items()}
    if not (expected["PROGRAM"] or expected["ALONE"] or expected["BOTH"]):
        print("nothing is expected: the test proves nothing")
        return 1

    program = Program(options, folder)
    alone, linked, unity = program.alone(), program.linked(), program.unity()
    failed = compare("by the units alone", expected["BOTH"] | expected["ALONE"], set(reported(alone, folder)))
    failed |= compare("with the program", expected["BOTH"] | expected["PROGRAM"], set(reported(linked, folder)))
    notes = set(reported(linked, folder, notes=True))
    if not expected["NOTE"] <= notes:
        failed |= compare("notes with the program, of which some are expected", expected["NOTE"], notes)
    same = set(reported(linked, folder)) == set(reported(unity, folder))
    if expected["UNITY"] and same:
        print("the unity reports the same: there is nothing to explain")
        failed = True
    elif not expected["UNITY"]:
        failed |= compare("with the program, and in one unit", set(reported(linked, folder)),
                          set(reported(unity, folder)))
    return int(failed)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--llvm", required=True, help="the folder of LLVM's programs")
    parser.add_argument("--module", required=True)
    parser.add_argument("--inputs", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("test")
    parser.add_argument("extra", nargs="*", help="compiler arguments, behind --")
    return prove(parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())
