"""What is said while the work goes on: a bar on a terminal, lines in a log."""

import contextlib
import shutil
import sys


def say(text):
    print(text, file=sys.stderr, flush=True)


class Progress:
    def __init__(self, stream=sys.stderr):
        self.stream = stream
        self.is_terminal = stream.isatty()

    @contextlib.contextmanager
    def of(self, total):
        """Gives a function to call with the name of each thing that is done."""
        done = 0

        def step(name):
            nonlocal done
            done += 1
            self.show(done, total, name)

        try:
            yield step
        finally:
            if self.is_terminal:
                print("\r\033[K", end="", file=self.stream, flush=True)

    def show(self, done, total, name):
        count = f"[{done:{len(str(total))}}/{total}]"
        if not self.is_terminal:
            print(count, name, file=self.stream, flush=True)
            return
        width = max(10, shutil.get_terminal_size().columns - len(count) - 26)
        filled = 20 * done // total
        print(f"\r\033[K{count} [{'#' * filled}{' ' * (20 - filled)}] {name[-width:]}", end="",
              file=self.stream, flush=True)
