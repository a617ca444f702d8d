"""Headers that are precompiled, for units that begin with them."""

import os

from ..texts import digest
from .headers import LISTING, Headers
from .reach import first_include
from .trace import Trace

FAILURES = 3  # after which units stop to try


class Prelude:
    def __init__(self, command, first, names, units):
        self.command, self.names, self.units = command, names, units
        self.first = first  # the name of a header of the project that all of the units begin with, or None
        self.file = None  # where it is, once it is made
        self.failed = 0

    def __str__(self):
        return f"headers that {len(self.units)} units share"

    def is_usable(self, unit, texts):
        """Whether a unit can try it: the headers are what they were, and the unit begins as it did."""
        return self.file is not None and self.failed < FAILURES and self.files.isdisjoint(texts.new) and \
            (not self.first or first_include(texts.read(unit.path)) == self.first)

    def make(self, clang, folder, workers, real):
        """Precompiles the headers as the command compiles a unit."""
        text = "".join(f"#include {name}\n" for name in (
            *([f'"{self.first}"'] if self.first else []), *(f"<{name}>" for name in self.names)))
        source = folder / f"{digest(repr((self.command, text)).encode('utf-8', 'surrogateescape'))}.h"
        source.write_text(text, "utf-8", "surrogateescape")
        file = source.with_suffix(".pch")
        status, said = workers.execute(
            [clang, *self.command.arguments[1:], "-w", "-x", "c++-header", "-Xclang", "-setup-static-analyzer",
             "-fpch-instantiate-templates", *LISTING, "-o", file, source], cwd=self.command.directory)
        if status == 0:
            self.headers = Headers(lambda name: real(os.path.join(self.command.directory, name)))
            self.headers.learn(str(source), said)
            self.files = self.headers.closure(str(source)) - {str(source)}
            self.file = file

    def arguments(self):
        """What clang-tidy is told for a unit that begins with it."""
        return ["--extra-arg=-include-pch", f"--extra-arg={self.file}"]

    def suits(self, trace):
        """Whether a unit that was looked at with it is what it is without it, by the trace that the
        unit has left; None if it has left none."""
        suits = trace is not None and \
            Trace(trace, self.headers.real, self.headers.closure).is_indifferent_to(self.files)
        self.failed = -len(self.units) if suits else self.failed + 1
        return suits
