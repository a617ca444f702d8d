"""What is said while the work goes on: a bar on a terminal, lines in a log."""

import contextlib
import shutil
import sys


def say(text):
    print(text, file=sys.stderr, flush=True)


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
