"""Runs clang-tidy with the module over many texts at once.

To start a clang-tidy, and to parse the headers that a text includes, takes longer than all the
rest: one process takes many texts, and what they all include is compiled beforehand.
"""

import collections
import concurrent.futures
import hashlib
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import List, NamedTuple

INPUTS = Path(__file__).resolve().parent / "Inputs"

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "AsyncChecks" / "tool"))

from async_tidy.exports import Message, read_export  # noqa: E402


def read(path):
    return Path(path).read_text(encoding="utf-8")


def first_includes(text, own={}):
    """The lines with which a source includes what it begins with; for a header of its own, by whose
    name `own` has a text, those of this one."""
    found = []
    begin = re.compile(r"\s*(#\s*(include|pragma once)\b|//|$)")
    for line in itertools.takewhile(begin.match, text.splitlines()):
        name = re.match(r'#\s*include\s+(?:<|"(.*)")', line)
        if name and name[1] in own:
            found += first_includes(own[name[1]], own)
        elif name and (not name[1] or (INPUTS / name[1]).is_file()):
            found.append(line)
    return list(dict.fromkeys(found))


def digest(value):
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()


class Line(NamedTuple):
    """A warning, error or note as printed."""
    path: str
    row: int
    column: int
    severity: str
    text: str


class Report(NamedTuple):
    """What clang-tidy says of a text: as printed and, warnings with their fixes, as exported."""
    lines: List[Line]
    warnings: List[Message]

    def errors(self):
        return [f"{line.path}:{line.row}: {line.text}" for line in self.lines if "error" in line.severity]

    def findings(self):
        """The names of the checks that report something, and the texts of errors."""
        said = [re.fullmatch(r"(.*?)(?: \[([\w-]+)[\w,-]*\])?", line.text).groups()
                for line in self.lines if line.severity != "note"]
        return [name if name and name.startswith("async-") else text for text, name in said]


class Text(NamedTuple):
    """Files in a folder of their own, of which some are sources, and how these are compiled."""
    folder: Path
    sources: List[str]
    flags: List[str]

    def commands(self, compiler):
        return [{"directory": str(self.folder), "file": str(self.folder / source),
                 "arguments": [compiler, *self.flags, "-c", str(self.folder / source)]} for source in self.sources]


class Broken(Exception):
    """clang-tidy or the compiler ended in a way that says nothing of the text."""


class Tools:
    """The programs of the LLVM that the module is built for, and the module."""

    def __init__(self, llvm, module):
        self.folder, self.module = Path(llvm), str(module)

    def path(self, name):
        return str(self.folder / name)

    def execute(self, name, *arguments, given=None):
        return subprocess.run([self.path(name), *map(str, arguments)], input=given, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, encoding="utf-8", errors="replace")

    def inspect(self, texts, *options, jobs=1):
        """A report for each of the texts, by as many processes at a time as jobs are given."""
        parts = [texts[start::jobs] for start in range(min(jobs, len(texts)))]
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            found = list(pool.map(lambda part: self.inspect_together(part, options), parts))
        return [found[number % len(parts)][number // len(parts)] for number in range(len(texts))]

    def inspect_together(self, texts, options):
        with tempfile.TemporaryDirectory() as scratch:
            commands = [command for text in texts for command in text.commands(self.path("clang++"))]
            Path(scratch, "compile_commands.json").write_text(json.dumps(commands))
            export = Path(scratch, "exported.yaml")
            result = self.execute("clang-tidy", "--load", self.module, "-p", scratch, f"--export-fixes={export}",
                                  *options, *(command["file"] for command in commands))
            lines = printed(result.stdout)
            warnings = read_export(read(export)) if export.exists() else []
        if len(texts) == 1:
            report = Report(lines, warnings)
            if result.returncode not in (0, 1) or result.returncode and not report.errors():
                raise Broken(f"clang-tidy ends with {result.returncode}\n{result.stderr}")
            return [report]
        reports = split(texts, lines, warnings) if result.returncode in (0, 1) else None
        # A crash, or what is said of a header that several include, has to be asked for one by one.
        return reports or [report for text in texts for report in self.inspect_together([text], options)]

    def share_includes(self, texts, folder):
        """The same texts, where the includes are parsed once that several begin with."""
        alike = collections.defaultdict(list)
        for text in texts:
            includes = first_includes(read(text.folder / text.sources[0]))
            alike[tuple(text.flags), tuple(includes)].append(text)
        flags = {}
        for (own, includes), group in alike.items():
            shared = []
            if includes and len(group) > 1:
                shared = self.precompile_once(folder, includes, own)
            flags.update((id(text), [*own, *shared]) for text in group)
        return [text._replace(flags=flags[id(text)]) for text in texts]

    def precompile_once(self, folder, includes, flags, often=True):
        """The arguments that take lines of includes from a file in the folder, made if it is missing. For
        who does not need it often there are none then, as to make it takes longer than to parse them."""
        stem = Path(folder) / digest([flags, includes])
        header, target = Path(f"{stem}.h"), Path(f"{stem}.pch")
        if not target.exists():
            if not often:
                return []
            # Others may do the same at the same time: the text is equal, and its time does not count.
            with tempfile.TemporaryDirectory(dir=header.parent) as scratch:
                Path(scratch, "h").write_text("\n".join(includes) + "\n")
                os.replace(Path(scratch, "h"), header)
                self.precompile(header, flags, Path(scratch, "pch"))
                os.replace(Path(scratch, "pch"), target)
        return ["-include-pch", str(target)]

    def precompile(self, header, flags, target):
        """The arguments that take what a header includes from a file that is made here."""
        result = self.execute("clang++", *flags, "-w", "-fpch-instantiate-templates", "-Xclang", "-fno-pch-timestamp",
                              "-x", "c++-header", header, "-o", target)
        if result.returncode:
            raise Broken(f"{header} does not compile\n{result.stderr}")
        return ["-include-pch", str(target)]


def printed(output):
    """The warnings, errors and notes of an output, but those about fixes that were applied."""
    pattern = r"^(?:(/[^:\n]*):(\d+):(\d+): )?((?:fatal )?error|warning|note|remark): (.*)$"
    return [Line(path, int(row or 0), int(column or 0), severity, text)
            for path, row, column, severity, text in re.findall(pattern, output, re.MULTILINE)
            if not text.startswith("FIX-IT ")]


def is_surplus(said):
    """Whether a line or message only tells that there are more errors in some file."""
    return not said.path and said.text.startswith("too many errors emitted")


def split(texts, lines, warnings):
    """The reports of the texts by what one run says of all, or None if it says something of others."""
    reports, places = [], {}
    for text in texts:
        report = Report([], [])
        reports.append(report)
        for place in (text.folder, *(text.folder / source for source in text.sources)):
            places[place] = None if place in places else report

    def owner(path):
        return next((places[place] for place in (Path(path), *Path(path).parents) if place in places), None)

    current = None
    for line in lines:
        if is_surplus(line):
            continue
        if line.severity != "note":
            current = owner(line.path)
        if current is None:
            return None
        current.lines.append(line)
    for warning in warnings:
        if is_surplus(warning):
            continue
        owned = owner(warning.path)
        if owned is None:
            return None
        owned.warnings.append(warning)
    return reports
