"""Units that are compiled by one command, and which headers they have in common."""

import os
from collections import Counter

from . import grouping
from .headers import Headers, words_of
from .prelude import Prelude
from .trace import Trace

SAMPLES = 10  # at most one unit of so many tells what the others include, unless it tells less than such a part


class Alike:
    def __init__(self, command, units, reach, real):
        self.command = command
        self.reached = {unit: reach.of(unit) for unit in units}
        self.files = {real(path) for it in self.reached.values() for path in it.files}
        self.real = lambda name: real(os.path.join(command.directory, name))
        self.headers = Headers(self.real)
        self.harmful = set()  # macros of the project that a header was seen to mind
        self.samples = self.choose()

    def choose(self):
        """A few units that include most of the headers that several include."""
        numbers = Counter(name for reached in self.reached.values() for name in {name for name, _ in reached.headers})
        wanted = {name: number for name, number in numbers.items() if number >= grouping.FEWEST_UNITS}

        def value(unit):
            return sum(wanted.get(name, 0) for name in {name for name, _ in self.reached[unit].headers})

        chosen, enough = [], sum(wanted.values()) // SAMPLES
        while len(chosen) < max(1, len(self.reached) // SAMPLES):
            best = max(self.reached, key=value)
            if value(best) <= enough:
                break
            chosen.append(best)
            for name, _ in self.reached[best].headers:
                wanted.pop(name, None)
        return chosen

    def learn(self, unit, listing, trace):
        """Hears which headers a unit has included, and the trace of its preprocessor; None if it has left none."""
        self.headers.learn(self.real(unit.path), listing)
        trace = Trace(trace or "", self.real, self.headers.closure)
        for path in trace.met.keys() - self.files:
            self.harmful |= trace.conflicts(path)

    def preludes(self):
        """What they can share, as far as is known."""
        paths = self.paths()
        closures = {name: self.headers.closure(path) for name, path in paths.items()}
        bits = {path: 1 << bit for bit, path in enumerate(sorted(set().union(*closures.values())))}
        headers = {name: sum(bits[path] for path in closure) for name, closure in closures.items()}
        minds = self.minds(closures)
        shared = {}
        for unit in self.reached:
            shared[unit] = 0
            for name in self.included(unit, paths, minds):
                shared[unit] |= headers[name]
        return [Prelude(self.command, first, [name for name in headers if not headers[name] & ~common], group)
                for first, units in self.by_first().items()
                for common, group in grouping.groups({unit: shared[unit] for unit in units})]

    def minds(self, closures):
        """The macros of the project that each header may mind, by its name."""
        macros = self.harmful.union(*(reached.early for reached in self.reached.values()))
        return {name: {macro for macro in macros if any(macro in words_of(path) for path in closure)}
                for name, closure in closures.items()}

    def included(self, unit, paths, minds):
        """The names of the headers that a unit can begin with. What a header of the project includes is
        known if a sample has read it."""
        reached = self.reached[unit]
        changes = self.harmful & reached.defines | reached.early
        return [name for name, file in reached.headers if name in paths and minds[name].isdisjoint(changes) and
                (file == unit.path or paths[name] in self.headers.included.get(self.real(file), ()))]

    def by_first(self):
        """The units by the header of the project that they begin with; None if not many do with this one."""
        known = {unit: reached.first[0] for unit, reached in self.reached.items()
                 if reached.first[1] and self.real(reached.first[1]) in self.headers.included}
        numbers = Counter(known.values())
        units = {}
        for unit in self.reached:
            first = known.get(unit)
            units.setdefault(first if numbers[first] >= grouping.FEWEST_UNITS else None, []).append(unit)
        return units

    def paths(self):
        """The headers of the system by the names that the project includes them with."""
        direct = set().union(*(self.headers.included.get(path, ()) for path in self.files)) - self.files
        names = dict.fromkeys(name for reached in self.reached.values() for name, _ in reached.headers)
        fitting = {name: [path for path in direct if path.endswith(f"/{name}")] for name in names}
        return {name: min(paths, key=len) for name, paths in fitting.items() if paths}
