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
import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import List, Optional, Tuple

from .exports import read_export
from .findings import Finding, finding_from, finding_of
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

    def sources(self):
        """The files that it tells of: beside what is read, those that its notes show."""
        shown = sorted({note.place.path for finding in self.findings for note in finding.notes})
        return list(dict.fromkeys([*self.reads, *shown]))


class Analysis:
    def __init__(self, host, project, texts, configurations, workers, cache, program=None):
        self.host, self.project, self.texts = host, project, texts
        self.program = program  # None if each unit is looked at for itself
        self.configurations, self.workers = configurations, workers
        self.cache = Path(cache)
        self.module = digest(host.module.read_bytes())

    def run(self, units):
        """The results by unit, in the order of the units."""
        return self.workers.map(self.analyse, units, lambda unit: self.project.relative(unit.path))

    def analyse(self, unit):
        configuration = self.configurations.of(unit)
        heard = self.program and self.program.digests.get(unit)
        summary = None if heard or not self.program else self.program.summary(unit)
        place = self.place(unit, configuration, heard)
        result = self.remembered(place, summary)
        if not result:
            if summary:
                summary.unlink(missing_ok=True)
            result = self.ask(unit, configuration, self.program.options(unit) if self.program else {})
            if not result.failure:
                self.remember(place, result, summary)
        return result

    # The memory

    def place(self, unit, configuration, heard):
        told = (self.module, self.host.llvm, self.host.tidy, self.project.root, dataclasses.astuple(unit),
                self.texts.digest(self.texts.real(unit.path)), dataclasses.astuple(configuration), heard)
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
        export = self.texts.folder / f"{digest(unit.path.encode())}.export"
        export.unlink(missing_ok=True)
        status, said = self.workers.execute(
            [self.host.tidy, f"--load={self.host.module}", *configuration.arguments,
             *self.configurations.source(options), *self.texts.overlay,
             "--quiet", "--use-color=0", "--extra-arg=-w", "--extra-arg=-H", f"--export-fixes={export}",
             "-p", str(self.texts.folder), unit.path])
        diagnostics = read_export(export.read_text("utf-8", "surrogateescape")) if export.exists() else []
        result = self.result(unit, diagnostics, headers=re.findall(r"^\.+ (.*)$", said, re.M))
        if status and not result.errors and all(it.level != "error" for it in result.findings):
            said = re.sub(r"^\.+ .*\n", "", said, flags=re.M).strip()
            result.failure = f"clang-tidy ends with code {status}: {said[-2000:]}"
        return result

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
