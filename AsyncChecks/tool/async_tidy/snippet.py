"""A line of a source with marks below, as Clang prints it."""

import unicodedata

from .terminal import FIX, MARK


def cells(text):
    """How wide a text is on a terminal."""
    return sum(0 if unicodedata.combining(it) else 2 if unicodedata.east_asian_width(it) in "WF" else 1 for it in text)


def blank(text):
    return "".join(it if it == "\t" else " " * cells(it) for it in text)


def marks(place, edits):
    """The caret, and what the fix replaces or removes underlined."""
    ends = [place.column, *(edit.end[1] - 1 for edit in edits)]
    line = list(place.source.ljust(max(ends)))
    marked = {number: "~" for edit in edits for number in range(edit.begin[1] - 1, edit.end[1] - 1)}
    marked[place.column - 1] = "^"
    return "".join(marked[at] * max(1, cells(it)) if at in marked else blank(it) for at, it in enumerate(line)).rstrip()


def written(source, edits):
    """What the fix writes, below the places where it does."""
    line, reached = "", 0
    for edit in sorted(edits, key=lambda it: it.begin):
        column = edit.begin[1] - 1
        line += blank(source[reached:column].ljust(column - reached)) if column >= reached else " "
        line += edit.text
        reached = max(column, reached) + len(edit.text)
    return line.rstrip()


def snippet(place, edits, paint):
    """The lines; edits of other places, and of several lines, are left out."""
    here = [edit for edit in edits if edit.path == place.path and "\n" not in edit.text
            and edit.begin[0] == edit.end[0] == place.line]
    yield f"{place.line:5} | {place.source}"
    yield f"      | {paint(MARK, marks(place, here))}"
    if any(edit.text for edit in here):
        yield f"      | {paint(FIX, written(place.source, here))}"
