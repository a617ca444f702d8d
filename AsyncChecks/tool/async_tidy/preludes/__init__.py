"""Headers that units share.

Most of the time goes into headers of the system that other units include as well. So some units are
looked at as they are, and tell which headers those are; these are precompiled, and the other units
begin with them. Each of those leaves a trace of its preprocessor, which proves that nothing else has
changed in it; if it does not, the unit is looked at again as it is.
"""

import os

from ..building import syntax_only
from ..project import Command
from .alike import Alike

FEWEST_UNITS = 6  # of one command: with fewer, nothing is gained


def command_of(unit):
    """How a unit is compiled, without its source."""
    directory = unit.commands[0].directory
    return Command(directory, tuple(argument for argument in syntax_only(unit.commands[0].arguments)[:-1]
                                    if os.path.normpath(os.path.join(directory, argument)) != unit.path))


class Preludes:
    """The headers that the units of a run share."""

    def __init__(self, clang, texts, workers):
        self.clang, self.texts, self.workers = clang, texts, workers
        self.known = set()  # commands
        self.new = []  # units of one command each, until they have what they share
        self.told = {}  # by sample: the headers that it has listed, and its trace
        self.made = {}  # by unit

    def samples(self, units):
        """Those of the units that are to be looked at first, for what they tell of the others."""
        by_command = {}
        for unit in units:
            if len(unit.commands) == 1:
                by_command.setdefault(command_of(unit), []).append(unit)
        self.new = [Alike(command, alike, self.texts) for command, alike in by_command.items()
                    if command not in self.known and len(alike) >= FEWEST_UNITS]
        self.known.update(it.command for it in self.new)
        self.told = {unit: ("", None) for it in self.new for unit in it.samples}
        return list(self.told)

    def learn(self, unit, listing, trace):
        """Hears what a unit that was looked at as it is has included, and its trace; None if there is none."""
        if unit in self.told:
            self.told[unit] = (listing, trace)

    def make(self):
        """Precompiles what units have in common, as far as the samples have told."""
        for alike in self.new:
            for unit in alike.samples:
                alike.learn(unit, *self.told.pop(unit))
        preludes = [prelude for alike in self.new for prelude in alike.preludes()]
        self.new = []
        self.workers.map(self.precompile, preludes, str)
        self.made.update((unit, prelude) for prelude in preludes for unit in prelude.units)

    def precompile(self, prelude):
        prelude.make(self.clang, self.texts.folder, self.workers, self.texts.real)

    def of(self, unit):
        """What a unit begins with, or None."""
        prelude = self.made.get(unit)
        return prelude if prelude and prelude.is_usable(unit, self.texts) else None
