"""What a run says at its end, and its exit code."""

import json
import os
import sys
from pathlib import Path

from . import Failure, chains, hints, report, sarif
from .terminal import Paint, say

CLEAN, FINDINGS, FAILED, INTERRUPTED = 0, 1, 2, 130


def failures(results, relative):
    """What kept units from being looked at: the first error of each."""
    return [result.errors[0][1] if result.errors else f"{relative(unit.path)}: {result.failure}"
            for unit, result in results.items() if result.broken()]


def publish(options, root, host, findings, failed, summaries=None):
    """Reports the findings, and gives the exit code."""
    if options.sarif:
        log = sarif.Writer(root, host.version, host.docs).log(findings, failed, summaries)
        Path(options.sarif).write_text(json.dumps(log, indent=1, ensure_ascii=False) + "\n", "utf-8", "replace")
    stream = sys.stderr if options.dry_run else sys.stdout
    if findings and not options.quiet:
        print(report.text(findings, os.path.relpath, Paint(stream)), end="\n\n", file=stream)
    if findings:
        print(report.table(findings), file=stream)
    for failure in failed:
        say(f"error: {failure}")
    return FAILED if failed else FINDINGS if findings else CLEAN


def write_baseline(options, baseline, root, findings):
    if options.shard or options.diff or options.paths:
        raise Failure(f"{options.baseline} is not there, and a baseline is written of the whole project: "
                      "without PATH, --diff and --shard; for shards, with --merge of their reports")
    baseline.write(findings, root.relative)
    say(f"{options.baseline} now knows the findings of today: {len(findings)}")
    return CLEAN


def suggest(options, suggested):
    """Names the commands that go on from here."""
    suggested = list(suggested)
    if suggested and not options.quiet:
        say(f"\n{hints.text(suggested)}")


def publish_plan(options, project, planned):
    if options.json:
        print(json.dumps(chains.as_json(planned, project.relative), indent=1))
    elif planned:
        print(chains.text(planned, project.relative))
        suggest(options, hints.after_plan(options.typed, planned))
    return FINDINGS if planned else CLEAN
