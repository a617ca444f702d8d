"""The clang-tidy that fits the module."""

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from . import Failure

BESIDE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Host:
    module: Path
    tidy: str
    tools: str  # the folder of the programs of that LLVM, where the module was built
    version: str  # of AsyncChecks
    llvm: str  # that the module is built for
    docs: Path  # the pages of the checks; may be missing

    def run(self, *arguments):
        """Runs clang-tidy with the module; its output is captured as text."""
        return subprocess.run([self.tidy, f"--load={self.module}", *arguments], text=True,
                              capture_output=True)

    @property
    def link(self):
        """The program beside the module that joins what units say."""
        return self.module.parent / "async-link"

    def find(self, program):
        """A program of the module's LLVM, or None."""
        return find_program(program, self.llvm, self.tools)

    def find_apply_replacements(self):
        """The clang-apply-replacements of the module's LLVM."""
        found = self.find("clang-apply-replacements")
        if not found:
            raise Failure(f"there is no clang-apply-replacements of LLVM {self.llvm}, which makes the fixes; "
                          f"on Debian and Ubuntu install clang-tools-{major(self.llvm)}")
        return found


def series(text):
    """The major and minor version in a text: a module loads in no other clang-tidy."""
    found = re.search(r"\b(\d+\.\d+)\.\d+", text)
    return found and found[1]


def major(llvm):
    return llvm.split(".")[0]


def version_of(program):
    try:
        return series(subprocess.run([program, "--version"], text=True, capture_output=True).stdout)
    except OSError:
        return None


def find_program(name, llvm, tools):
    """The program of the LLVM that the module is built for, or None."""
    for candidate in (f"{name}-{major(llvm)}", os.path.join(tools, name), name):
        path = shutil.which(candidate)
        if path and version_of(path) == series(llvm):
            return path
    return None


def describe(module=None):
    """The module, and what its description says of it."""
    module = Path(module or BESIDE / "AsyncChecks.so").resolve()
    description = module.with_suffix(".json")
    if not module.exists() or not description.exists():
        raise Failure(f"there is no module with its description at {module}; name it with --module")
    return module, json.loads(description.read_text())


def find_host(module=None, tidy=None):
    """The host that the module's description asks for; `tidy` is the one that the user names."""
    module, facts = describe(module)
    llvm = facts["llvm"]
    if tidy:
        found = shutil.which(tidy)
        version = found and version_of(found)
        if version != series(llvm):
            have = f"is of LLVM {version}" if version else "is no clang-tidy"
            raise Failure(f"{tidy} {have}, and the module in {module} is built for LLVM {llvm}")
        tidy = found
    else:
        tidy = find_program("clang-tidy", llvm, facts["tools"])
    if not tidy:
        raise Failure(f"there is no clang-tidy of LLVM {llvm}, which the module in {module} is built for; "
                      f"on Debian and Ubuntu install clang-tidy-{major(llvm)}, elsewhere name it with --clang-tidy")
    return Host(module, tidy, facts["tools"], facts["version"], llvm, module.parent / facts["docs"])
