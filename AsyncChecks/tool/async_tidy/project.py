"""The project: how it is compiled, and which files are its own."""

import fnmatch
import functools
import json
import os
import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import List, Tuple

from . import Failure

SOURCES = {".cpp", ".cc", ".cxx", ".c++", ".cp", ".C", ".CPP"}
DATABASE = "compile_commands.json"


@dataclass(frozen=True)
class Command:
    directory: str
    arguments: Tuple[str, ...]


@dataclass(frozen=True)
class Unit:
    """A translation unit, by its source as the compile database has it."""
    path: str
    commands: Tuple[Command, ...]


def inside(path, folder):
    return os.path.commonpath([path, folder]) == str(folder)


# What only the compiler that CMake wrote it for can read: its modules, and its precompiled headers,
# which are included as text as well.
UNREADABLE = re.compile(
    r"\0-fmodules-ts(?=\0)|\0-(fmodule-mapper|fdeps-format)=[^\0]*|\0@[^\0]*\.modmap(?=\0)"
    r"|(\0-Xclang)?\0-include-pch(\0-Xclang)?\0[^\0]*")


def readable(arguments):
    return tuple(UNREADABLE.sub("", "\0".join(arguments)).split("\0"))


def read_units(database):
    try:
        entries = json.loads(database.read_text())
        commands = {}
        for entry in entries:
            arguments = entry.get("arguments") or shlex.split(entry["command"])
            path = os.path.normpath(os.path.join(entry["directory"], entry["file"]))
            if os.path.splitext(path)[1] in SOURCES and "c++-header" not in arguments:
                commands.setdefault(path, []).append(Command(entry["directory"], readable(arguments)))
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise Failure(f"{database} is no compile database: {error}") from error
    if not commands:
        raise Failure(f"{database} names no C++ source")
    return [Unit(path, tuple(commands[path])) for path in sorted(commands)]


def find_database(build=None):
    """The compile database in the build folder, or the only one that can be meant."""
    if build:
        database = Path(build) / DATABASE
        if not database.exists():
            raise Failure(f"{build} has no {DATABASE}, which says how the project is compiled; to make one:\n"
                          f"  with CMake:  cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON {build}\n"
                          "  with make:   bear -- make")
        return database.resolve()
    for folder in folders_of_checkout(Path.cwd()):
        found = {path.resolve() for pattern in (DATABASE, f"*/{DATABASE}", f"build/*/{DATABASE}")
                 for path in folder.glob(pattern)}
        if len(found) > 1:
            raise Failure("there are several builds; name one with -p:\n" +
                          "\n".join(f"  -p {path.parent}" for path in sorted(found)))
        if found:
            return found.pop()
    raise Failure(f"there is no {DATABASE} in the folders of this checkout; name the build folder with -p")


def folders_of_checkout(here):
    """The folder and those above it, up to that of the checkout; the folder alone if it is in none."""
    above = [here, *here.parents]
    tops = [number for number, folder in enumerate(above) if (folder / ".git").exists()]
    return above[:tops[0] + 1] if tops else above[:1]


class Root:
    """The folder that paths in reports begin in."""

    def __init__(self, root):
        self.root = os.path.realpath(root)

    def relative(self, path):
        """The path as reports have it: from the root, if it is there."""
        return os.path.relpath(path, self.root) if inside(path, self.root) else path

    def absolute(self, path):
        return os.path.join(self.root, path)

    def owns(self, path):
        """Whether a file is from here, and no program writes it."""
        return inside(path, self.root) and not is_generated(path)


class Project(Root):
    def __init__(self, build=None, excluded=()):
        database = find_database(build)
        self.build = str(database.parent)
        self.units: List[Unit] = read_units(database)
        super().__init__(self.home_of_cmake() or self.home_of_sources())
        if self.root == "/":
            raise Failure(f"the sources in {database} have no folder in common")
        self.in_place = inside(self.root, self.build)
        self.excluded = [os.path.normpath(os.path.join(self.root, glob)) for glob in excluded]

    def home_of_cmake(self):
        """The source folder that the cache of CMake names, if there is one."""
        cache = Path(self.build) / "CMakeCache.txt"
        home = cache.exists() and re.search("^CMAKE_HOME_DIRECTORY:INTERNAL=(.*)$", cache.read_text(), re.M)
        return home[1] if home and os.path.isdir(home[1]) else None

    def home_of_sources(self):
        """The checkout or folder of all sources that are not in the build folder."""
        real = [os.path.realpath(unit.path) for unit in self.units]
        common = Path(os.path.commonpath(
            [os.path.dirname(path) for path in real if not inside(path, self.build)] or [self.build]))
        return folders_of_checkout(common)[-1]

    @functools.lru_cache(maxsize=None)
    def owns(self, path):
        """Whether a file is the project's own: not of a build, generated or excluded."""
        return super().owns(path) and not (
            self.is_in_build(os.path.dirname(path)) or
            any(fnmatch.fnmatch(path, glob) or inside(path, glob) for glob in self.excluded))

    @functools.lru_cache(maxsize=None)
    def is_in_build(self, folder):
        if folder == self.root or self.in_place:
            return False
        return folder == self.build or os.path.exists(os.path.join(folder, "CMakeCache.txt")) or \
            self.is_in_build(os.path.dirname(folder))

    def write_database(self, folder):
        """Writes the compile database as clang-tidy is to read it."""
        entries = [{"file": unit.path, "directory": command.directory, "arguments": command.arguments}
                   for unit in self.units for command in unit.commands]
        (Path(folder) / DATABASE).write_text(json.dumps(entries))


def is_generated(path):
    """Whether the head of a file says that a program wrote it and will write it again."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            head = " ".join(line for _, line in zip(range(10), file)).lower()
    except OSError:
        return False
    return "@generated" in head or "changes made in this file will be lost" in head or \
        ("generated" in head and re.search(r"do not (edit|modify|change)", head) is not None)
