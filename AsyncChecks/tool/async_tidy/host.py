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
    apply_replacements: str
    version: str  # of AsyncChecks
    llvm: str  # that the module is built for
    docs: Path  # the pages of the checks; may be missing

    def run(self, *arguments, **options):
        """Runs clang-tidy with the module; its output is captured as text."""
        return subprocess.run([self.tidy, f"--load={self.module}", *arguments], text=True,
                              capture_output=True, **options)


def series(text):
    """The major and minor version in a text: a module loads in no other clang-tidy."""
    found = re.search(r"(?:version )?\b(\d+\.\d+)\.\d+", text)
    return found and found[1]


def version_of(program):
    try:
        return series(subprocess.run([program, "--version"], text=True, capture_output=True).stdout)
    except OSError:
        return None


def find_program(name, llvm, tools):
    """The program of the LLVM that the module is built for, or None."""
    major = llvm.split(".")[0]
    for candidate in (f"{name}-{major}", os.path.join(tools, name), name):
        path = shutil.which(candidate)
        if path and version_of(path) == series(llvm):
            return path
    return None


def find_host(module=None, tidy=None):
    """The host that the module's description asks for; `tidy` is the one that the user names."""
    module = Path(module or BESIDE / "AsyncChecks.so").resolve()
    description = module.with_suffix(".json")
    if not module.exists() or not description.exists():
        raise Failure(f"there is no module with its description at {module}; name it with --module")
    facts = json.loads(description.read_text())
    llvm = facts["llvm"]
    major = llvm.split(".")[0]
    if tidy:
        found = shutil.which(tidy)
        if not found or version_of(found) != series(llvm):
            have = f"is of LLVM {version_of(found)}" if found and version_of(found) else "is no clang-tidy"
            raise Failure(f"{tidy} {have}, and the module in {module} is built for LLVM {llvm}")
        tidy = found
    else:
        tidy = find_program("clang-tidy", llvm, facts["tools"])
    if not tidy:
        raise Failure(f"there is no clang-tidy of LLVM {llvm}, which the module in {module} is built for; "
                      f"on Debian and Ubuntu install clang-tidy-{major}, elsewhere name it with --clang-tidy")
    apply_replacements = find_program("clang-apply-replacements", llvm, facts["tools"])
    return Host(module, tidy, apply_replacements, facts["version"], llvm,
                module.parent / facts["docs"])
