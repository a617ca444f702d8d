"""The commands that go on from here, each with what it does."""

import collections
import shlex

from . import chains

MODES = {"--dry-run", "--fix", "--plan", "--watch", "--json", "--quiet"}


def command(typed, *more):
    """What the user has typed, in another mode."""
    return shlex.join(["async-tidy", *(word for word in typed if word not in MODES), *more])


def after_look(typed, findings):
    fixable = sum(bool(it.edits) for it in findings)
    checks = collections.Counter(it.check for it in findings)
    if fixable:
        # Chains are known once they are planned.
        number = f"{fixable} or more" if any(it.check == chains.CHECK and not it.edits for it in findings) else fixable
        yield command(typed, "--dry-run"), f"shows how --fix would repair {number} of {len(findings)}"
        yield command(typed, "--fix"), "repairs them"
    if checks[chains.CHECK]:
        yield command(typed, "--plan"), "tells what could become asynchronous, in all files"
    if checks:
        yield f"async-tidy --explain {checks.most_common(1)[0][0]}", "shows the page of a check"


def after_plan(typed, planned):
    possible = [chain.name for chain in planned if not chain.refusal]
    if possible:
        yield command(typed, "--fix", "--chain", possible[0]), "makes this chain asynchronous"


def text(hints):
    width = max((len(line) for line, _ in hints), default=0)
    return "\n".join(f"  {line:{width}}  {what}" for line, what in hints)
