"""Units that are compiled by one command, and which headers they have in common."""

import functools
import os
from collections import Counter

from . import grouping
from .headers import Headers, words_of
from .prelude import Prelude
from .reach import Reach
from .trace import Trace

SAMPLES = 10  # at most one unit of so many tells what the others include, unless it tells less than such a part
MOST_SAMPLES = 20


class Alike:
    def __init__(self, command, units, texts):
        self.command, self.units = command, units
        self.real = lambda name: texts.real(os.path.join(command.directory, name))
        self.reach = Reach(texts, command)
        self.files = {unit: self.reach.files(unit.path) for unit in units}
        self.own = {texts.real(path) for files in self.files.values() for path in files}
        self.headers = Headers(self.real)
        self.harmful = frozenset()  # macros of the project that a header was seen to mind
        self.samples = self.choose()

    def choose(self):
        """A few units that include most of the headers that several include."""
        names = {unit: {name for path in files for name in self.reach.included(path)[1]}
                 for unit, files in self.files.items()}
        numbers = Counter(name for own in names.values() for name in own)
        wanted = {name for name, number in numbers.items() if number >= grouping.FEWEST_UNITS}
        chosen, enough = [], len(wanted) // SAMPLES
        while len(chosen) < min(MOST_SAMPLES, max(1, len(self.units) // SAMPLES)):
            best = max(self.units, key=lambda unit: len(names[unit] & wanted))
            if len(names[best] & wanted) <= enough:
                break
            chosen.append(best)
            wanted -= names[best]
        return chosen

    def learn(self, unit, listing, trace):
        """Hears which headers a unit has included, and the trace of its preprocessor; None if it has left none."""
        self.headers.learn(self.real(unit.path), listing)
        trace = Trace(trace or "", self.real, self.headers.closure)
        for path in trace.met.keys() - self.own:
            self.harmful |= trace.conflicts(path)

    def preludes(self):
        """What they can share, as far as is known."""
        paths = self.paths()
        closures = {name: self.headers.closure(path) for name, path in paths.items()}
        bits = {path: 1 << bit for bit, path in enumerate(sorted(set().union(*closures.values())))}
        headers = {name: sum(bits[path] for path in closure) for name, closure in closures.items()}
        minds = self.minds(closures)

        @functools.lru_cache(maxsize=None)
        def included(path, is_source, changes):
            """What a file includes. Of a header of the project it is known if a sample has read it."""
            known = self.headers.included.get(self.real(path), ())
            return grouping.union(headers[name] for name in self.reach.included(path)[1] if name in headers and
                                  (is_source or paths[name] in known) and minds[name].isdisjoint(changes))

        shared = {}
        for unit, files in self.files.items():
            changes = self.changes(unit)
            shared[unit] = grouping.union(included(path, path == unit.path, changes) for path in files)
        return [Prelude(self.command, first, [name for name in headers if not headers[name] & ~common], group)
                for first, units in self.by_first().items()
                for common, group in grouping.groups({unit: shared[unit] for unit in units})]

    def paths(self):
        """The headers of the system by the names that the project includes them with."""
        direct = set().union(*(self.headers.included.get(path, ()) for path in self.own)) - self.own
        names = dict.fromkeys(name for files in self.files.values() for path in files
                              for name in self.reach.included(path)[1])
        fitting = {name: [path for path in direct if path.endswith(f"/{name}")] for name in names}
        return {name: min(paths, key=len) for name, paths in fitting.items() if paths}

    def early(self, unit):
        """The macros that the source of a unit defines before it includes something."""
        return self.reach.directives(unit.path).early

    def minds(self, closures):
        """The macros of the project that each header may mind, by its name."""
        macros = self.harmful.union(*map(self.early, self.units))
        return {name: {macro for macro in macros if any(macro in words_of(path) for path in closure)}
                for name, closure in closures.items()}

    def changes(self, unit):
        """The macros of a unit that headers may mind."""
        return self.early(unit).union(*(self.harmful & self.reach.directives(path).defines
                                        for path in self.files[unit]))

    def by_first(self):
        """The units by the header of the project that they begin with; None if not many do with this one."""
        known = {}
        for unit in self.units:
            name, path = self.reach.first(unit.path)
            known[unit] = name if path and self.real(path) in self.headers.included else None
        numbers, units = Counter(known.values()), {}
        for unit, first in known.items():
            units.setdefault(first if numbers[first] >= grouping.FEWEST_UNITS else None, []).append(unit)
        return units
