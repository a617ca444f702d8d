"""What is said while the work goes on: a bar on a terminal, lines in a log. And colours, where they are seen."""

import contextlib
import os
import shutil
import sys


def say(text):
    print(text, file=sys.stderr, flush=True)


# As Clang has them.
BOLD, MARK, FIX = "1", "1;32", "32"
LEVELS = {"error": "1;31", "warning": "1;35", "note": "1;36"}


class Paint:
    """Gives a text its colour, if the stream is a terminal and nobody has asked for none."""

    def __init__(self, stream):
        self.is_seen = stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    def __call__(self, colour, text):
        return f"\033[{colour}m{text}\033[0m" if self.is_seen and text else text


class Progress:
    """One bar for all that is done, which grows when there is more to do."""

    def __init__(self, stream=sys.stderr):
        self.stream = stream
        self.is_terminal = stream.isatty()
        self.done = self.total = 0

    @contextlib.contextmanager
    def of(self, more):
        """Gives a function to call with the name of each thing that is done."""
        self.total += more

        def step(name):
            self.done += 1
            self.show(name)

        try:
            yield step
        finally:
            if self.is_terminal:
                print("\r\033[K", end="", file=self.stream, flush=True)

    def show(self, name):
        count = f"[{self.done:{len(str(self.total))}}/{self.total}]"
        if not self.is_terminal:
            print(count, name, file=self.stream, flush=True)
            return
        width = max(10, shutil.get_terminal_size().columns - len(count) - 26)
        filled = 20 * self.done // self.total
        print(f"\r\033[K{count} [{'#' * filled}{' ' * (20 - filled)}] {name[-width:]}", end="",
              file=self.stream, flush=True)
