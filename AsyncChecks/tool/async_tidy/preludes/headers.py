"""The headers that a run of Clang has included, as it lists them with -H."""

import functools
import re
from pathlib import Path

LISTED = re.compile(r"^(\.+) (.*)$", re.M)
LISTING = ("-H", "-fshow-skipped-includes")
WORD = re.compile(rb"[A-Za-z_]\w*")
DEFINED = re.compile(rb"^[ \t]*#[ \t]*define[ \t]+(\w+)", re.M)


def found_in(path, pattern):
    try:
        return frozenset(word.decode() for word in pattern.findall(Path(path).read_bytes()))
    except OSError:
        return frozenset()


@functools.lru_cache(maxsize=None)
def words_of(path):
    """All that could be the name of a macro in a file."""
    return found_in(path, WORD)


@functools.lru_cache(maxsize=None)
def macros_of(path):
    """The macros that a file defines, as far as conditions let it."""
    return found_in(path, DEFINED)


class Headers:
    """Who includes whom. `real` gives the one name of a file."""

    def __init__(self, real):
        self.real = real
        self.included = {}  # the headers that each header includes
        self.closures = {}

    def learn(self, source, listing):
        """Adds what a run lists, which begins with the source."""
        above = [source]
        for depth, name in LISTED.findall(listing):
            del above[len(depth):]
            path = self.real(name)
            self.included.setdefault(above[-1], set()).add(path)
            above.append(path)
        self.closures.clear()

    def closure(self, path):
        """The header with all that it includes."""
        if path not in self.closures:
            found, todo = {path}, [path]
            while todo:
                new = self.included.get(todo.pop(), set()) - found
                found |= new
                todo += new
            self.closures[path] = frozenset(found)
        return self.closures[path]
