"""The report to look at: a folder of static files.

    folder    the folder, which is replaced as a whole
    report    what stands in its files
    code      code in colours
    changes   what fixes change, line by line
    ways      the way of a thread, from the coroutine to what blocks it
    pages     the pages of the checks
"""

import importlib.util
import sys
from typing import Dict, List, NamedTuple

from .. import Failure
from ..findings import Finding
from . import folder

LIBRARIES = {"jinja2": "python3-jinja2", "markdown_it": "python3-markdown-it", "pygments": "python3-pygments"}
EDITOR = "vscode://file{path}:{line}:{column}"


class Outcome(NamedTuple):
    """What a run has come to, by fingerprints."""
    findings: Dict[str, Finding]
    known: Dict[str, Finding]  # to the baseline
    repaired: Dict[str, Finding]  # as they were before
    failures: List[str]


def prepare(options):
    """Says before any work what would keep the report from being written."""
    missing = [package for library, package in LIBRARIES.items() if not importlib.util.find_spec(library)]
    if missing:
        raise Failure(f"--html needs libraries that {sys.executable} does not have; on Debian and Ubuntu install "
                      f"{' '.join(missing)}")
    folder.files_of_report(options.html)


def write(options, root, host, texts, outcome):
    from .report import Report  # not for those who have not its libraries, and ask for no report
    with folder.replacing(options.html) as new:
        Report(options, root, host, texts, outcome).write(new)
