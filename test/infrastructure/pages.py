# REQUIRES: all-versions
# RUN: %python %s
"""The examples of every page do what the page says.

A block under "Flagged" is reported by the page's check and no other, none under "Accepted"
is, and the n-th block under "Fixed" is what --fix makes of the n-th under "Flagged". Where
there is no fix `<!-- no fix -->` stands instead. All of it compiles after test/Inputs/pages.h.

A comment before a block can say more: `<!-- --fix-notes -->` before a fixed one, and before
any other `<!-- --config={CheckOptions: {async.TaskType: acme::task}} -->` or `<!-- -std=c++2b -->`.
"""

import os
import re
import sys
import tempfile
from pathlib import Path
from typing import List, NamedTuple

import repository
from tidying import Text, read


class Block(NamedTuple):
    code: str
    options: List[str]

    def configuration(self):
        """What clang-tidy finds in the folder of the block."""
        own = next((option for option in self.options if option.startswith("--config=")), "--config={}")
        return "{Checks: '-*,async-*', HeaderFilterRegex: '^$', " + own[len("--config={"):]

    def standard(self):
        return next((option for option in self.options if option.startswith("-std=")), "-std=c++20")


def blocks(page, title):
    """The blocks of one part of a page, with what the comments before them say."""
    found, options = [], []
    pattern = r"<!-- (.*?) -->|^```cpp\n((?:.*\n)*?)^```$"
    for comment, code in re.findall(pattern, repository.section(page, title), re.MULTILINE):
        if comment and comment != "no fix":
            options.append(comment)
        else:
            found.append(Block(code, options))
            options = []
    return found


class Bench:
    """Inspects blocks, all that are to be fixed in the same way at once."""

    def __init__(self, folder):
        self.folder, self.count, self.precompiled = Path(folder), 0, {}

    def flags(self, standard):
        flags = [standard, f"-I{repository.INPUTS}"]
        if standard not in self.precompiled:
            self.precompiled[standard] = repository.TOOLS.precompile(
                repository.INPUTS / "pages.h", flags, self.folder / f"pages{standard}.pch")
        return flags + self.precompiled[standard]

    def text(self, block):
        self.count += 1
        text = Text(self.folder / str(self.count), ["example.cpp"], self.flags(block.standard()))
        text.folder.mkdir()
        (text.folder / "example.cpp").write_text(block.code, encoding="utf-8")
        (text.folder / ".clang-tidy").write_text(block.configuration(), encoding="utf-8")
        return text

    def inspect(self, blocks, *options):
        """What all checks find in each block, and its text afterwards."""
        texts = [self.text(block) for block in blocks]
        reports = repository.TOOLS.inspect(texts, *options, jobs=os.cpu_count())
        return [(report.findings(), read(text.folder / "example.cpp")) for text, report in zip(texts, reports)]


class Example(NamedTuple):
    check: str
    number: int
    flagged: Block
    fixed: Block


def fix_problems(bench, examples, option):
    """What is wrong with examples that the option repairs."""
    repaired = bench.inspect([example.flagged for example in examples], option)
    again = bench.inspect([example.flagged._replace(code=after) for example, (_, after) in zip(examples, repaired)])
    for (check, number, flagged, fixed), (found, after), (left, _) in zip(examples, repaired, again):
        if set(found) != {check}:
            yield f"{check}.md: flagged block {number} is reported by {found or 'none'}"
        if after != (fixed.code or flagged.code):
            yield f"{check}.md: flagged block {number} becomes\n{after}"
        errors = [text for text in left if not text.startswith("async-")]
        if errors:
            yield f"{check}.md: fixed block {number} does not compile: {errors}"


def silence_problems(bench, accepted):
    """Which of the accepted blocks, each with its check, are reported."""
    for (check, _), (found, _) in zip(accepted, bench.inspect([block for _, block in accepted])):
        if any(text == check or not text.startswith("async-") for text in found):
            yield f"{check}.md: an accepted block is reported by {found}"


def main():
    problems, examples, all_accepted = [], {"--fix": [], "--fix-notes": []}, []
    for check in repository.checks():
        flagged, fixed, accepted = (blocks(repository.page(check), title) for title in ("Flagged", "Fixed", "Accepted"))
        if not flagged or not accepted or len(flagged) != len(fixed):
            problems.append(f"{check}.md: has {len(flagged)} flagged, {len(fixed)} fixed and "
                            f"{len(accepted)} accepted blocks")
        for number, (before, after) in enumerate(zip(flagged, fixed), 1):
            option = "--fix-notes" if "--fix-notes" in after.options else "--fix"
            examples[option].append(Example(check, number, before, after))
        all_accepted += [(check, block) for block in accepted]
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(folder)
        for option, found in examples.items():
            problems += fix_problems(bench, found, option)
        problems += silence_problems(bench, all_accepted)
    print("\n".join(problems))
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
