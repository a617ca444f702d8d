# RUN: %python %s
"""async-tidy takes every command line that the pages have for it."""

import contextlib
import io
import itertools
import re
import shlex
import sys
import unittest

import repository

sys.path.insert(0, str(repository.SOURCES / "tool"))
from async_tidy import command


def command_lines(text):
    """The arguments of each call of async-tidy in a page, up to an operator of the shell."""
    text = re.sub(r"\\\n *", "", re.sub(r"\$\{\{.*?\}\}", "1", text))
    for line in re.findall(r"(?:^|[ `/])async-tidy( [^`\n]+)", "\n".join(code(text))):
        lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
        lexer.whitespace_split = True
        yield list(itertools.takewhile(lambda word: not re.fullmatch("[();<>|&]+", word), lexer))


def code(text):
    """Blocks of code, and code in sentences."""
    blocks = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    return blocks.findall(text) + re.findall(r"`[^`\n]+`", blocks.sub("", text))


class CommandLines(unittest.TestCase):
    def test_all_are_taken(self):
        seen = 0
        for path in [repository.ROOT / "README.md", *repository.DOCS.glob("*.md")]:
            for arguments in command_lines(repository.read(path)):
                with self.subTest(page=path.name, arguments=arguments):
                    seen += 1
                    self.assertTrue(self.is_taken(arguments))
        self.assertGreater(seen, 3)

    def test_wrong_ones_are_found(self):
        text = "```sh\nmake && async-tidy -p build \\\n  --fixx | tee log\n```\nor `async-tidy a.cpp`"
        self.assertEqual([["-p", "build", "--fixx"], ["a.cpp"]], list(command_lines(text)))
        self.assertFalse(self.is_taken(["-p", "build", "--fixx"]))

    def is_taken(self, arguments):
        with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
            try:
                command.parse(arguments)
            except SystemExit as end:
                return not end.code
        return True


if __name__ == "__main__":
    unittest.main()
