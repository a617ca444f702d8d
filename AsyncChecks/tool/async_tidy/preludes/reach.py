"""What the sources of a project include, read off their texts. It is a guess: no condition is looked at."""

import functools
import os
import re
from dataclasses import dataclass
from typing import FrozenSet, Optional, Tuple

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


@dataclass(frozen=True)
class Reached:
    files: Tuple[str, ...]  # of the project: the source and its headers
    headers: Tuple[Tuple[str, str], ...]  # of the system: the name that one is included with, and where
    defines: FrozenSet[str]  # the macros of the files
    early: FrozenSet[str]  # those of the source that an include follows
    first: Tuple[Optional[str], Optional[str]]  # what the source begins with: the name and its file


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
    """Follows includes from file to file; each is read once."""

    def __init__(self, texts):
        self.texts = texts

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

    @functools.lru_cache(maxsize=None)
    def find(self, name, folders):
        """The path of a file that is in one of the folders, or None."""
        paths = (os.path.normpath(os.path.join(folder, name)) for folder in folders)
        return next(filter(os.path.isfile, paths), None)

    def of(self, unit):
        command = unit.commands[0]
        folders, forced = search_of(command.arguments)
        folders = tuple(os.path.join(command.directory, folder) for folder in folders)
        files, headers, defines = {unit.path: None}, {}, set()
        todo = [unit.path]

        def follow(path, is_quoted, name, here):
            found = self.find(name, (here, *folders) if is_quoted else folders)
            if not found:
                headers[name, path] = None
            elif found not in files:
                files[found] = None
                todo.append(found)

        for name in forced:
            follow(unit.path, True, name, command.directory)
        while todo:
            path = todo.pop()
            directives = self.directives(path)
            defines |= directives.defines
            for is_quoted, name in directives.includes:
                follow(path, is_quoted, name, os.path.dirname(path))
        return Reached(tuple(files), tuple(headers), frozenset(defines), self.directives(unit.path).early,
                       self.first(unit, folders))

    def first(self, unit, folders):
        name = first_include(self.texts.on_disk(unit.path))
        found = name and self.find(name, folders)
        is_meant = found and found == self.find(name, (os.path.dirname(unit.path), *folders))
        return (name, found) if is_meant else (None, None)
