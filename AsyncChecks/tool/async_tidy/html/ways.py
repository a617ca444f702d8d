"""The way of a thread: from a coroutine over the functions that it calls to what blocks."""

import re
from typing import NamedTuple, Optional

from ..findings import Place
from ..sarif import WAYS

NAME = r"('[^']+'|lambda)"
CALL = re.compile(rf"^(coroutine )?{NAME} calls {NAME} (?:here$|at (.*):(\d+))")
BLOCK = re.compile(rf"^{NAME} blocks(?: here$| at (.*):(\d+)|)")


class Step(NamedTuple):
    """A function on the way, and the place where it calls the next one."""
    name: str
    kind: str  # "coroutine", "function" or, at the end, "wait"
    place: Optional[Place]


def way_of(finding, root):
    """The steps from the coroutine to what blocks; none if there is nothing between them."""
    if finding.check not in WAYS:
        return []
    calls = [(call, place_of(call, note, root)) for note in finding.notes if (call := CALL.match(note.message))]
    if not calls:
        return []
    down = WAYS[finding.check]
    steps = [Step(call[2].strip("'"), "coroutine" if call[1] else "function", place)
             for call, place in (calls if down else calls[::-1])]
    last = (calls[-1] if down else calls[0])[0][3].strip("'")
    if down and steps[0].kind != "coroutine":
        steps.insert(0, Step("this coroutine", "coroutine", finding.place))
    blocks = next(((end[1], place_of(end, note, root)) for note in reversed(finding.notes)
                   if (end := BLOCK.match(note.message))), None)
    if not blocks and not down and (end := BLOCK.match(finding.message)):
        blocks = end[1], finding.place
    if blocks:
        steps += [Step(last, "function", blocks[1]), Step(blocks[0].strip("'"), "wait", None)]
    return steps


def place_of(match, note, root):
    """Where a note says that it is: it names a place that the unit does not see."""
    path, line = match.groups()[-2:]
    return Place(root.absolute(path), int(line), 1, None) if path else note.place
