"""Waits until files change."""

import os
import time

PAUSE = 0.3  # seconds


def stamp(path):
    try:
        status = os.stat(path)
        return status.st_mtime_ns, status.st_size
    except OSError:
        return None


class Watch:
    """Files, as they were when it was last looked at them."""

    def __init__(self):
        self.known = {}
        self.begin()

    def begin(self):
        """What changes from now on has changed."""
        self.begun = time.time_ns()
        self.known = {path: stamp(path) for path in self.known}

    def changed(self):
        return sorted(path for path, known in self.known.items() if stamp(path) != known)

    def wait(self, paths):
        """Waits until one of the files changes that have been read since it began, and then until no
        more do: an editor writes several at once. Gives those that have changed."""
        for path in set(paths).difference(self.known):
            now = stamp(path)
            self.known[path] = None if now and now[0] > self.begun else now
        self.known = {path: self.known[path] for path in paths}
        before = []
        while True:
            changed = self.changed()
            stamps = [stamp(path) for path in changed]
            if changed and stamps == before:
                return changed
            before = stamps
            time.sleep(PAUSE)
