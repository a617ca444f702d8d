"""The command: its arguments, and what is done in which order."""

import argparse
import contextlib
import os
import shutil
import signal
import sys
import tempfile
import traceback
from pathlib import Path

from . import Failure, explain, html, report, sarif
from .chains import Chains, Written
from .findings import edits_of, proposals
from .host import find_host
from .look import Look
from .program import link_texts
from .project import DATABASE, Project, Root, folders_of_checkout
from .publish import CLEAN, FAILED, FINDINGS, INTERRUPTED, publish, publish_plan, write_baseline
from .repair import Repair
from .selection import Selection
from .terminal import Paint, say
from .texts import Texts
from .watch import Watch


def parse(arguments):
    parser = argparse.ArgumentParser(
        prog="async-tidy", description="Finds and repairs asynchronous mistakes in a whole code base, "
        "with clang-tidy and the module AsyncChecks.",
        epilog="Exit codes: 0 if there is nothing to report, 1 if there is, 2 if something failed, "
               "130 after an interruption: the same command then goes on where it stopped.")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="report only what is in these files and folders")
    parser.add_argument("--version", action="store_true", help="print the versions and the programs in use")
    parser.add_argument("--explain", metavar="CHECK", help="print the page of a check")
    what = parser.add_argument_group("what to look at")
    what.add_argument("-p", dest="build", metavar="BUILD",
                      help="the folder of compile_commands.json; looked for if not given")
    what.add_argument("--checks", metavar="GLOBS",
                      help="as for clang-tidy; if not given, what .clang-tidy enables of our checks, else all")
    what.add_argument("--config-file", metavar="FILE", help="a configuration in the place of .clang-tidy")
    what.add_argument("--exclude", metavar="GLOB", action="append", default=[],
                      help="leave out files, by their paths from the root of the project")
    what.add_argument("--diff", metavar="REV", help="report only what is on lines that differ from the revision")
    what.add_argument("--baseline", metavar="FILE",
                      help="report only what the file does not know; if there is no such file, write it")
    what.add_argument("--shard", metavar="K/N", help="look at the K-th of N parts of the project")
    what.add_argument("--merge", metavar="REPORT", nargs="+", help="read reports of shards, and look at no code")
    what.add_argument("--parts", metavar="FOLDER",
                      help="plan or repair the chains that a build has written the parts of, for code in the "
                           "folder that this runs in, and look at no code")
    program = what.add_mutually_exclusive_group()
    program.add_argument("--unit-only", action="store_true", help="look at each unit for itself, not at the program")
    program.add_argument("--program", metavar="FOLDER",
                         help="the slices of a program that is linked: --merge writes them, others read them")
    repair = parser.add_argument_group("repair").add_mutually_exclusive_group()
    repair.add_argument("--fix", action="store_true", help="repair until nothing changes")
    repair.add_argument("--dry-run", action="store_true", help="print what --fix would change, as a patch")
    repair.add_argument("--plan", action="store_true",
                        help="print which chains of functions that wait --fix would make asynchronous")
    repair.add_argument("--watch", action="store_true", help="look again at what changes, until Ctrl-C")
    parser.add_argument("--chain", metavar="NAME", action="append", default=[], dest="chains",
                        help="plan or repair the chain that begins with this function, or at FILE:LINE, alone")
    parser.add_argument("--json", action="store_true", help="print the plan as JSON")
    how = parser.add_argument_group("how")
    how.add_argument("--sarif", metavar="FILE", help="write the report as SARIF 2.1.0 too")
    how.add_argument("--html", metavar="FOLDER", help="make the folder a report to look at: open its index.html")
    how.add_argument("--editor-link", metavar="TEMPLATE", default=html.EDITOR,
                     help="where the places in it lead to (default: %(default)s)")
    how.add_argument("--quiet", action="store_true", help="print the table alone")
    how.add_argument("-j", dest="jobs", metavar="N", type=int, default=os.cpu_count(), help="processes at once")
    how.add_argument("--exact", action="store_true",
                     help="look at each unit with its own headers, and precompile none that units share")
    how.add_argument("--cache", metavar="FOLDER", help="where results are kept (default: BUILD/.async-tidy)")
    how.add_argument("--clang-tidy", metavar="FILE", help="the clang-tidy to use")
    how.add_argument("--module", metavar="FILE", help="the module to load")
    options = parser.parse_args(arguments)
    options.typed = sys.argv[1:] if arguments is None else arguments
    whole = options.fix or options.dry_run or options.plan
    if options.merge and options.shard or whole and (options.merge or options.shard):
        parser.error("--fix, --dry-run and --plan look at a whole project, --shard at a part, and --merge at reports")
    if (options.chains and not whole) or (options.json and not options.plan):
        parser.error("--chain goes with --plan, --dry-run or --fix, and --json with --plan")
    if options.parts and not whole:
        parser.error("--parts goes with --plan, --dry-run or --fix")
    if options.plan and (options.unit_only or options.program):
        parser.error("--plan links the program itself")
    if options.html and (options.plan or options.parts):
        parser.error("--html shows findings, and goes without --plan and --parts")
    if options.watch and (options.merge or options.shard or options.parts):
        parser.error("--watch looks at a whole project")
    if options.jobs < 1:
        parser.error("-j takes a number of processes")
    return options


@contextlib.contextmanager
def scratch_folder(cache):
    """A folder for this run, beside the results that are kept."""
    (cache / "results").mkdir(parents=True, exist_ok=True)
    (cache / ".gitignore").write_text("*\n")
    folder = tempfile.mkdtemp(prefix="run-", dir=cache)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def merge(options, host):
    root = Root(sarif.root_of(options.merge[0]) or folders_of_checkout(Path.cwd())[-1])
    read = {path: sarif.Reader(root).read(path) for path in options.merge}
    failed = [failure for it in read.values() for failure in it.failures]
    summaries = {unit: text for it in read.values() for unit, text in it.summaries.items()}
    if summaries or options.program:
        failed += link_shards(options.program, host, summaries)
    findings = [it.finding for it in proposals({path: it.findings for path, it in read.items()})]
    selection = Selection(root, options)
    if selection.writes_baseline():
        return write_baseline(options, selection.baseline, root, findings)
    selected = selection.of(findings)
    if options.html:
        html.write(options, root, host, Texts("."), html.Outcome(selected, selection.known(findings), {}, failed))
    return publish(options, root, host, list(selected.values()), failed)


def link_shards(slices, host, summaries):
    """Links what shards say of their units, and tells what to do next; gives what failed."""
    if not slices:
        say("Each unit was looked at for itself; with --program FOLDER, the program is linked there")
        return []
    if not summaries:
        raise Failure("the reports hold no summaries: they are of --unit-only, or have seen the program already")
    units, failed = link_texts(host, summaries, slices)
    say(f"To be looked at again with --program {slices} (units: {len(units)})")
    for unit in units:
        say(f"  {unit}")
    return failed


def put_together(options, host, folder):
    """Makes the chains whose parts a build has written, and tells of those that stay as they are."""
    root, texts = Root(Path.cwd()), Texts(folder)
    planned = Chains(root, texts, Written(root, texts, options.parts)).read(options.chains)
    if options.plan:
        return publish_plan(options, root, planned)
    made = [chain.proposal() for chain in planned if chain.edits]
    Repair(host, root, texts, None, {}).lay({}, edits_of(made))
    if options.dry_run:
        sys.stdout.buffer.write(report.difference(texts, root.relative))
        return FINDINGS if made else CLEAN
    texts.write()
    return publish_plan(options, root, [chain for chain in planned if not chain.edits])


def look_once(options, host, seen):
    project = Project(options.build, options.exclude)
    seen.add(os.path.join(project.build, DATABASE))
    seen.update(str(folder / ".clang-tidy") for unit in project.units for folder in Path(unit.path).parents)
    if options.config_file:
        seen.add(os.path.abspath(options.config_file))
    with scratch_folder(Path(options.cache or Path(project.build) / ".async-tidy").resolve()) as folder:
        look = Look(options, host, project, folder)
        code = look.run()
        seen.update(look.seen())
        return code


def watch(options, host):
    """Looks at the project whenever it changes, until it is interrupted."""
    watched, seen = Watch(), set()
    while True:
        watched.begin()
        try:
            look_once(options, host, seen)
        except Failure as failure:
            if not seen:
                raise
            say(f"error: {failure}")
        say("\nWaiting for changes; Ctrl-C ends")
        changed = watched.wait(seen)
        say(f"Changed: {', '.join(map(os.path.relpath, changed))}\n")


def interrupt(*_):
    raise KeyboardInterrupt


def main(arguments=None):
    options = parse(arguments)
    signal.signal(signal.SIGTERM, interrupt)
    try:
        if options.explain:
            page = explain.page_of(options.explain, options.module)
            print(explain.readable(page, Paint(sys.stdout), min(100, shutil.get_terminal_size().columns)))
            return CLEAN
        if options.html:
            html.prepare(options)
        host = find_host(options.module, options.clang_tidy)
        if options.version:
            print(f"async-tidy {host.version}\n{host.tidy} of LLVM {host.llvm}\n{host.module}")
            return CLEAN
        if options.merge:
            return merge(options, host)
        if options.parts:
            with tempfile.TemporaryDirectory() as folder:
                return put_together(options, host, folder)
        return watch(options, host) if options.watch else look_once(options, host, set())
    except (Failure, OSError) as failure:
        say(f"error: {failure}")
        return FAILED
    except KeyboardInterrupt:
        if options.watch:
            return CLEAN
        say("Interrupted: the same command goes on from here")
        return INTERRUPTED
    except Exception:  # an exit code of 1 would be taken for findings
        traceback.print_exc()
        return FAILED
