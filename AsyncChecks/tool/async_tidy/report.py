"""Findings as text, and as a table by check."""

import collections
import difflib
import io

from .snippet import snippet
from .terminal import BOLD, LEVELS


def text(findings, name, paint):
    """The findings as Clang prints them; `name` gives the path to print."""
    lines = []
    for finding in findings:
        lines += shown(finding.place, finding.level, f"{finding.message} [{finding.check}]", name, paint)
        lines += snippet(finding.place, finding.edits, paint)
        for note in finding.notes:
            lines += shown(note.place, "note", note.message, name, paint)
            lines += snippet(note.place, (), paint)
    return "\n".join(lines)


def shown(place, level, message, name, paint):
    where = paint(BOLD, f"{name(place.path)}:{place.line}:{place.column}:")
    yield f"{where} {paint(LEVELS[level], f'{level}:')} {message if level == 'note' else paint(BOLD, message)}"


def table(findings):
    counts = collections.Counter(finding.check for finding in findings)
    fixes = collections.Counter(finding.check for finding in findings if finding.edits)
    rows = [(check, str(counts[check]), str(fixes[check])) for check in sorted(counts)]
    rows.append(("all", str(len(findings)), str(sum(fixes.values()))))
    width = max(len(row[0]) for row in rows)
    return "\n".join(f"{check:{width}}  {count:>8}  {fixed:>8}".rstrip()
                     for check, count, fixed in [("", "findings", "with fix"), *rows])


def difference(texts, name):
    """What the new texts change, as a patch."""
    return b"".join(of_file(texts.on_disk(path), texts.new[path], name(path).encode())
                    for path in sorted(texts.new))


def of_file(old, new, name):
    lines = difflib.diff_bytes(difflib.unified_diff, *(list(io.BytesIO(data)) for data in (old, new)),
                               b"a/" + name, b"b/" + name)
    return b"".join(line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n" for line in lines)
