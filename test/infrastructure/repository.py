"""What the repository declares, for the tests that prove it to be one set."""

import os
import re
import subprocess
from pathlib import Path

from tidying import INPUTS, Tools

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "AsyncChecks"
DOCS = SOURCES / "docs"
TESTS = ROOT / "test" / "checks"
TOOLS = Tools(os.environ["ASYNC_CHECKS_LLVM_TOOLS"], os.environ["ASYNC_CHECKS_MODULE"])


def read(path):
    return Path(path).read_text(encoding="utf-8")


def checks():
    """The lines of Checks.def: the name of each check and the name of its class."""
    lines = re.findall(r'^CHECK\((\w+), "([\w-]+)"\)$', read(SOURCES / "Checks.def"), re.MULTILINE)
    return {f"async-{name}": f"{word}Check" for word, name in lines}


def source(check):
    return read(SOURCES / "checks" / f"{checks()[check]}.cpp")


def shared_options():
    return re.findall(r"^OPTION\((\w+)\)$", read(SOURCES / "SharedOptions.def"), re.MULTILINE)


def own_options(check):
    return re.findall(r'\boption\(\s*"(\w+)"', source(check))


def all_options():
    own = [f"{check}.{name}" for check in checks() for name in own_options(check)]
    return [f"async.{name}" for name in shared_options()] + own


def first_sentence(paragraph):
    words = " ".join(paragraph.split())
    return re.match(r".*?\.(?= |$)|.*", words)[0]


def page(check):
    return read(DOCS / f"{check}.md")


def summary(check):
    """The first sentence under the title of a page."""
    title, sentence = re.match(r"# (.*)\n\n((?:.+\n)+)", page(check)).groups()
    if title != check:
        raise AssertionError(f"the title of {check}.md is '{title}'")
    return first_sentence(sentence)


def section(text, title):
    """The part of a page under the heading `## title`."""
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def run(tool, *arguments, **more):
    """Runs a tool of the LLVM that the module is built for."""
    command = [os.path.join(os.environ["ASYNC_CHECKS_LLVM_TOOLS"], tool), *map(str, arguments)]
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          encoding="utf-8", errors="replace", **more)


def clang_tidy(*arguments, **more):
    return run("clang-tidy", "--load", os.environ["ASYNC_CHECKS_MODULE"], *arguments, **more)


def findings(output):
    """The checks, or for errors of the compiler the texts, that an output reports."""
    pattern = r"^.*?: (?:warning|(?:fatal )?error): (.*?)(?: \[([\w-]+)[\w,-]*\])?$"
    return [check if check.startswith("async-") else text
            for text, check in re.findall(pattern, output, re.MULTILINE)]
