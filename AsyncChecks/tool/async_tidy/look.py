"""One look at a project: what is found, what a repair makes of it, and how it is reported."""

import contextlib
import os
import sys
from pathlib import Path

from . import Failure, chains, hints, html, offers, report
from .analysis import Analysis
from .building import Building
from .chains import Asked, Chains
from .configuration import Configurations
from .journal import Journal
from .parallel import Workers
from .preludes import Preludes
from .program import Program
from .publish import CLEAN, FINDINGS, failures, publish, publish_plan, suggest, write_baseline
from .repair import Repair
from .selection import Selection, shard
from .terminal import Progress, say
from .texts import Texts


def open_program(options, host, project, folder):
    """The program that is looked at; None if each unit is looked at for itself."""
    if options.unit_only:
        return None
    if not options.program and not host.link.exists():
        say(f"Each unit is looked at for itself: there is no {host.link}")
        return None
    program = Program(host, project, folder, Path(folder).parent / "program")
    if options.program:
        if not os.path.isdir(options.program):
            raise Failure(f"there is no {options.program}, where the slices of the program should be")
        program.read_slices(options.program)
    return program


class Look:
    def __init__(self, options, host, project, folder):
        self.options, self.host, self.project, self.folder = options, host, project, Path(folder)
        project.write_database(folder)
        self.texts = Texts(folder)
        self.workers = Workers(options.jobs, Progress())
        self.program = open_program(options, host, project, folder)
        self.links = self.program and not options.program and not options.shard
        self.repairs = options.fix or options.dry_run or options.plan
        self.selection = Selection(project, options)
        self.journal = Journal(self.folder.parent)
        clang = None if options.exact else host.find("clang++")
        self.analysis = Analysis(host, project, self.texts,
                                 Configurations(host, folder, options.checks, options.config_file), self.workers,
                                 self.folder.parent / "results", self.program,
                                 Preludes(clang, self.texts, self.workers) if clang else None)

    def run(self):
        """Looks, repairs if that is asked for, and reports what is left; gives the exit code."""
        self.journal.undo()
        units = self.project.units if self.repairs else self.selection.units(self.project.units)
        self.units = shard(units, self.options.shard) if self.options.shard else units
        # Callers in other files follow in rounds: until then, each unit is repaired for itself.
        looks = self.program if self.links and not self.repairs else None
        results = looks.run(self.analysis, self.units) if looks else self.analysis.run(self.units)
        self.repair = Repair(self.host, self.project, self.texts, self.analysis, results)
        findings = self.repair.findings()
        if self.selection.writes_baseline():
            return write_baseline(self.options, self.selection.baseline, self.project, findings)
        first = selected = self.selection.of(findings)
        if self.options.plan:
            return self.show_plan()
        if self.repairs:
            if self.options.html and self.links:
                first = self.selection.of(self.findings_of_program())
            selected = self.make_repair(selected)
        return self.report(first, selected)

    def seen(self):
        """The files that it has looked at."""
        return {path for result in self.repair.results.values() for path in result.sources()}

    def plan(self):
        """The chains of the program that could become asynchronous; none if it is not linked."""
        if not self.links:
            return []
        planned = self.program.plan(self.options.chains)
        return Chains(self.project, self.texts, Asked(self.project, self.analysis, planned)).read(self.options.chains)

    def show_plan(self):
        planned = self.plan()
        if self.links:
            offers.write(self.program.slices.parent, self.rehearse(planned))
        return publish_plan(self.options, self.project, planned)

    def rehearse(self, planned):
        """Refuses the chains that do not compile, and gives what an editor can offer of the others."""
        self.repair.chains = {it.name: it.proposal() for it in planned if it.edits}
        made = self.repair.convert()
        offered = []
        for chain in planned:
            if chain.name in made:
                self.repair.lay({}, chain.edits)
                with contextlib.suppress(UnicodeDecodeError):  # no protocol has such texts
                    offered.append(offers.offer(chain, self.texts))
            elif chain.name in self.repair.refused:
                chain.refuse(self.repair.refused[chain.name], chains.show(chain.planned["at"]))
        return offered

    def findings_of_program(self):
        """What there is to report before a repair, which begins with each unit for itself."""
        found = Repair(self.host, self.project, self.texts, self.analysis, self.program.run(self.analysis, self.units))
        self.program.digests = {}
        return found.findings()

    def make_repair(self, selected):
        """Repairs chains and what is selected, and writes it if that is asked for; gives what is left."""
        planned = self.plan()
        wanted = self.selection.of(it.finding for it in planned if it.edits).values()
        self.repair.run({} if self.options.chains else selected,
                        {it.name: it.proposal() for it in planned if it.finding in wanted})
        if self.options.fix and self.texts.new:
            building = Building(self.project, self.texts, self.workers, self.journal)
            taken_back = building.write(self.repair.reads())
            self.repair.results = {**self.repair.results, **self.repair.look_again(taken_back)}
        if self.options.dry_run:
            sys.stdout.buffer.write(report.difference(self.texts, self.project.relative))
        if self.links:
            if self.options.dry_run:
                self.program.keep_in(self.folder / "program")
            self.repair.results = self.program.run(self.analysis, self.units)
        return chains.with_reasons(self.repair.left(), planned, self.repair.refused)

    def report(self, first, selected):
        """Reports what is selected now, and was at first; gives the exit code."""
        options, texts = self.options, self.texts
        self.analysis.forget_what_is_old()
        failed = failures(self.repair.results, self.project.relative) + (self.program.unusable if self.program else [])
        if options.html:
            repaired = {name: it for name, it in first.items() if name not in selected}
            known = self.selection.known(self.repair.findings())
            html.write(options, self.project, self.host, texts, html.Outcome(selected, known, repaired, failed))
        hands_on = self.program and not self.links and not options.program
        code = publish(options, self.project, self.host, list(selected.values()), failed,
                       self.program.summaries(self.units) if hands_on else {})
        changes = options.dry_run and bool(texts.new)
        if not self.repairs and not options.shard:
            suggest(options, hints.after_look(options.typed, selected.values()))
        if changes:
            suggest(options, [(hints.command(options.typed, "--fix"), "makes these changes")])
        return FINDINGS if code == CLEAN and changes else code
