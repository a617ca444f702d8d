"""Drives clang-tidy and clang-apply-replacements over a whole code base.

    command        the arguments, and what is done in which order
    host           the clang-tidy that fits the module
    project        the compile database, and which files are the project's own
    texts          the files as they would be: what is repaired lies over what is on disk
    exports        what clang-tidy exports
    findings       findings and fixes, and those of several units as one
    configuration  what clang-tidy is told
    parallel       many processes at once
    analysis       clang-tidy on many units at once, with a memory
    repair         rounds of fixes until nothing changes
    building       whether the project's own compiler takes the result
    selection      baselines and changed lines
    report         findings as text and as a table
    snippet        a line of a source with marks below
    hints          the commands that go on from a report
    explain        the page of a check on a terminal
    watch          waits until files change
    sarif          findings as SARIF, to and fro
    html           findings to look at, in a browser
    terminal       progress, and colours
"""


class Failure(Exception):
    """What keeps async-tidy from its work, in words for its user."""
