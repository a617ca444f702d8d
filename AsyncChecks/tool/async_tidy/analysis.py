"""clang-tidy on many units at once, with a memory.

The result of a unit is kept under a name made of all that clang-tidy is told, of the source and of
what the program has to say to it, with the headers that it read: it holds for as long as these are
what they were. So a run that was interrupted goes on where it stopped, and a round of repair looks
at what it changed.
"""

import contextlib
import dataclasses
import gzip
import json
import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import List, Optional, Tuple

from .exports import read_export
from .findings import Finding, finding_from, finding_of
from .preludes.headers import LISTED, LISTING
from .texts import digest, position

KEPT_SECONDS = 30 * 24 * 3600


@dataclass
class Result:
    findings: List[Finding] = field(default_factory=list)
    errors: List[Tuple[str, str]] = field(default_factory=list)  # of the compiler: the file, and what is shown
    names: List[str] = field(default_factory=list)  # of the source and the headers, as they are called
    reads: List[str] = field(default_factory=list)  # the same by their one name
    failure: Optional[str] = None  # of clang-tidy itself

    def broken(self):
        return bool(self.errors or self.failure)

    def would_compile(self):
        """Whether it compiles, but for files that are not there."""
        return not self.failure and all(" file not found" in error for _, error in self.errors)

    def read(self, paths):
        """Adds files that it has read in another form."""
        self.names = list(dict.fromkeys([*self.names, *paths]))
        self.reads = list(dict.fromkeys([*self.reads, *paths]))

    def sources(self):
        """The files that it tells of: beside what is read, those that its notes show."""
        shown = sorted({note.place.path for finding in self.findings for note in finding.notes})
        return list(dict.fromkeys([*self.reads, *shown]))


def read_if_there(path):
    return path.read_text("utf-8", "surrogateescape") if path.exists() else None


class Analysis:
    def __init__(self, host, project, texts, configurations, workers, cache, program=None, preludes=None):
        self.host, self.project, self.texts = host, project, texts
        self.program = program  # None if each unit is looked at for itself
        self.preludes = preludes  # None if each unit is looked at as it is
        self.configurations, self.workers = configurations, workers
        self.cache = Path(cache)
        self.module = digest(host.module.read_bytes())

    def run(self, units):
        """The results by unit, in the order of the units."""
        results = {}
        if self.preludes:
            new = [unit for unit in units if not self.place(unit).exists()]
            results = self.analyse_all(self.preludes.samples(new))
            self.preludes.make()
        results.update(self.analyse_all([unit for unit in units if unit not in results]))
        return {unit: results[unit] for unit in units}

    def analyse_all(self, units):
        return self.workers.map(self.analyse, units, lambda unit: self.project.relative(unit.path))

    def analyse(self, unit):
        summary = None if self.heard(unit) or not self.program else self.program.summary(unit)
        place = self.place(unit)
        result = self.remembered(place, summary)
        if not result:
            if summary:
                summary.unlink(missing_ok=True)
            options = self.program.options(unit) if self.program else {}
            result = self.ask(unit, self.configurations.of(unit), options)
            if not result.failure:
                self.remember(place, result, summary)
        return result

    def heard(self, unit):
        """The digest of what the program has to say to a unit; None if there is nothing."""
        return self.program and self.program.digests.get(unit)

    # The memory

    def place(self, unit):
        configuration = self.configurations.of(unit)
        told = (self.module, self.host.llvm, self.host.tidy, self.project.root, dataclasses.astuple(unit),
                self.texts.digest(self.texts.real(unit.path)), dataclasses.astuple(configuration), self.heard(unit))
        return self.cache / f"{digest(json.dumps(told).encode())}.json.gz"

    def files(self, names):
        return list(dict.fromkeys(map(self.texts.real, names)))

    def digest_of(self, paths):
        return digest("".join(map(self.texts.digest, paths)).encode())

    def remembered(self, place, summary):
        """The result that is kept, if it holds; where a summary is asked for, it is put there."""
        try:
            kept = json.loads(gzip.decompress(place.read_bytes()))
            result = Result([finding_from(it) for it in kept["findings"]],
                            [tuple(it) for it in kept["errors"]], kept["names"], self.files(kept["names"]))
            if kept["digest"] != self.digest_of(result.sources()) or summary and kept["summary"] is None:
                return None
            if summary:
                summary.parent.mkdir(parents=True, exist_ok=True)
                summary.write_text(kept["summary"], "utf-8", "surrogateescape")
        except (OSError, ValueError, LookupError, TypeError, EOFError):  # not there, or of another version
            return None
        os.utime(place)
        return result

    def remember(self, place, result, summary):
        has_summary = summary and summary.exists()
        kept = {"findings": result.findings, "errors": result.errors, "names": result.names,
                "digest": self.digest_of(result.sources()),
                "summary": summary.read_text("utf-8", "surrogateescape") if has_summary else None}
        file = self.texts.folder / place.name
        file.write_bytes(gzip.compress(json.dumps(kept).encode(), 1))
        os.replace(file, place)

    def forget_what_is_old(self):
        for place in self.cache.iterdir():
            with contextlib.suppress(FileNotFoundError):  # another run forgets as well
                if place.stat().st_mtime < time.time() - KEPT_SECONDS:
                    place.unlink()

    # One unit

    def ask(self, unit, configuration, options):
        """What clang-tidy says now, with options of checks added to those of the configuration."""
        prelude = self.preludes and self.preludes.of(unit)
        if prelude:
            result, _, trace = self.execute(unit, configuration, options, prelude.arguments())
            if prelude.suits(trace) and result.would_compile():
                result.read(prelude.files)
                return result
        result, listing, trace = self.execute(unit, configuration, options)
        if self.preludes:
            self.preludes.learn(unit, listing, trace)
        return result

    def execute(self, unit, configuration, options, more=()):
        """What clang-tidy says, with more arguments; the list of the headers, and the trace of the
        unit, None if there is none."""
        export, trace = (self.texts.folder / f"{digest(unit.path.encode())}.{kind}" for kind in ("export", "trace"))
        for file in (export, trace):
            file.unlink(missing_ok=True)
        if self.preludes:
            options = {**options, "async.Trace": str(trace)}
        status, said = self.workers.execute(
            [self.host.tidy, f"--load={self.host.module}", *configuration.arguments,
             *self.configurations.source(options), *self.texts.overlay,
             "--quiet", "--use-color=0", "--extra-arg=-w", *(f"--extra-arg={it}" for it in LISTING), *more,
             f"--export-fixes={export}", "-p", str(self.texts.folder), unit.path])
        diagnostics = read_export(read_if_there(export) or "")
        result = self.result(unit, diagnostics, headers=[name for _, name in LISTED.findall(said)])
        if status and not result.errors and all(it.level != "error" for it in result.findings):
            result.failure = f"clang-tidy ends with code {status}: {LISTED.sub('', said).strip()[-2000:]}"
        return result, said, read_if_there(trace)

    def result(self, unit, diagnostics, headers):
        directory = unit.commands[0].directory
        names = list(dict.fromkeys(os.path.join(directory, path) for path in (unit.path, *headers)))
        result = Result(names=names, reads=self.files(names))
        for message in diagnostics:
            def real(path, directory=message.directory or directory):
                return self.texts.real(os.path.join(directory, path))

            if not message.name.startswith("clang-diagnostic-"):
                if message.path:
                    result.findings.append(finding_of(message, real, self.texts))
                else:
                    result.failure = message.text
            elif message.level == "Error":
                path = real(message.path or unit.path)
                line, column = position(self.texts.read(path), message.offset)
                where = f"{self.project.relative(path)}:{line}:{column}"
                result.errors.append((path, f"{where}: error: {message.text}"))
        return result
