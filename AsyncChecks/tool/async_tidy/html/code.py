"""Code in colours, of the lines that are shown."""

import re

import pygments
from pygments.formatters import HtmlFormatter
from pygments.lexers import CppLexer

AROUND = 5  # lines before and after a place that is shown

LEXER = CppLexer(stripnl=False, ensurenl=False)
FORMATTER = HtmlFormatter(nowrap=True)
PLAIN = re.compile('<span class="(?:n|o|p|w)">(.*?)</span>')  # what has no colour


def colored(lines):
    """The lines as HTML, each by itself."""
    text = "\n".join(line.replace("\r", " ") for line in lines)
    return PLAIN.sub(r"\1", pygments.highlight(text, LEXER, FORMATTER)).split("\n")[:len(lines)]


def lines_of(data):
    return [line.rstrip("\r") for line in data.decode(errors="replace").split("\n")]


def is_in_comment(text):
    """Whether a comment of several lines goes on behind the text."""
    begin = text.rfind("/*")
    return begin > text.rfind("*/") and "//" not in text[text.rfind("\n", 0, begin) + 1:begin]


class Code:
    """A file, and which of its lines are shown."""

    def __init__(self, data):
        self.lines = lines_of(data)
        self.shown = set()
        self.gone = {}  # lines that were reported, and that the file does not have any more

    def show(self, place):
        """Shows a place with the lines around it; that alone if the file has changed since."""
        if 0 < place.line <= len(self.lines) and place.source in (None, self.lines[place.line - 1]):
            self.show_lines(range(place.line - AROUND, place.line + AROUND + 1))
        else:
            self.gone[place.line] = place.source or ""

    def show_lines(self, numbers):
        self.shown.update(number for number in numbers if 0 < number <= len(self.lines))

    def html(self):
        """What is shown, by numbers of lines."""
        whole, first = {}, None
        for line in sorted(self.shown):
            first = first or line
            if line + 1 not in self.shown:
                whole.update(zip(range(first, line + 1), self.block(first, line)))
                first = None
        return {**whole, **{line: colored([source])[0] for line, source in self.gone.items()}}

    def block(self, first, last):
        lines = self.lines[first - 1:last]
        if is_in_comment("\n".join(self.lines[:first - 1])):
            return colored(["/*", *lines])[1:]
        return colored(lines)
