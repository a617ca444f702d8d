"""Whether the compiler of the project takes its files as they are on disk."""

import os
import re

from . import Failure
from .repair import blamed
from .terminal import say

WITH_VALUE = {"-o", "-MF", "-MT", "-MQ", "-MJ"}


def syntax_only(arguments):
    """The command without what it would write."""
    kept, rest = [], iter(arguments)
    for argument in rest:
        if argument in WITH_VALUE:
            next(rest, None)
        elif not re.match(r"-c$|-M(D|MD|P|[FTQ].+)?$", argument):
            kept.append(argument)
    return [*kept, "-fsyntax-only"]


class Building:
    def __init__(self, project, texts, workers, journal):
        self.project, self.texts, self.workers, self.journal = project, texts, workers, journal

    def errors(self, units):
        """The errors by unit: the file of each, and what the compiler says of it."""
        return {unit: found for unit, found in self.workers.map(
            self.errors_of, units, lambda unit: self.project.relative(unit.path)).items() if found}

    def errors_of(self, unit):
        errors = []
        for command in unit.commands:
            try:
                status, said = self.workers.execute(syntax_only(command.arguments), cwd=command.directory)
            except OSError as error:
                status, said = 1, str(error)
            if status:
                found = re.findall(r"^((.+?):\d+(?::\d+)?: (?:fatal )?error: .*)$", said, re.M)
                errors += [(self.texts.real(os.path.join(command.directory, path)), shown) for shown, path in found] or \
                    [(unit.path, said.strip()[-500:])]
        return errors

    def write(self, reads):
        """Writes the new texts, and takes back those that the compiler does not take; `reads` has
        the files of each unit. Gives the paths that are taken back."""
        texts = self.texts
        affected = [unit for unit, files in reads.items() if texts.new.keys() & set(files)]
        say(f"Compiling the units that the repair has changed (units: {len(affected)})")
        with self.journal.of(texts):
            texts.write()
            errors = self.errors(affected)
            for unit in self.broken_before(errors):
                affected.remove(unit)
                del errors[unit]
            return self.take_back(errors, affected, reads)

    def broken_before(self, units):
        """Which of the units the compiler of the project does not compile as they were."""
        if not units:
            return []
        new = self.texts.new
        self.texts.restore(set(new))
        broken = self.errors(units)
        if broken:
            say("Compiled by Clang alone, because the compiler of the project did not compile them before: "
                f"{len(broken)} units, the first one with {next(iter(broken.values()))[0][1]}")
        self.texts.lay(new)
        self.texts.write()
        return list(broken)

    def take_back(self, errors, affected, reads):
        texts = self.texts
        taken_back = set()
        while errors:
            guilty = set().union(*(blamed(found, reads[unit], texts.new.keys())
                                   for unit, found in errors.items()))
            if not guilty:
                raise Failure("what was changed is taken back, and still the compiler of the project says:\n"
                              + next(iter(errors.values()))[0][1])
            for found in errors.values():
                say(f"Taken back, because the compiler of the project says: {found[0][1]}")
            texts.restore(guilty)
            taken_back |= guilty
            errors = self.errors(affected)
        return taken_back
