# RUN: %python %s
"""An interruption loses nothing: not what has been found, and no file."""

import random
import signal
import subprocess
import sys
import time
import unittest

from sandbox import CLEAN, DISCARDS, REPAIRED, TOOL, Sandbox

UNITS = [f"u{number}.cpp" for number in range(6)]


def heed_interrupts():
    """What starts the test may ignore them, as a shell does in the background."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


class Interrupting(Sandbox):
    def test_goes_on_where_it_stopped(self):
        self.project({name: DISCARDS for name in UNITS})
        for name in (signal.SIGINT, signal.SIGTERM):
            for kept in (self.build / ".async-tidy").glob("results/*"):
                kept.unlink()
            tidy, calls = self.count()
            command = self.command(f"--clang-tidy={tidy}", "-j1", "--fix")
            with subprocess.Popen(command, cwd=self.root, stderr=subprocess.PIPE, text=True,
                                  preexec_fn=heed_interrupts) as run:
                shown = [run.stderr.readline() for _ in range(2)]
                run.send_signal(name)
                shown += run.stderr
            self.assertEqual(130, run.returncode)
            self.assertTrue(shown[-1].startswith("Interrupted"), shown)
            self.assertLess(len(calls()), len(UNITS))
            self.assertEqual([], list(self.build.glob(".async-tidy/run-*")))
            self.assertTrue(all(self.text(unit) == DISCARDS for unit in UNITS))
            self.tidy(f"--clang-tidy={tidy}", code=1)
            twice = {unit for unit in UNITS if calls().count(unit) > 1}
            self.assertLessEqual(len(twice), 1, calls())

    def test_looks_again_at_what_has_changed_only(self):
        user = '#include "h.h"\n'
        self.project({"h.h": "#pragma once\n", "a.cpp": user, "b.cpp": user, "c.cpp": CLEAN})
        tidy, calls = self.count()
        self.tidy(f"--clang-tidy={tidy}", code=0)
        self.tidy(f"--clang-tidy={tidy}", code=0)
        self.assertEqual(3, len(calls()))
        self.write({"h.h": "#pragma once\n" + DISCARDS.replace("caller()", "caller2()")})
        self.tidy(f"--clang-tidy={tidy}", code=1)
        self.assertEqual(["a.cpp", "b.cpp"], sorted(calls()[3:]))
        self.write({"c.cpp": DISCARDS})
        self.tidy(f"--clang-tidy={tidy}", code=1)
        self.assertEqual(["c.cpp"], calls()[5:])

    def test_kill_before_a_new_text_is_whole(self):
        self.write({"a.cpp": "old"})
        script = ("import os, signal, sys; from async_tidy import texts\n"
                  "os.replace = os.fsync = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
                  "texts.replace_file(sys.argv[1], b'new')")
        done = subprocess.run([sys.executable, "-c", script, self.root / "a.cpp"], cwd=TOOL.parent)
        self.assertEqual(-signal.SIGKILL, done.returncode)
        self.assertEqual("old", self.text("a.cpp"))

    def test_kill_leaves_each_file_old_or_new(self):
        """Killed at a time of chance, often while it writes; the next run repairs the rest."""
        chance = random.Random(1)
        long = "".join(f"// {number}\n" for number in range(1000))
        for _ in range(5):
            self.project({name: DISCARDS + long for name in UNITS})
            with subprocess.Popen(self.command("--fix"), cwd=self.root, stderr=subprocess.DEVNULL,
                                  stdout=subprocess.DEVNULL) as run:
                end = time.monotonic() + 60
                while run.poll() is None and time.monotonic() < end and self.text(UNITS[0]) == DISCARDS + long:
                    time.sleep(0.0005)
                time.sleep(chance.random() * 0.01)
                run.kill()
            texts = {self.text(name) for name in UNITS}
            self.assertLessEqual(texts, {DISCARDS + long, REPAIRED + long})
            self.tidy("--fix", code=0)
            self.assertEqual({REPAIRED + long}, {self.text(name) for name in UNITS})


if __name__ == "__main__":
    unittest.main()
