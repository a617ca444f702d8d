"""What a run is about to write, so that the next one can undo what a kill has left half done."""

import contextlib
import json
import os
import shutil
from pathlib import Path

from .terminal import say
from .texts import digest, replace_file


def is_running(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


class Journal:
    def __init__(self, folder):
        self.folder = Path(folder) / "unfinished"
        self.manifest = self.folder / "files.json"

    @contextlib.contextmanager
    def of(self, texts):
        """Keeps the old texts of all files that will be written, until that is done."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        files = []
        for path, text in texts.new.items():
            old = self.folder / str(len(files))
            old.write_bytes(texts.on_disk(path))
            files.append({"path": path, "old": old.name, "new": digest(text)})
        replace_file(self.manifest, json.dumps({"process": os.getpid(), "files": files}).encode())
        yield
        shutil.rmtree(self.folder)

    def undo(self):
        """Writes the old texts of what a run that was killed has written."""
        if not self.manifest.exists():
            return
        known = json.loads(self.manifest.read_text())
        if is_running(known["process"]):
            return
        written = [it for it in known["files"]
                   if os.path.exists(it["path"]) and digest(Path(it["path"]).read_bytes()) == it["new"]]
        for it in written:
            replace_file(it["path"], (self.folder / it["old"]).read_bytes())
        say(f"Undone what a run that was killed had written (files: {len(written)} of {len(known['files'])})")
        shutil.rmtree(self.folder)
