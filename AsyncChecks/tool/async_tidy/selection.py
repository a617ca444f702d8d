"""Which findings count: new ones, those on changed lines, those in a part of the project."""

import json
import os
import re
import subprocess
from pathlib import Path

from . import Failure
from .findings import fingerprints
from .project import folders_of_checkout, inside
from .texts import replace_file

HEADERS = {"", ".h", ".hh", ".hpp", ".hxx", ".h++", ".inc", ".inl", ".ipp", ".tpp", ".tcc", ".txx", ".def"}


def git(root, *arguments):
    done = subprocess.run(["git", "-C", root, "-c", "core.quotePath=off", *arguments], text=True,
                          capture_output=True, errors="surrogateescape")
    if done.returncode:
        raise Failure(f"git {arguments[0]} fails: {done.stderr.strip()}")
    return done.stdout


class Changes:
    """The lines that differ from a revision, and files that git does not know yet."""

    def __init__(self, root, revision):
        top = folders_of_checkout(Path(root))[-1]
        self.lines = {}
        diff = git(top, "diff", "--unified=0", "--no-color", "--no-ext-diff", "--src-prefix=a/",
                   "--dst-prefix=b/", revision, "--")
        for line in diff.splitlines():
            header = re.match(r"\+\+\+ b/([^\t]*)", line)
            hunk = re.match(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@", line)
            if header:
                lines = self.lines.setdefault(os.path.join(top, header[1]), set())
            elif hunk:
                begin, count = int(hunk[1]), int(hunk[2] or 1)
                lines.update(range(begin, begin + count))
        self.new = {os.path.join(top, name)
                    for name in git(top, "ls-files", "--others", "--exclude-standard", "-z").split("\0") if name}

    def paths(self):
        return {*self.lines, *self.new}

    def have(self, finding):
        path = finding.place.path
        return path in self.new or finding.place.line in self.lines.get(path, ())


class Baseline:
    """The findings of a day, by fingerprints that outlast moved lines."""

    def __init__(self, path):
        self.path = Path(path)
        self.known = self.read() if self.path.exists() else None

    def read(self):
        try:
            return {entry["fingerprint"] for entry in json.loads(self.path.read_text())["findings"]}
        except (ValueError, KeyError, TypeError) as error:
            raise Failure(f"{self.path} is no baseline: {error}") from error

    def write(self, findings, relative):
        entries = [json.dumps({"fingerprint": name, "check": finding.check,
                               "file": relative(finding.place.path)}, sort_keys=True)
                   for name, finding in zip(fingerprints(findings, relative), findings)]
        body = ",\n  ".join(sorted(entries))
        replace_file(self.path, f'{{"findings": [\n  {body}\n]}}\n'.encode())


def units_that_read(units, paths):
    """The units that may read one of the paths, going by names: which units read a header is not
    known before they are compiled."""
    sources = [unit for unit in units if os.path.realpath(unit.path) in paths]
    others = paths - {os.path.realpath(unit.path) for unit in sources}
    return units if any(os.path.splitext(path)[1] in HEADERS for path in others) else sources


def shard(units, text):
    """The K-th of N parts of the units, for "K/N"."""
    match = re.fullmatch(r"([1-9]\d*)/([1-9]\d*)", text)
    if not match or int(match[1]) > int(match[2]):
        raise Failure(f"--shard takes K/N with K from 1 to N, and not '{text}'")
    return units[int(match[1]) - 1::int(match[2])]


class Selection:
    """What of the findings is asked for."""

    def __init__(self, root, options):
        self.root = root
        self.paths = {os.path.realpath(path) for path in options.paths}
        for path in self.paths:
            if not os.path.exists(path):
                raise Failure(f"there is no {path}")
        self.changes = options.diff and Changes(root.root, options.diff)
        self.baseline = options.baseline and Baseline(options.baseline)

    def writes_baseline(self):
        return self.baseline and self.baseline.known is None

    def units(self, units):
        """The units that can have such findings."""
        if self.paths and all(map(os.path.isfile, self.paths)):
            units = units_that_read(units, self.paths)
        if self.changes:
            units = units_that_read(units, self.changes.paths())
        return units

    def of(self, findings):
        """Those of the findings that are asked for, by their fingerprints."""
        return self.named(findings, lambda name: not self.is_known(name))

    def known(self, findings):
        """Those that would be asked for if the baseline did not know them."""
        return self.named(findings, self.is_known)

    def is_known(self, name):
        return bool(self.baseline) and name in self.baseline.known

    def named(self, findings, wanted):
        findings = list(findings)
        names = fingerprints(findings, self.root.relative)
        return {name: finding for name, finding in zip(names, findings)
                if wanted(name) and self.is_in_paths(finding.place.path)
                and (not self.changes or self.changes.have(finding))}

    def is_in_paths(self, path):
        return not self.paths or any(inside(path, it) for it in self.paths)
