"""Findings and their fixes, and what several translation units say of one place."""

import collections
import hashlib
import itertools
from dataclasses import dataclass, field
from typing import Dict, List, NamedTuple, Tuple

from .texts import line_at, position


class Place(NamedTuple):
    path: str
    line: int
    column: int
    source: str  # the text of the line


class Edit(NamedTuple):
    path: str
    offset: int
    length: int
    text: str
    begin: Tuple[int, int]  # line and column
    end: Tuple[int, int]

    def collides(self, other):
        """Whether two different edits are of one place."""
        overlap = self.offset < other.offset + other.length and other.offset < self.offset + self.length
        return self.path == other.path and (overlap or self.offset == other.offset) and self != other


class Note(NamedTuple):
    message: str
    place: Place


class Finding(NamedTuple):
    check: str
    level: str  # "warning" or "error"
    message: str
    place: Place
    notes: Tuple[Note, ...]
    edits: Tuple[Edit, ...]  # the fix

    @property
    def key(self):
        """What it is for all units that report it, in the order of reports."""
        return self.place[:3], self.check, self.message


def collide(edits, others):
    return any(edit.collides(other) for edit in edits for other in others)


def place_of(message, path, texts):
    data = texts.read(path)
    line, column = position(data, message.offset)
    return Place(path, line, column, line_at(data, line))


def edit_of(replacement, path, texts):
    data, offset, length = texts.read(path), replacement.offset, replacement.length
    return Edit(path, offset, length, replacement.text, position(data, offset),
                position(data, offset + length))


def finding_of(message, real, texts):
    """The finding that a diagnostic is; `real` gives the one name of a path."""
    place = place_of(message, real(message.path), texts)
    notes = tuple(Note(note.text, place_of(note, real(note.path), texts) if note.path else place)
                  for note in message.notes)
    edits = tuple(edit_of(replacement, real(replacement.path), texts) for replacement in message.fix)
    return Finding(message.name, message.level.lower(), message.text, place, notes, edits)


def finding_from(values):
    """A finding from the lists that JSON makes of it."""
    check, level, message, place, notes, edits = values
    return Finding(check, level, message, Place(*place),
                   tuple(Note(text, Place(*at)) for text, at in notes),
                   tuple(Edit(*edit[:4], tuple(edit[4]), tuple(edit[5])) for edit in edits))


@dataclass
class Proposal:
    """A finding as all units together see it, and what each of them would do about it.

    The fix of the finding is what they want together, and empty if it cannot be made.
    """
    finding: Finding
    fixes: Dict[str, Tuple[Edit, ...]] = field(default_factory=dict)

    def add(self, unit, finding):
        self.fixes[unit] = finding.edits
        self.finding = min(self.finding, finding, key=lambda it: it.notes)

    def settle(self):
        """Makes one fix of those of all units, or refuses if two would do different things at one place."""
        units = {}  # by what they want
        for unit, fix in self.fixes.items():
            units.setdefault(fix, unit)
        for fix, other in itertools.combinations(units, 2):
            if collide(fix, other):
                self.refuse(f"the fixes for {units[fix]} and {units[other]} contradict each other")
                return
        edits = sorted({edit: None for fix in units for edit in fix}, key=lambda it: it[:3])
        self.finding = self.finding._replace(edits=tuple(edits))

    def refuse(self, reason):
        """Takes the fix away, and notes why."""
        note = Note(f"not repaired: {reason}", self.finding.place)
        self.finding = self.finding._replace(edits=(), notes=(*self.finding.notes, note))

    def collides(self, other):
        """Whether the two cannot be done at once; what one unit proposes fits together."""
        return self.fixes.keys().isdisjoint(other.fixes) and \
            collide(self.finding.edits, other.finding.edits)


def proposals(findings_by_unit):
    """What the units report, each finding once, in the order of reports."""
    found = {}
    for unit, findings in sorted(findings_by_unit.items()):
        for finding in findings:
            found.setdefault(finding.key, Proposal(finding)).add(unit, finding)
    for proposal in found.values():
        proposal.settle()
    return [found[key] for key in sorted(found)]


def edits_of(accepted):
    """The edits of proposals that are made together: one that several units want is made once,
    one that a single unit wants twice is made twice."""
    units = sorted({unit for proposal in accepted for unit in proposal.fixes})
    wanted = collections.Counter()
    for unit in units:
        wanted |= collections.Counter(
            edit for proposal in accepted for edit in proposal.fixes.get(unit, ()))
    return list(wanted.elements())


def fingerprints(findings, relative) -> List[str]:
    """A name for each of the findings that lasts when lines move: of the check, the file, the
    text of the line, and the number of the finding among those that have all these in common."""
    seen, names = collections.Counter(), []
    for finding in findings:
        what = "\0".join((finding.check, relative(finding.place.path), "".join(finding.place.source.split())))
        seen[what] += 1
        names.append(f"{hashlib.sha256(what.encode()).hexdigest()[:20]}:{seen[what]}")
    return names
