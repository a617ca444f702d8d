#!/usr/bin/env python3
"""Compares the findings of a program, its units with their slices, with those of one unit of all its sources.

    test/program/unity.py my/build [--explained FILE]

That unit, the unity, sees by itself whatever the program can tell. Printed is what only one of the two finds, by
check, file, line and message. A line `async-check file:line  # reason` of FILE explains what differs there.

Of names that clash, all but the first are renamed, and so is every `main` but one. A source that still does not
fit, or that is compiled in another way, goes to another unity.

Exit codes: 0 if nothing is found only in one, or all of that is explained, 1 otherwise, 2 if something failed.
"""

import argparse
import concurrent.futures
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import List, NamedTuple, Set

from gathering import MARK, assemble, compiled_alike, members_of

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "test"))

from tidying import Line, Tools, printed  # noqa: E402

from async_tidy import Failure  # noqa: E402
from async_tidy.host import find_host  # noqa: E402
from async_tidy.project import Project  # noqa: E402


class Finding(NamedTuple):
    check: str
    path: str
    line: int
    message: str

    @property
    def place(self):
        return f"{self.check} {self.path}:{self.line}"

    def __str__(self):
        return f"{self.path}:{self.line}: {self.message} [{self.check}]"


class Look(NamedTuple):
    findings: Set[Finding]
    errors: List[Line]


class Tidy:
    """clang-tidy with the module, which sees every file of a project."""

    def __init__(self, host, project, folder):
        self.host, self.project, self.folder = host, project, Path(folder)
        self.precompiled = []  # the arguments that take what is precompiled
        project.write_database(folder)

    def precompile(self, headers):
        """Has the headers parsed once for all sources, in the way in which the first is compiled."""
        member = members_of(self.project.units[0])[0]
        header = self.folder / "precompiled.h"
        header.write_text("".join(f"#include <{each}>\n" for each in headers))
        self.precompiled = Tools(self.host.tools, self.host.module).precompile(
            header, itertools.chain(*member.arguments), f"{header}.pch")

    def look(self, source, *arguments, database=None, **options):
        """What clang-tidy says of a source with shared options."""
        told = {f"async.{name}": str(value) for name, value in options.items()}
        done = self.host.run("--checks=-*,async-*", f"--config={json.dumps({'CheckOptions': told})}",
                             "--header-filter=.*", "--quiet", "--use-color=0", "--extra-arg=-w",
                             "--extra-arg=-ferror-limit=0", *(f"--extra-arg={each}" for each in self.precompiled),
                             "-p", str(database or self.folder), *arguments, source)
        lines = printed(done.stdout)
        errors = [line for line in lines if "error" in line.severity]
        if done.returncode and not errors:
            raise Failure(f"clang-tidy ends with {done.returncode} on {source}:\n{done.stderr[-2000:]}")
        return Look({self.finding(line) for line in lines if line.severity == "warning"}, errors)

    def finding(self, line):
        found = re.fullmatch(r"(.*) \[(async-[\w-]+)[\w,-]*\]", line.text)
        if not line.path or not found:
            raise Failure(f"clang-tidy warns: {line.text}")
        path = self.project.relative(os.path.realpath(line.path))
        return Finding(found[2], path, line.row, re.sub(rf"{MARK}\d+", "", found[1]))

    def look_at_unity(self, unity):
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            source, overlay = unity.write(folder)
            return self.look(source, f"--vfsoverlay={overlay}", database=folder, Root=self.project.root,
                             SyncEntryPoints=";".join(unity.mains()))

    def look_at_units(self, units, **options):
        """What is said of each unit by its path, with options that the whole program shares."""
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            return dict(zip(units, pool.map(lambda path: self.look(path, Root=self.project.root, **options), units)))


def link(program, summaries, slices):
    done = subprocess.run([program, "--out", slices, summaries], text=True, capture_output=True)
    sys.stderr.write(done.stderr)
    if done.returncode not in (0, 1):
        raise Failure(f"{program} ends with {done.returncode}")


def read_explained(path):
    """The places of differences that a file explains."""
    lines = [line.split("#")[0].strip() for line in Path(path).read_text().splitlines()] if path else []
    return {line for line in lines if line}


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", metavar="BUILD", help="the folder of compile_commands.json")
    parser.add_argument("--explained", metavar="FILE", help="the differences that are as they have to be, and why")
    parser.add_argument("--module", metavar="FILE", help="the module, with async-link beside it",
                        default=os.environ.get("ASYNC_CHECKS_MODULE",
                                               ROOT / "build" / "llvm-22" / "AsyncChecks" / "AsyncChecks.so"))
    parser.add_argument("--precompile", metavar="HEADER", nargs="+", help="headers to parse once for all sources")
    parser.add_argument("--clang-tidy", metavar="FILE", help="the clang-tidy to use")
    return parser.parse_args()


def compare(options, folder):
    """Prints how the program and the unity differ; whether all of that is explained."""
    host, project = find_host(options.module, options.clang_tidy), Project(options.build)
    explained = read_explained(options.explained)
    tidy = Tidy(host, project, folder)
    if options.precompile:
        tidy.precompile(options.precompile)
    summaries, slices = str(Path(folder, "summaries")), str(Path(folder, "slices"))

    alone = tidy.look_at_units([unit.path for unit in project.units], SummaryFolder=summaries)
    link(host.module.parent / "async-link", summaries, slices)
    whole = {path: look.findings for path, look in alone.items() if not look.errors}
    if not whole:
        raise Failure(f"no source compiles: {next(iter(alone.values())).errors[0].text}")
    program = tidy.look_at_units(list(whole), Program=slices)

    unity, unities = set(), []
    members = [member for unit in project.units if unit.path in whole for member in members_of(unit)]
    for group in compiled_alike(members, project.root):
        for together, look in assemble(group, tidy.look_at_unity):
            unity |= look.findings if look else whole[together.members[0].path]
            unities.append([project.relative(member.path) for member in together.members])
    for number, sources in enumerate(sorted(unities, key=len, reverse=True)[1:], 2):
        print(f"unity {number}: {' '.join(sources)}")
    for path in sorted(alone.keys() - whole.keys()):
        print(f"left out, as it does not compile: {project.relative(path)}: {alone[path].errors[0].text}")

    found = {"units alone": set().union(*whole.values()), "the unity": unity,
             "the program": set().union(*(look.findings for look in program.values()))}
    different = found["the unity"] ^ found["the program"]
    unexplained = {finding for finding in different if finding.place not in explained}
    surplus = explained - {finding.place for finding in different}
    for name in ("the unity", "the program"):
        for finding in sorted(found[name] & unexplained):
            print(f"only {name}: {finding}")
    for place in sorted(surplus):
        print(f"explained, and no difference: {place}")
    print(", ".join(f"{name} {len(findings)}" for name, findings in found.items()) +
          f"; differences: {len(different)}, explained: {len(different) - len(unexplained)}")
    return not surplus and not unexplained


def main():
    options = parse()
    try:
        with tempfile.TemporaryDirectory() as folder:
            return 0 if compare(options, folder) else 1
    except Failure as failure:
        print(f"error: {failure}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
