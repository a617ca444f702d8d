"""Chains of functions that become asynchronous together, in however many files. The link plans them,
each unit writes its part, and what the parts come to is made whole or not at all."""

import collections
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

from . import Failure
from .configuration import Configuration
from .exports import read_export
from .findings import Finding, Note, Place, Proposal, finding_of
from .texts import line_at

CHECK = "async-sync-over-async"
PART = re.compile(r"chain '([^']+)' (?:becomes asynchronous|stays as it is: (.*))$", re.S)
INCLUDE = "#include"
SILENT = Configuration((f"--checks=-*,{CHECK}", "--header-filter=.*"), "")


@dataclass
class Chain:
    planned: dict  # as the link has it
    finding: Finding  # that of the wait, with all that is done about it
    refusal: str  # why nothing is; empty if something is
    refused_at: str

    @property
    def name(self):
        return self.planned["name"]

    @property
    def edits(self):
        return self.finding.edits

    def files(self):
        return sorted({edit.path for edit in self.edits})

    def is_called(self, names):
        """Whether one of the names is that of the chain, of its function or of the place of its wait."""
        wait, function = self.planned["at"], self.name.split("@")[0]
        own = {self.name, function, function.split("::")[-1], f"{wait['file']}:{wait['line']}"}
        return not names or not own.isdisjoint(names)

    def refuse(self, why, where):
        self.refusal, self.refused_at = why, where

    def proposal(self):
        """The chain as a fix that is made whole or not at all."""
        return Proposal(self.finding, {f"chain {self.name}": self.edits})


def show(at):
    return f"{at['file']}:{at['line']}" if at["line"] else "elsewhere"


def merged(parts):
    """The edits of all parts, and one that contradicts another. A place that several units would
    change is changed as the first one says, but for what they include there."""
    kept = collections.defaultdict(list)
    for edits in parts:
        own = collections.defaultdict(list)
        for edit in edits:
            own[edit.path, edit.offset].append(edit)
        for place, here in own.items():
            known = kept[place]
            known += here if not known else [edit for edit in here if INCLUDE in edit.text and edit not in known]
    edits = [edit for here in kept.values() for edit in here]
    replaced = sorted(edit for edit in edits if edit.length)
    conflicts = [edit for before, edit in zip(replaced, replaced[1:])
                 if before.path == edit.path and edit.offset < before.offset + before.length]
    return edits, next(iter(conflicts), None)


class Asked:
    """What the units of a project say of the chains in a plan."""

    def __init__(self, project, analysis, plan):
        self.project, self.analysis, self.plan = project, analysis, plan

    def of(self, names):
        units = [unit for unit in self.project.units if self.analysis.program.name(unit) in names]
        options = {"async.Root": self.project.root, "async.Plan": str(self.plan)}
        results = self.analysis.workers.map(lambda unit: self.analysis.ask(unit, SILENT, options), units,
                                            lambda unit: self.project.relative(unit.path))
        return {self.analysis.program.name(unit): result.findings for unit, result in results.items()}


class Written:
    """The same, as a build has it in a folder, beside its plan."""

    def __init__(self, root, texts, folder):
        self.root, self.texts, self.folder = root, texts, Path(folder)
        self.plan = self.folder / "plan.json"

    def of(self, names):
        return {name: list(map(self.finding, self.messages(name))) for name in names}

    def messages(self, name):
        return read_export((self.folder / f"{name}.part").read_text("utf-8", "surrogateescape"))

    def finding(self, message):
        return finding_of(message, lambda path: self.texts.real(self.root.absolute(path)), self.texts)


class Chains:
    """The chains of a plan, each put together from its parts."""

    def __init__(self, project, texts, parts):
        self.project, self.texts, self.parts = project, texts, parts

    def read(self, names):
        """The chains that have one of the names, or all, each with what its units would change."""
        chains = [self.chain(it) for it in json.loads(self.parts.plan.read_text("utf-8"))["chains"]]
        for name in names:
            if not any(chain.is_called([name]) for chain in chains):
                raise Failure(f"there is no chain '{name}': no function of that name waits for a task")
        chains = [chain for chain in chains if chain.is_called(names)]
        possible = [chain for chain in chains if not chain.refusal]
        findings = self.parts.of({name for chain in possible for name in chain.planned["units"]})
        parts = {(name, part[1]): finding for name, own in findings.items() for finding in own
                 if (part := PART.match(finding.message))}
        for chain in possible:
            own = {name: parts.get((name, chain.name)) for name in chain.planned["units"]}
            silent = [name for name, part in own.items() if not part]
            if silent:
                chain.refuse("it says nothing of what it has to do", silent[0])
            else:
                self.settle(chain, own.values())
        return chains

    def chain(self, planned):
        at = planned["at"]
        path = self.texts.real(os.path.join(self.project.root, at["file"]))
        source, before = (line_at(self.texts.read(path), line) for line in (at["line"], max(1, at["line"] - 1)))
        names = ", ".join(f"'{it['name']}'" for it in planned["functions"])
        finding = Finding(CHECK, "warning", f"{names} become asynchronous",
                          Place(path, at["line"], at["column"], source), (), ())
        chain = Chain(planned, finding, planned["refusal"], show(planned["refusedAt"]))
        if not chain.refusal and re.search(r"NOLINT(?!NEXTLINE)", source) or "NOLINTNEXTLINE" in before:
            chain.refuse("its author wants it to stay", show(at))
        return chain

    def settle(self, chain, parts):
        """Puts the parts together, or says why they cannot be."""
        for finding in parts:
            if refusal := PART.match(finding.message)[2]:
                chain.refuse(refusal, f"{self.project.relative(finding.place.path)}:{finding.place.line}")
                return
        edits, conflict = merged([finding.edits for finding in parts])
        foreign = [edit.path for edit in edits if not self.project.owns(edit.path)]
        if conflict:
            chain.refuse("its parts contradict each other", f"{self.project.relative(conflict.path)}:{conflict.begin[0]}")
        elif foreign:
            chain.refuse("it is generated, excluded or not of this project", self.project.relative(foreign[0]))
        else:
            chain.finding = chain.finding._replace(edits=tuple(edits))


def with_reasons(findings, chains, refused):
    """The findings by their names, those of waits that stay with the reason."""
    reasons = {chain.finding.place.source: f"{chain.refused_at}: {chain.refusal}" if chain.refusal
               else refused.get(chain.name) for chain in chains}
    return {name: noted(it, reasons.get(it.place.source)) if it.check == CHECK else it for name, it in findings.items()}


def noted(finding, reason):
    note = Note(f"not repaired: {reason}", finding.place)
    return finding._replace(notes=(*finding.notes, note)) if reason and not finding.edits else finding


def text(chains, relative):
    """The plan for people."""
    return "\n\n".join("\n".join(lines_of(chain, relative)) for chain in chains)


def lines_of(chain, relative):
    planned = chain.planned
    callers = len({it["caller"] for it in planned["awaits"] + planned["boundaries"]})
    yield f"chain '{chain.name}': {show(planned['at'])} waits, in '{planned['wait']}'"
    if chain.refusal:
        yield f"  refused: {chain.refused_at}: {chain.refusal}"
    else:
        yield f"  cost: functions: {len(planned['functions'])}, callers: {callers}, files: {len(chain.files())}"
        yield "  changes: " + ", ".join(map(relative, chain.files()))
    for it in planned["functions"]:
        yield f"  '{it['name']}' returns {planned['task']}, at {show(it['at'])}"
    for it in planned["awaits"]:
        yield f"  '{it['caller']}' awaits '{it['callee']}', at {show(it['at'])}"
    for it in planned["boundaries"]:
        yield f"  '{it['caller']}' waits for '{it['callee']}', at {show(it['at'])}: {it['why']}"


def as_json(chains, relative):
    return [{**chain.planned, "refusal": chain.refusal, "files": list(map(relative, chain.files()))}
            for chain in chains]
