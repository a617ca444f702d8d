# RUN: %python %s
"""The examples of every page do what the page says.

A block under "Flagged" is reported by the page's check and no other, none under "Accepted"
is, and the n-th block under "Fixed" is what --fix makes of the n-th under "Flagged". Where
there is no fix `<!-- no fix -->` stands instead. All of it compiles after test/Inputs/pages.h.

A comment before a block can say more: `<!-- --fix-notes -->` before a fixed one, and before
any other `<!-- --config={CheckOptions: {async.TaskType: acme::task}} -->` or `<!-- -std=c++2b -->`.
"""

import concurrent.futures
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import List, NamedTuple

import repository


class Block(NamedTuple):
    code: str
    options: List[str]

    def of_clang_tidy(self):
        return [option for option in self.options if option.startswith("--")]

    def of_compiler(self):
        own = [option for option in self.options if not option.startswith("--")]
        return ["-std=c++20", *own, f"-I{repository.INPUTS}", "-include", repository.INPUTS / "pages.h"]


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


def inspect(block, *options):
    """What all checks find in a block, and its text afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "example.cpp"
        file.write_text(block.code, encoding="utf-8")
        result = repository.clang_tidy("--checks=-*,async-*", *(block.of_clang_tidy() or ["--config={}"]),
                                       "--header-filter=^$", *options, file, "--", *block.of_compiler())
        return repository.findings(result.stdout), repository.read(file)


def prove_fix(check, number, flagged, fixed):
    option = "--fix-notes" if "--fix-notes" in fixed.options else "--fix"
    found, after = inspect(flagged, option)
    if set(found) != {check}:
        yield f"flagged block {number} is reported by {found or 'none'}"
    if after != (fixed.code or flagged.code):
        yield f"flagged block {number} becomes\n{after}"
    errors = [text for text in inspect(flagged._replace(code=after))[0] if not text.startswith("async-")]
    if errors:
        yield f"fixed block {number} does not compile: {errors}"


def prove_silence(check, number, accepted):
    found, _ = inspect(accepted)
    if any(text == check or not text.startswith("async-") for text in found):
        yield f"accepted block {number} is reported by {found}"


def jobs(check):
    """What there is to prove of one page."""
    flagged, fixed, accepted = (blocks(repository.page(check), title) for title in ("Flagged", "Fixed", "Accepted"))
    if not flagged or not accepted or len(flagged) != len(fixed):
        yield lambda: [f"has {len(flagged)} flagged, {len(fixed)} fixed and {len(accepted)} accepted blocks"]
    for number, pair in enumerate(zip(flagged, fixed), 1):
        yield lambda number=number, pair=pair: prove_fix(check, number, *pair)
    for number, block in enumerate(accepted, 1):
        yield lambda number=number, block=block: prove_silence(check, number, block)


def main():
    work = [(check, job) for check in repository.checks() for job in jobs(check)]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(lambda item: list(item[1]()), work)
        problems = [f"{check}.md: {problem}" for (check, _), found in zip(work, results) for problem in found]
    print("\n".join(problems))
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
