"""copy_project.py BUILD SCRATCH COPY: makes what the repair of a project works on.

    COPY                             the sources, without .git and build folders
    SCRATCH/compile_commands.json    the commands of BUILD, on the copy
    SCRATCH/units                    the translation units, one a line

Prints the folder of the project's sources.
"""

import json
import os
import pathlib
import re
import shlex
import shutil
import sys

build, scratch, copy = sys.argv[1:]
with open(f"{build}/compile_commands.json") as file:
    commands = json.load(file)


def inside(path, folder):
    return os.path.commonpath([path, folder]) == folder


def absolute(path, directory):
    return os.path.normpath(os.path.join(directory, path))


def home_of_cmake():
    """The source folder that the cache of CMake names, if there is one."""
    if os.path.isfile(f"{build}/CMakeCache.txt"):
        with open(f"{build}/CMakeCache.txt") as file:
            home = re.search("^CMAKE_HOME_DIRECTORY:INTERNAL=(.*)$", file.read(), re.M)
        if home and os.path.isdir(home[1]):
            return home[1]


def home_of_files():
    """The build folder if it holds all files, else the checkout or folder of all others."""
    files = [absolute(c["file"], c["directory"]) for c in commands]
    others = [file for file in files if not inside(os.path.realpath(file), build)]
    if not others:
        return build
    common = pathlib.Path(os.path.commonpath([os.path.dirname(file) for file in others]))
    checkouts = [p for p in (common, *common.parents) if p != pathlib.Path.home() and (p / ".git").exists()]
    return str(next(iter(checkouts), common))


def is_build(folder):
    return os.path.realpath(folder) == build or os.path.isfile(f"{folder}/CMakeCache.txt")


def left_out(folder, names):
    return [n for n in names if n == ".git" or is_build(os.path.join(folder, n))]


def is_copied(path):
    return inside(path, source) and (in_place or not inside(os.path.realpath(path), build))


def moved(path):
    return copy + path[len(source):] if is_copied(path) else path


def moved_argument(argument, directory):
    option, path = re.fullmatch(
        "(-I|-isystem|-iquote|-idirafter|-include|-imacros)?(.*)", argument, re.S).groups("")
    full = absolute(path, directory)
    return option + moved(full) if path and os.path.exists(full) and is_copied(full) else argument


def is_of_gcc_modules(argument):
    """What CMake adds to find modules, and only the compiler that it was made for knows."""
    return re.match(r"-fmodules-ts$|-fmodule-mapper=|-fdeps-format=|@.*\.modmap$", argument)


def moved_command(command):
    directory = command["directory"]
    arguments = command.get("arguments") or shlex.split(command["command"])
    return {
        "directory": moved(directory),
        "file": moved(absolute(command["file"], directory)),
        "arguments": [moved_argument(a, directory) for a in arguments if not is_of_gcc_modules(a)],
    }


source = home_of_cmake() or home_of_files()
in_place = inside(os.path.realpath(source), build)
if source == "/":
    sys.exit(f"error: the files in {build}/compile_commands.json have no folder in common")
shutil.copytree(source, copy, symlinks=True, ignore=left_out)
commands = [moved_command(c) for c in commands if not c["file"].endswith((".c", ".s", ".S"))]
if not commands:
    sys.exit(f"error: {build}/compile_commands.json names no C++ file")
with open(f"{scratch}/compile_commands.json", "w") as file:
    json.dump(commands, file, indent=1)
with open(f"{scratch}/units", "w") as file:
    file.writelines(f"{unit}\n" for unit in sorted({c["file"] for c in commands}))
print(source)
