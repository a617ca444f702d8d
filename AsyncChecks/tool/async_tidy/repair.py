"""Rounds of fixes until nothing changes: a repaired function may show a mistake in its callers."""

import collections
import functools
import json
import re
import shutil
import subprocess

from . import Failure
from .findings import edits_of, fingerprints, proposals
from .terminal import say


def blamed(errors, reads, edited):
    """Which of the edited files a unit does not compile for: those that its errors are in, else
    all that it reads."""
    return edited & {path for path, _ in errors} or edited & set(reads)


def names_in(finding):
    return set(re.findall(r"'([^']+)'", finding.message))


class Repair:
    """The repair of a project, in its texts alone: nothing is written."""

    def __init__(self, host, project, texts, analysis, results):
        self.host, self.project, self.texts, self.analysis = host, project, texts, analysis
        self.results = self.first = dict(results)  # of the texts as they are now, and as they were
        self.fixable = {unit for unit, result in results.items() if not result.broken()}
        self.suspects = set()  # fixes of rounds that did not compile, to be tried by themselves
        self.portion = 1  # how many suspects are tried at once
        self.refused = {}  # fixes that are not made, and why
        self.left_alone = set()  # what was there at first, and is not selected
        self.chains = {}  # fixes that are made first, each in many files

    def run(self, selected, chains):
        """Repairs chains, what is selected of the findings, and what comes up on the way."""
        self.chains = chains
        self.left_alone = self.named().keys() - selected
        while harmful := self.harmful(self.run_rounds()):
            say(f"Starting again without what only moves a mistake elsewhere: {len(harmful)}")
            self.refused.update(harmful)
            self.results = self.first
            self.texts.lay({})

    def run_rounds(self):
        """Repairs until nothing changes. Gives what has come up on the way, each finding with what
        was repaired in the round before."""
        known, came_up, rounds = set(self.named()), {}, [self.texts.new]
        for repaired in self.repairs():
            files = len({edit.path for edit in edits_of(repaired.values())})
            say(f"Round {len(rounds)}: {len(repaired)} repaired, in files: {files}")
            came_up.update((name, repaired) for name in self.named() if name not in known)
            known |= came_up.keys()
            if self.texts.new in rounds:
                say("The repair does not settle: its fixes undo each other")
                break
            rounds.append(self.texts.new)
        return came_up

    def repairs(self):
        """Makes chains and then fixes, as long as there are any; gives those of each round."""
        if made := self.convert():
            yield made
        while accepted := self.choose():
            if made := self.make(accepted):
                yield made

    def harmful(self, came_up):
        """Which repairs bring up a finding about the same function that cannot be repaired, as that
        of a coroutine whose task then is lost in a caller that cannot await it; and why."""
        named = self.named()
        return {name: f"{self.shown(named[new].finding)} would come up"
                for new, before in came_up.items() if new in named and not named[new].finding.edits
                for name, it in before.items() if names_in(it.finding) & names_in(named[new].finding)}

    def shown(self, finding):
        path, line, column, _ = finding.place
        return f"{self.project.relative(path)}:{line}:{column}: {finding.message} [{finding.check}]"

    def findings(self):
        """What there is to report."""
        return [it.finding for it in self.named().values() if self.project.owns(it.finding.place.path)]

    def left(self):
        """What is left of what was to be repaired, and what the repair has brought up."""
        return {name: it.finding for name, it in self.named().items()
                if name not in self.left_alone and self.project.owns(it.finding.place.path)}

    def reads(self):
        """The files that each unit reads."""
        return {unit: result.reads for unit, result in self.results.items()}

    def look_again(self, paths):
        """The results, as of now, of the units that read one of the paths."""
        return self.analysis.run([unit for unit, files in self.reads().items() if not paths.isdisjoint(files)])

    def named(self):
        """What the units report now, by fingerprints; what keeps a fix from being made is noted."""
        found = proposals({unit.path: result.findings for unit, result in self.results.items()})
        names = fingerprints((proposal.finding for proposal in found), self.project.relative)
        for name, proposal in zip(names, found):
            foreign = [edit.path for edit in proposal.finding.edits if not self.project.owns(edit.path)]
            if foreign:
                proposal.refuse(f"the fix would change {self.project.relative(foreign[0])}, which is "
                                "generated, excluded or not of this project")
            elif name in self.refused:
                proposal.refuse(self.refused[name])
        return dict(zip(names, found))

    def choose(self):
        """Fixes that can be made together: some of the suspects if only they are left."""
        compiled = {unit.path for unit in self.fixable}
        candidates = {name: proposal for name, proposal in self.named().items()
                      if proposal.finding.edits and name not in self.left_alone
                      and not compiled.isdisjoint(proposal.fixes)}
        fresh = [name for name in candidates if name not in self.suspects]
        accepted, by_path = {}, collections.defaultdict(list)
        for name in fresh or list(candidates)[:self.portion]:
            paths = {edit.path for edit in candidates[name].finding.edits}
            if not any(candidates[name].collides(other) for path in paths for other in by_path[path]):
                accepted[name] = candidates[name]
                for path in paths:
                    by_path[path].append(candidates[name])
        return accepted

    def convert(self):
        """Makes the chains that compile, together; each of them whole or not at all."""
        made = {name: it for name, it in self.chains.items() if name not in self.refused}
        found, broken, _ = self.look_with({}, made)
        if broken:
            wanted, made = made, {}
            for name, it in wanted.items():
                found, broken, _ = self.look_with({}, {**made, name: it})
                if broken:
                    self.refused[name] = self.does_not_compile(broken)
                    say(f"Chain '{name}' is not made: {self.refused[name]}")
                else:
                    made[name] = it
            found, broken, _ = self.look_with({}, made)
        self.results = {**self.results, **found}
        return made

    def look_with(self, before, accepted):
        """Lays texts with the fixes over those of before; gives the results of the units that read
        them, those that no longer compile, and the paths that are changed."""
        edited = self.lay(before, edits_of(accepted.values()))
        found = self.look_again(edited)
        return found, {unit: it for unit, it in found.items() if unit in self.fixable and it.broken()}, edited

    @staticmethod
    def does_not_compile(broken):
        first = next(iter(broken.values()))
        return f"the fixed code does not compile: {first.errors[0][1] if first.errors else first.failure}"

    def make(self, accepted):
        """Makes those of the fixes that compile, and gives them."""
        before = self.texts.new
        while accepted:
            found, broken, edited = self.look_with(before, accepted)
            if not broken:
                self.results = {**self.results, **found}
                self.portion *= 2 if self.suspects & accepted.keys() else 1
                self.suspects -= accepted.keys()
                return accepted
            guilty = set().union(*(blamed(it.errors, self.results[unit].reads, edited)
                                   for unit, it in broken.items()))
            dropped = {name for name, proposal in accepted.items()
                       if any(edit.path in guilty for edit in proposal.finding.edits)}
            say(f"Rolled back, because it no longer compiles: {len(dropped)} of {len(accepted)} fixes, in "
                f"{', '.join(map(self.project.relative, sorted(guilty)))}")
            if len(accepted) == 1:
                self.refused[dropped.pop()] = self.does_not_compile(broken)
                break
            self.suspects |= dropped
            self.portion = max(1, len(dropped) // 2)
            accepted = {name: it for name, it in accepted.items() if name not in dropped}
        self.texts.lay(before)
        return {}

    @functools.cached_property
    def apply_replacements(self):
        return self.host.find_apply_replacements()

    def lay(self, before, edits):
        """Lays the texts with the edits over those of before; gives the paths that they change."""
        self.texts.lay(before)
        folder = self.texts.folder / "edits"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        copies = {}
        for path in dict.fromkeys(edit.path for edit in edits):
            copies[path] = folder / str(len(copies))
            copies[path].write_bytes(self.texts.read(path))
        (folder / "edits.yaml").write_text(json.dumps({"MainSourceFile": "", "Replacements": [
            {"FilePath": str(copies[edit.path]), "Offset": edit.offset, "Length": edit.length,
             "ReplacementText": edit.text} for edit in edits]}, ensure_ascii=False), "utf-8", "surrogateescape")
        done = subprocess.run([self.apply_replacements, "--ignore-insert-conflict", str(folder)],
                              text=True, capture_output=True)
        if done.returncode:
            raise Failure(f"clang-apply-replacements fails: {done.stderr.strip()}")
        self.texts.lay({**before, **{path: copy.read_bytes() for path, copy in copies.items()}})
        return set(copies)
