"""What the sources of a project include, read off their texts. It is a guess: no condition is looked at."""

import functools
import os
import re
from dataclasses import dataclass
from typing import FrozenSet, Tuple

DIRECTIVE = re.compile(
    rb'^[ \t]*#[ \t]*(?:include(?:_next)?[ \t]*(["<])([^">\n]+)|(?:define|undef)[ \t]+(\w+))', re.M)
FOLDER = re.compile(r"-I(.*)|-iquote(.*)", re.S)
BLANK = re.compile(rb"\s+|//[^\n]*|/\*.*?\*/", re.S)
QUOTED = re.compile(rb'#[ \t]*include[ \t]*"([^"\n]+)"')


@dataclass(frozen=True)
class Directives:
    includes: Tuple[Tuple[bool, str], ...]  # whether the name is in quotes, and the name
    defines: FrozenSet[str]
    early: FrozenSet[str]  # those that an include follows


def search_of(arguments):
    """The folders that a command searches for headers of its own, and the headers that it begins with."""
    folders, forced, rest = [], [], iter(arguments)
    for argument in rest:
        found = FOLDER.match(argument)
        if found:
            folders.append(found[1] or found[2] or next(rest, ""))
        elif argument in ("-include", "-imacros"):
            forced.append(next(rest, ""))
    return folders, forced


def first_include(text):
    """The name of the header of the project that a source includes before anything else, or None."""
    at = 0
    while blank := BLANK.match(text, at):
        at = blank.end()
    found = QUOTED.match(text, at)
    return found and found[1].decode(errors="replace")


class Reach:
    """Follows the includes of units that one command compiles; each file is read once."""

    def __init__(self, texts, command):
        self.texts, self.directory = texts, command.directory
        folders, self.forced = search_of(command.arguments)
        self.folders = tuple(os.path.join(command.directory, folder) for folder in folders)
        self.found = {}

    @functools.lru_cache(maxsize=None)
    def directives(self, path):
        includes, defines, early = [], set(), frozenset()
        for bracket, name, macro in DIRECTIVE.findall(self.texts.on_disk(path)):
            if bracket:
                includes.append((bracket == b'"', name.decode(errors="replace")))
                early = frozenset(defines)
            else:
                defines.add(macro.decode())
        return Directives(tuple(includes), frozenset(defines), early)

    def find(self, name, here=None):
        """The path of a header of the project, from a file in the folder if it is in quotes; or None."""
        if (name, here) not in self.found:
            folders = self.folders if here is None else (here, *self.folders)
            paths = (os.path.normpath(os.path.join(folder, name)) for folder in folders)
            self.found[name, here] = next(filter(os.path.isfile, paths), None)
        return self.found[name, here]

    @functools.lru_cache(maxsize=None)
    def included(self, path):
        """What a file includes: files of the project, and names of headers of the system."""
        files, names = [], []
        for is_quoted, name in self.directives(path).includes:
            found = self.find(name, os.path.dirname(path) if is_quoted else None)
            (files if found else names).append(found or name)
        return tuple(files), tuple(names)

    def files(self, source):
        """The source with all headers of the project that it reaches."""
        found = [source, *filter(None, (self.find(name, self.directory) for name in self.forced))]
        known = set(found)
        for path in found:
            new = [file for file in self.included(path)[0] if file not in known]
            known.update(new)
            found += dict.fromkeys(new)
        return tuple(found)

    def first(self, source):
        """The name and the file of what a source includes before anything else, if that is a header of
        the project and is found from anywhere; else None twice."""
        name = first_include(self.texts.on_disk(source))
        found = name and self.find(name)
        return (name, found) if found and found == self.find(name, os.path.dirname(source)) else (None, None)
