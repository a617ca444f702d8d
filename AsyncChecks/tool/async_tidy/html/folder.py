"""The folder of a report: replaced as a whole, and never if it holds anything else."""

import contextlib
import json
import os
import shutil
import tempfile
from pathlib import Path

from .. import Failure

MANIFEST = "manifest.json"  # names all files of the report


def files_in(folder):
    return {os.path.relpath(os.path.join(where, name), folder)
            for where, folders, names in os.walk(folder)
            for name in [*names, *(it for it in folders if os.path.islink(os.path.join(where, it)))]}


def files_of_report(folder):
    """The files of the report in the folder, if it is there; a failure if it holds others."""
    if not os.path.lexists(folder):
        return set()
    if not os.path.isdir(folder):
        raise Failure(f"{folder} is no folder: the report is not written")
    try:
        own = {MANIFEST, *json.loads((Path(folder) / MANIFEST).read_text("utf-8"))["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        own = set()
    if others := files_in(folder) - own:
        raise Failure(f"{folder} holds {min(others)}, which is not of a report of async-tidy: it stays as it is, "
                      "and the report is not written; name another folder")
    return own


@contextlib.contextmanager
def replacing(folder):
    """A folder that takes the place of the one of that name when it is complete."""
    folder = Path(os.path.realpath(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as beside:
        new, old = Path(beside) / "new", Path(beside) / "old"
        new.mkdir()
        yield new
        (new / MANIFEST).write_text(json.dumps({"files": sorted(files_in(new))}, indent=1))
        files_of_report(folder)
        if folder.exists():
            shutil.copymode(folder, new)
            os.rename(folder, old)
        os.rename(new, folder)
