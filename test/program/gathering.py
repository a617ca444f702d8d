"""Which sources of a project go into one unit, and what is renamed so that they do."""

import collections
import copy
import functools
import itertools
import json
import os
import re
from pathlib import Path
from typing import NamedTuple, Tuple

VALUE_FOLLOWS = ("-Xclang", "-Xpreprocessor", "-mllvm")
OUTPUT = re.compile(r"-(c|o|M\w*)$")
WITH_PATH = re.compile(r"(-isystem|-iquote|-idirafter|-I|-F)(.*)")
LANGUAGE = re.compile(r"--?(std|stdlib|include|imacros|x|m|target|fno-)")
MACRO = re.compile(r"-[DU](\w+)")
HEADERS = {".h", ".hh", ".hpp", ".hxx", ".h++", ".inl", ".inc", ".ipp", ".ixx", ".tcc", ".tpp"}

# The errors whose place is a name that two sources have.
CLASH = re.compile(r"redefinition|redeclar|conflicting types|ambiguous|differ only|different kind|follows")
MAIN = re.compile(r"^\s*(int|auto)\s+main\s*\(", re.M)
MARK = "_of_source_"


class Member(NamedTuple):
    """A source, and one way in which it is compiled."""
    path: str
    directory: str
    arguments: Tuple[Tuple[str, ...], ...]


def members_of(unit):
    return [Member(unit.path, command.directory, arguments_of(command, unit.path)) for command in unit.commands]


def arguments_of(command, source):
    """What a command says beside its source and its outputs, each argument with its value."""
    found = []
    for argument in command.arguments[1:]:
        if os.path.normpath(os.path.join(command.directory, argument)) == source:
            continue
        if found and (not argument.startswith("-") or found[-1][-1] in VALUE_FOLLOWS):
            found[-1] += argument,
        else:
            found.append((argument,))
    return tuple(absolute(each, command.directory) for each in found if not OUTPUT.match(each[0]))


def absolute(argument, directory):
    match = WITH_PATH.fullmatch("".join(argument))
    return (match[1], os.path.normpath(os.path.join(directory, match[2]))) if match else argument


def compiled_alike(members, root):
    """The members in groups, of which each can be compiled in one way: what differs is where headers are looked
    for, and macros that no header of the project names."""
    told = [set(member.arguments) for member in members]
    differing = set.union(*told) - set.intersection(*told)
    macros = {argument: MACRO.match("".join(argument)) for argument in differing}
    named = words_of_headers(root) if any(macros.values()) else set()
    apart = frozenset(argument for argument, macro in macros.items()
                      if LANGUAGE.match(argument[0]) or macro and macro[1] in named)
    groups = collections.defaultdict(dict)
    for member in members:
        groups[apart.intersection(member.arguments)].setdefault(member.path, member)
    return [list(group.values()) for group in groups.values()]


def words_of_headers(root):
    return {word for path in Path(root).rglob("*") if path.suffix in HEADERS and path.is_file()
            for word in re.findall(r"\w+", path.read_text(errors="replace"))}


@functools.lru_cache(maxsize=None)
def source(path):
    return Path(path).read_text(errors="replace")


class Unity:
    """One unit that includes the sources of its members."""

    def __init__(self, members):
        # What a directive lets in reaches all sources that follow.
        self.members = sorted(members, key=lambda it: ("using namespace" in source(it.path), it.path))
        self.number = {member.path: number for number, member in enumerate(self.members)}
        self.fitting = 0  # so many of the first are known to go together
        programs = [member.path for member in self.members if MAIN.search(source(member.path))]
        self.renamed = collections.defaultdict(set, {path: {"main"} for path in programs[1:]})

    def beginning(self, count):
        part = copy.copy(self)
        part.members = self.members[:count]
        return part

    def text(self, path):
        """The text of a source as it is included."""
        if path not in self.renamed:
            return source(path)
        # Members and headers keep their names.
        names = "|".join(sorted(self.renamed[path]))
        return re.sub(rf"^[ \t]*#[ \t]*include\b.*|(?<![.\w])(?<!->)(?<![\w>]::)({names})\b",
                      lambda it: f"{it[1]}{MARK}{self.number[path]}" if it[1] else it[0], source(path), flags=re.M)

    def mains(self):
        return [f"::main{MARK}{self.number[path]}" for path, names in self.renamed.items() if "main" in names]

    def write(self, folder):
        """Writes the unit, its compile database and the overlay of what is renamed: the names of the two files."""
        unit, overlay = Path(folder, "unity.cpp"), Path(folder, "overlay.json")
        lines = []
        for member in self.members:
            macros = re.findall(r"^[ \t]*#[ \t]*define[ \t]+(\w+)", self.text(member.path), re.M)
            lines += [f'#include "{member.path}"', *(f"#undef {name}" for name in dict.fromkeys(macros))]
        unit.write_text("\n".join(lines) + "\n")
        arguments = dict.fromkeys(argument for member in self.members for argument in member.arguments)
        Path(folder, "compile_commands.json").write_text(json.dumps([{
            "file": str(unit), "directory": self.members[0].directory,
            "arguments": ["clang++", *itertools.chain(*arguments), str(unit)]}]))
        roots = []
        for path in self.renamed:
            contents = Path(folder, f"{self.number[path]}.cpp")
            contents.write_text(self.text(path))
            roots.append({"name": path, "type": "file", "external-contents": str(contents)})
        overlay.write_text(json.dumps({"version": 0, "use-external-names": False, "roots": roots}))
        return str(unit), str(overlay)

    def rename(self, errors):
        """Renames what errors say that two sources have; whether there was any."""
        before = sum(map(len, self.renamed.values()))
        for error in errors:
            if error.path in self.number and CLASH.search(error.text):
                line = self.text(error.path).split("\n")[error.row - 1]
                start = len(line.encode()[:error.column - 1].decode())
                name = re.compile(r"\w*").match(line, start)[0]
                if name and name != "operator" and MARK not in name:
                    self.renamed[error.path].add(name)
                    self.rename_alike(error.path, line[:start + len(name)], name)
        return sum(map(len, self.renamed.values())) > before

    def rename_alike(self, path, declaration, name):
        """Renames in later sources what is declared alike: of several clashes the compiler tells one."""
        for member in self.members:
            if declaration != name and self.number[member.path] > self.number[path] and \
                    re.search(rf"^{re.escape(declaration)}\b", source(member.path), re.M):
                self.renamed[member.path].add(name)

    def leave_out(self, members):
        self.members = [member for member in self.members if member not in members]
        return members


def assemble(members, look):
    """Unities of the members, and what `look` finds in each; nothing where there is but one member."""
    while members:
        unity, left = Unity(members), []
        while len(unity.members) > 1:
            found = look(unity)
            if not found.errors:
                break
            if not unity.rename(found.errors):
                left += unity.leave_out(culprits(unity, found.errors, look))
        else:
            found = None
        yield unity, found
        members = left


def culprits(unity, errors, look):
    """The members that errors are in, or if none is in a source, the first that comes with one."""
    named = {error.path for error in errors}
    found = [member for member in unity.members[1:] if member.path in named]
    if found:
        return found
    good, bad = unity.fitting, len(unity.members)
    while bad - good > 1:
        middle = (good + bad) // 2
        if look(unity.beginning(middle)).errors:
            bad = middle
        else:
            good = middle
    unity.fitting = good
    return [unity.members[good]]
