# RUN: %python %s
"""The table of README.md is that of the checks: a link to each page, and its first sentence.

`readme.py --rewrite` writes it.
"""

import re
import sys

import repository

README = repository.ROOT / "README.md"


def table():
    rows = [f"| [{check}](AsyncChecks/docs/{check}.md) | {repository.summary(check)} |"
            for check in repository.checks()]
    return "\n".join(["<!-- checks -->", "| Check | Finds |", "|---|---|", *rows, "<!-- /checks -->"])


def main(words):
    before = repository.read(README)
    after, count = re.subn(r"<!-- checks -->.*<!-- /checks -->", lambda _: table(), before, flags=re.DOTALL)
    if count != 1:
        return "README.md has no place for the table, from <!-- checks --> to <!-- /checks -->"
    if words == ["--rewrite"]:
        README.write_text(after, encoding="utf-8")
    elif before != after:
        return "the table of README.md is not that of the checks: run readme.py --rewrite; it should be\n" + table()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
