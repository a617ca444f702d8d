"""What a fix changes, as blocks of rows.

A row has a sign, the numbers of its line before and after, and, if it is new, its code; that of the
others stands in the file.
"""

import difflib

from ..texts import line_starts, position
from .code import colored, lines_of

CONTEXT = 3


def rows(old, new, before, after):
    """The rows of one block; `before` and `after` count the lines above it."""
    for kind, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from ((" ", before + i + at, after + k + at) for at in range(1, j - i + 1))
        else:
            yield from (("-", before + line, 0) for line in range(i + 1, j + 1))
            yield from (("+", 0, after + line, code) for line, code in zip(range(k + 1, m + 1), colored(new[k:m])))


def regions(edits):
    """The lines that edits of one file touch, first and last, with the edits; far from each other."""
    found = []
    for edit in sorted(edits, key=lambda it: it.offset):
        if found and edit.begin[0] <= found[-1][1] + 2 * CONTEXT:
            first, last, own = found[-1]
            found[-1] = first, max(last, edit.end[0]), [*own, edit]
        else:
            found.append((edit.begin[0], edit.end[0], [edit]))
    return found


def applied(data, edits, start):
    """A part of a file with edits in it; it starts at an offset."""
    for edit in reversed(edits):
        at = edit.offset - start
        data = data[:at] + edit.text.encode(errors="surrogateescape") + data[at + edit.length:]
    return data


def whole_lines(data):
    return lines_of(data[:-1] if data.endswith(b"\n") else data)


def of_edits(data, edits):
    """The blocks that edits of one file change; none if it has changed since they were made."""
    if any(position(data, edit.offset) != edit.begin for edit in edits):
        return
    starts, moved = [*line_starts(data), len(data)], 0
    for first, last, own in regions(edits):
        first, last = max(0, first - 1 - CONTEXT), min(len(starts) - 1, last + CONTEXT)
        old = data[starts[first]:starts[last]]
        before, after = map(whole_lines, (old, applied(old, own, starts[first])))
        yield list(rows(before, after, first, first + moved))
        moved += len(after) - len(before)


def of_texts(old, new):
    """The blocks that are different in two texts of a file."""
    old, new = lines_of(old), lines_of(new)
    for group in difflib.SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(CONTEXT):
        i, j, k, m = group[0][1], group[-1][2], group[0][3], group[-1][4]
        yield list(rows(old[i:j], new[k:m], i, k))


def near(blocks, places):
    """Those of the blocks that are at one of the places of their file."""
    lines = {place.line for place in places}
    return [block for block in blocks if not lines.isdisjoint(row[1] for row in block)]
