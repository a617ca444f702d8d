# RUN: %python %s
"""What async-tidy shows on a terminal: findings as Clang does, pages, the next command, and what changes."""

import os
import signal
import subprocess
import unittest

import repository
from sandbox import CLEAN, DISCARDS, REPAIRED, Sandbox, on_terminal
from async_tidy import explain, report
from async_tidy.findings import Edit, Finding, Note, Place
from async_tidy.terminal import Paint

FOUND = ("a.cpp:4:3: warning: the task that 'work' returns is discarded: it is lazy, so the coroutine never runs "
         "[async-discarded-task]")


class Seen:
    """A stream of which is known whether somebody sees it."""

    def __init__(self, is_seen):
        self.isatty = lambda: is_seen


def text(source, column, *edits, level="warning", notes=()):
    place = Place("a.cpp", 7, column, source)
    made = tuple(Edit("a.cpp", 0, 0, new, (7, begin), (7, end)) for begin, end, new in edits)
    return report.text([Finding("async-x", level, "it is so", place, notes, made)], str, Paint(Seen(False))).splitlines()[1:]


class Findings(Sandbox):
    def on_terminal(self, *arguments, **environment):
        """What a terminal gets to see of standard output."""
        return on_terminal(self.command(*arguments), "stdout", cwd=self.root, stderr=subprocess.DEVNULL,
                           env={**os.environ, "TERM": "xterm", **environment})

    def test_colours_on_a_terminal_alone(self):
        self.project({"a.cpp": DISCARDS})
        shown = self.on_terminal(NO_COLOR="")
        message = FOUND.split(" ", 2)[2]
        self.assertIn(f"\033[1ma.cpp:4:3:\033[0m \033[1;35mwarning:\033[0m \033[1m{message}\033[0m\n"
                      "    4 |   work();\n"
                      "      | \033[1;32m  ^\033[0m\n"
                      "      | \033[32m  co_await\033[0m\n", shown)
        plain = self.tidy().stdout
        self.assertIn(f"{FOUND}\n    4 |   work();\n      |   ^\n      |   co_await\n\n", plain)
        self.assertEqual(plain, self.on_terminal(NO_COLOR="1"))
        self.assertEqual(plain, self.on_terminal(TERM="dumb"))

    def test_what_a_fix_replaces_is_underlined(self):
        self.assertEqual(["    7 |   x = f(g());", "      |       ^~   ~", "      |       co_await"], text("  x = f(g());", 7, (7, 9, "co_await "), (12, 13, "")))
        self.assertEqual(["    7 | void f() {}", "      | ~~~~ ^", "      | task<>"], text("void f() {}", 6, (1, 5, "task<>")))
        self.assertEqual(["    7 | f();", "      | ^"], text("f();", 1))

    def test_wide_characters_and_tabs(self):
        self.assertEqual(["    7 | \t/* 好 */ f();", "      | \t         ^", "      | \t         co_await"],
                         text("\t/* 好 */ f();", 10, (10, 10, "co_await ")))

    def test_what_two_edits_write_keeps_apart(self):
        self.assertEqual("      |  co_await  more()", text("abcdefghijklmnopq", 1, (2, 2, "co_await "), (4, 9, "more()"))[2])

    def test_edits_elsewhere_and_of_several_lines_are_left_out(self):
        self.assertEqual(["    7 | f();", "      | ^"], text("f();", 1, (1, 1, "a\nb")))
        note = Note("there", Place("b.h", 1, 2, "xy"))
        self.assertEqual(["b.h:1:2: note: there", "    1 | xy", "      |  ^"], text("f();", 1, notes=(note,))[2:])

    def test_the_next_command_is_named(self):
        self.project({"a.cpp": DISCARDS, "b.cpp": '#include "acme/task.h"\nacme::task<int> ask();\nint load() { return ask().get(); }\n'
                      'acme::task<int> f() { co_return load() + 1; }\n'})
        said = self.tidy("-j1").stderr.splitlines()
        self.assertIn(f"  async-tidy -p {self.build} -j1 --dry-run  shows how --fix would repair 1 or more of 2", said)
        self.assertIn(f"  async-tidy -p {self.build} -j1 --plan     tells what could become asynchronous, in all files", said)
        self.assertTrue(any(line.startswith("  async-tidy --explain async-") for line in said), said)
        self.assertNotIn("--fix", self.tidy("--quiet").stderr)
        self.assertIn("--fix --chain load  makes this chain asynchronous", self.tidy("--plan").stderr)
        self.assertIn("--fix  makes these changes", self.tidy("--dry-run").stderr)


class Pages(Sandbox):
    def test_every_page_can_be_read(self):
        paint = Paint(Seen(False))
        for check in repository.checks():
            shown = explain.readable(repository.page(check), paint, 100)
            self.assertNotIn("```", shown)
            for number, line in enumerate(shown.splitlines()):
                self.assertTrue(len(line) <= 100 or line.startswith("    ") or " " not in line.strip(), f"{check}: {line}")
            missing = [word for word in repository.section(repository.page(check), "Why").split()
                       if word.isalpha() and word not in shown]
            self.assertEqual([], missing, check)

    def test_marks_become_what_a_terminal_shows(self):
        page = ("# async-x\n\nA [link](x.md) and `code`\nof **one** paragraph.\n\n- first `a`\n  goes on\n- second\n\n"
                "| A | B |\n|---|---|\n| long cell | c |\n\n```cpp\nint a;\n\nint b;\n```\n")
        self.assertEqual("# async-x\n\nA link and `code` of **one** paragraph.\n\n- first `a` goes on\n- second\n\n"
                         "A          B\nlong cell  c\n\n    int a;\n\n    int b;", explain.readable(page, Paint(Seen(False)), 80))
        self.assertIn("A link and \033[1mcode\033[0m of \033[1mone\033[0m", explain.readable(page, Paint(Seen(True)), 80))

    def test_a_check_is_explained_without_a_project(self):
        self.assertIn("# async-void-coroutine", self.tidy("--explain", "async-void-coroutine", code=0).stdout)
        self.assertIn("# async-naming", self.tidy("--explain=naming", code=0).stdout)
        self.assertIn("there is no check 'async-void-corutine'; there is async-", self.tidy("--explain=async-void-corutine", code=2).stderr)


class Watching(Sandbox):
    def test_what_changes_is_looked_at_again(self):
        self.project({"h.h": "#pragma once\n", "a.cpp": DISCARDS, "b.cpp": f'#include "h.h"\n{CLEAN}', "c.cpp": CLEAN})
        tidy, calls = self.count()
        command = self.command("--watch", f"--clang-tidy={tidy}", "-j1")
        with subprocess.Popen(command, cwd=self.root, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler)) as watching:
            def said(what):
                return next(line for line in watching.stderr if what in line)

            said("Waiting for changes")
            self.assertEqual(["a.cpp", "b.cpp", "c.cpp"], calls())
            self.write({"a.cpp": REPAIRED})
            self.assertEqual("Changed: a.cpp\n", said("Changed"))
            said("Waiting for changes")
            self.write({"h.h": "#pragma once\n" + DISCARDS})
            self.assertEqual("Changed: h.h\n", said("Changed"))
            said("Waiting for changes")
            self.assertEqual(["a.cpp", "b.cpp"], calls()[3:])
            self.write({".clang-tidy": "Checks: '-*,async-naming'\n"})
            self.assertEqual("Changed: .clang-tidy\n", said("Changed"))
            said("Waiting for changes")
            (self.build / "compile_commands.json").write_text("[")
            said("is no compile database")
            watching.send_signal(signal.SIGINT)
            shown = watching.stdout.read()
        self.assertEqual(0, watching.returncode)
        self.assertEqual([f"{FOUND}", f"h.h{FOUND[5:].replace(':4:', ':5:', 1)}"],
                         [line for line in shown.splitlines() if "warning:" in line])


if __name__ == "__main__":
    unittest.main()
