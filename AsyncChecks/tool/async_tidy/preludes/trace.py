"""What a unit has told of its preprocessor: see the option `async.Trace`."""

import itertools

from .headers import macros_of, words_of


class Trace:
    """Which headers a unit meets and when, counted in what its own code has changed by then."""

    def __init__(self, text, real, closure):
        """`real` gives the one name of a file, and `closure` a header with all that it includes."""
        self.changes = []  # macros that are defined or undefined; None for what may change anything
        self.met = {}  # by header: how many of the changes come before
        self.asked = set()  # headers whose macros the code asks for before it meets any that has them
        for line in text.splitlines():
            kind, _, name = line.partition(" ")
            if kind == "include":
                for path in closure(real(name)):
                    self.met.setdefault(path, len(self.changes))
            elif kind == "use":
                macro, _, path = name.partition(" ")
                if real(path) not in self.met and not any(macro in macros_of(header) for header in self.met):
                    self.asked.add(real(path))
            else:
                self.changes.append(name or None)

    def conflicts(self, path):
        """The changes that could reach into a header that is met."""
        before = itertools.islice(self.changes, self.met[path])
        words = words_of(path)
        return {change for change in before if change is None or change in words}

    def is_indifferent_to(self, headers):
        """Whether the unit includes all of the headers, and is the same if it begins with them."""
        return self.met.keys() >= headers and self.asked.isdisjoint(headers) and \
            not any(map(self.conflicts, headers))
