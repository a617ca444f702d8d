"""The whole program, in three steps. Each unit says in a summary what its functions do; async-link
joins the summaries, and answers in a slice for each unit what it can ask of the others; a unit whose
slice has anything to say is checked again with it.
"""

import os
import subprocess
import tempfile
from pathlib import Path

from . import Failure
from .terminal import say
from .texts import digest

ERROR = "error: "


def link(host, summaries, slices, scratch, more=()):
    """Makes slices of summaries, and what else is asked for; gives what is wrong with those that
    cannot be used."""
    if not summaries:
        return []
    listed = Path(scratch) / "summaries.list"
    listed.write_text("".join(f"{path}\n" for path in summaries), "utf-8", "surrogateescape")
    done = subprocess.run([host.link, "--out", slices, "--list", listed, *more], text=True, errors="replace", capture_output=True)
    said = done.stderr.splitlines()
    if done.returncode not in (0, 1):
        raise Failure(f"async-link ends with code {done.returncode}: {' '.join(said)}")
    for line in said:
        if not line.startswith(ERROR):
            say(line)
    return [line[len(ERROR):] for line in said if line.startswith(ERROR)]


def link_texts(host, summaries, slices):
    """The same for the texts of summaries by their names; gives also whose slices have something to say."""
    with tempfile.TemporaryDirectory() as scratch:
        paths = []
        for name, text in summaries.items():
            paths.append(Path(scratch, os.path.normpath(f"/{name}.summary")[1:]))
            paths[-1].parent.mkdir(parents=True, exist_ok=True)
            paths[-1].write_text(text, "utf-8", "surrogateescape")
        unusable = link(host, paths, slices, scratch)
    return [name for name in sorted(summaries) if digest_of_slice(slices, name)], unusable


def digest_of_slice(slices, name):
    """The digest of a slice that holds more than its head, the line of its unit and its end."""
    path = Path(slices) / f"{name}.slice"
    data = path.read_bytes() if path.exists() else b""
    says_something = any(line.split(b"\t")[0] != b"unit" for line in data.splitlines()[1:-1])
    return digest(data) if says_something else None


class Program:
    def __init__(self, host, project, scratch, folder):
        self.host, self.project, self.scratch = host, project, Path(scratch)
        self.made = self.scratch / "summaries"  # by this run
        self.digests = {}  # of the slices that have something to say, by unit
        self.unusable = []  # summaries, and why
        self.keep_in(folder)

    def keep_in(self, folder):
        """Names the folder of what is kept: the last summaries and slices of all units."""
        self.kept, self.slices = Path(folder) / "summaries", Path(folder) / "slices"

    def read_slices(self, slices):
        self.slices = Path(slices).resolve()
        digests = {unit: digest_of_slice(slices, self.name(unit)) for unit in self.project.units}
        self.digests = {unit: it for unit, it in digests.items() if it}

    def name(self, unit):
        """What the files of a unit are called: its path from the root, never above it."""
        parts = os.path.relpath(unit.path, self.project.root).split(os.sep)
        return os.sep.join("__" if part == os.pardir else part for part in parts)

    def summary(self, unit):
        return self.made / f"{self.name(unit)}.summary"

    def summaries(self, units):
        """The texts of the summaries that are made, by their names."""
        return {self.name(unit): self.summary(unit).read_text("utf-8", "surrogateescape")
                for unit in units if self.summary(unit).exists()}

    def options(self, unit):
        """What the checks are told when they look at the unit."""
        step = {"async.Program": str(self.slices)} if unit in self.digests else \
            {"async.SummaryFolder": str(self.made)}
        return {"async.Root": self.project.root, **step}

    def run(self, analysis, units):
        """The results by unit, in the order of the units."""
        self.digests = {}
        results = analysis.run(units)
        self.unusable = link(self.host, self.latest_summaries(), self.slices, self.scratch)
        self.read_slices(self.slices)
        again = [unit for unit in units if unit in self.digests and not results[unit].broken()]
        return {**results, **analysis.run(again)}

    def plan(self, chains):
        """The file that tells how chains become asynchronous, after what the units have said; those
        that begin in functions with one of the names are among them in any case."""
        file = self.scratch / "plan.json"
        file.write_text('{"chains": []}')
        more = [f"--plan={file}", *(f"--chain={name}" for name in chains)]
        self.unusable = link(self.host, self.latest_summaries(), self.slices, self.scratch, more)
        return file

    def latest_summaries(self):
        """Keeps the summaries that are made, and gives those of the whole project: a unit that is
        not looked at now says what it said last."""
        latest = {unit: self.kept / f"{self.name(unit)}.summary" for unit in self.project.units}
        for unit, path in latest.items():
            if self.summary(unit).exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                os.replace(self.summary(unit), path)
        for gone in set(self.kept.rglob("*.summary")).difference(latest.values()):
            gone.unlink()
        return [path for path in latest.values() if path.exists()]
