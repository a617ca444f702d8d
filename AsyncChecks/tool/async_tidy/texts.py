"""The files of a project as they would be."""

import bisect
import functools
import hashlib
import json
import os
import stat
import tempfile
from pathlib import Path

from . import Failure


def digest(data):
    return hashlib.sha256(data).hexdigest()[:32]


class Texts:
    """New texts lie over those on disk until they are written.

    clang-tidy sees them through an overlay of its file system: no file of the project changes
    before all of them do, and the paths in what it reports are those of the project.
    """

    def __init__(self, folder):
        self.folder = Path(folder)  # where new texts are kept
        self.new = {}
        self.overlay = []  # the arguments for clang-tidy to see the new texts
        self.found = {}
        self.spellings = {}

    @functools.lru_cache(maxsize=None)
    def real(self, path):
        """The one name of a file. How else it has been called is kept: an overlay goes by names."""
        real = os.path.realpath(path)
        self.spellings.setdefault(real, {real}).add(os.path.normpath(path))
        return real

    def on_disk(self, path):
        if path not in self.found:
            try:
                self.found[path] = Path(path).read_bytes()
            except OSError:
                self.found[path] = b""
        return self.found[path]

    def read(self, path):
        return self.new[path] if path in self.new else self.on_disk(path)

    @functools.lru_cache(maxsize=None)
    def digest_on_disk(self, path):
        try:
            return digest(Path(path).read_bytes())
        except OSError:
            return ""

    def digest(self, path):
        return digest(self.new[path]) if path in self.new else self.digest_on_disk(path)

    def lay(self, new):
        """Lays new texts over those on disk, in the place of all that were laid before."""
        self.new = {path: text for path, text in new.items() if text != self.on_disk(path)}
        roots = []
        for path, text in self.new.items():
            file = self.folder / digest(text)
            file.write_bytes(text)
            roots += [{"name": name, "type": "file", "external-contents": str(file)}
                      for name in sorted(self.spellings[path])]
        overlay = self.folder / "overlay.yaml"
        overlay.write_text(json.dumps({"version": 0, "case-sensitive": True, "use-external-names": False,
                                       "roots": roots}))
        self.overlay = [f"--vfsoverlay={overlay}"] if roots else []

    def write(self):
        """Writes the new texts; each file has its old text or its new one at any time."""
        for path in self.new:
            if not os.access(os.path.dirname(path), os.W_OK):
                raise Failure(f"{path} cannot be written: nothing is written")
            if Path(path).read_bytes() != self.on_disk(path):
                raise Failure(f"{path} was changed by somebody else in the meantime: nothing is written")
        for path, text in self.new.items():
            replace_file(path, text)

    def restore(self, paths):
        """Writes the old texts of files that have been written."""
        for path in paths:
            replace_file(path, self.on_disk(path))
        self.lay({path: text for path, text in self.new.items() if path not in paths})


def replace_file(path, data):
    """Writes a file so that it has its old contents or its new ones, whatever happens."""
    path = Path(path)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            os.chmod(name, stat.S_IMODE(path.stat().st_mode))
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


@functools.lru_cache(maxsize=64)
def line_starts(data):
    starts, at = [0], data.find(b"\n")
    while at >= 0:
        starts.append(at + 1)
        at = data.find(b"\n", at + 1)
    return starts


def position(data, offset):
    """Line and column of an offset, counted from one, the column in characters."""
    starts = line_starts(data)
    line = bisect.bisect_right(starts, offset)
    return line, len(data[starts[line - 1]:offset].decode(errors="replace")) + 1


def line_at(data, line):
    starts = line_starts(data)
    end = starts[line] if line < len(starts) else len(data)
    return data[starts[line - 1]:end].decode(errors="replace").rstrip("\r\n")
