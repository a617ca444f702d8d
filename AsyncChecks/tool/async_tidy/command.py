"""The command: its arguments, and what is done in which order."""

import argparse
import contextlib
import json
import os
import shutil
import signal
import sys
import tempfile
import traceback
from pathlib import Path

from . import Failure, chains, explain, hints, html, offers, report, sarif
from .analysis import Analysis
from .building import Building
from .chains import Asked, Chains, Written
from .configuration import Configurations
from .findings import edits_of, proposals
from .host import find_host
from .journal import Journal
from .parallel import Workers
from .preludes import Preludes
from .program import Program, link_texts
from .project import DATABASE, Project, Root, folders_of_checkout
from .repair import Repair
from .selection import Selection, shard
from .terminal import Paint, Progress, say
from .texts import Texts
from .watch import Watch

CLEAN, FINDINGS, FAILED, INTERRUPTED = 0, 1, 2, 130


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


def plan(options, project, texts, parts):
    """The chains that could become asynchronous, and what keeps others from it."""
    found = Chains(project, texts, parts).read(options.chains)
    unknown = [name for name in options.chains if not any(chain.is_called([name]) for chain in found)]
    if unknown:
        raise Failure(f"there is no chain '{unknown[0]}': no function of that name waits for a task")
    return found


def findings_of_program(repair, program, units):
    """What there is to report before a repair, which begins with each unit for itself."""
    found = Repair(repair.host, repair.project, repair.texts, repair.analysis, program.run(repair.analysis, units))
    program.digests = {}
    return found.findings()


def rehearse(repair, texts, planned):
    """Refuses the chains that do not compile, and gives what an editor can offer of the others."""
    repair.chains = {it.name: it.proposal() for it in planned if it.edits}
    made = repair.convert()
    offered = []
    for chain in planned:
        if chain.name in made:
            repair.lay({}, chain.edits)
            with contextlib.suppress(UnicodeDecodeError):  # no protocol has such texts
                offered.append(offers.offer(chain, texts))
        elif chain.name in repair.refused:
            chain.refuse(repair.refused[chain.name], chains.show(chain.planned["at"]))
    return offered


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


def put_together(options, host, folder):
    """Makes the chains whose parts a build has written, and tells of those that stay as they are."""
    root, texts = Root(Path.cwd()), Texts(folder)
    planned = plan(options, root, texts, Written(root, texts, options.parts))
    if options.plan:
        return publish_plan(options, root, planned)
    made = [chain.proposal() for chain in planned if chain.edits]
    Repair(host, root, texts, None, {}).lay({}, edits_of(made))
    if options.dry_run:
        sys.stdout.buffer.write(report.difference(texts, root.relative))
        return FINDINGS if made else CLEAN
    texts.write()
    return publish_plan(options, root, [chain for chain in planned if not chain.edits])


def look(options, host, project, folder, seen):
    """Looks at the project, repairs it if that is asked for, and reports what is left; what it has
    read is added to what is seen."""
    texts = Texts(folder)
    project.write_database(folder)
    workers = Workers(options.jobs, Progress())
    configurations = Configurations(host, folder, options.checks, options.config_file)
    program = open_program(options, host, project, folder)
    links = program and not options.program and not options.shard
    clang = None if options.exact else host.find("clang++")
    preludes = Preludes(clang, texts, workers) if clang else None
    analysis = Analysis(host, project, texts, configurations, workers, Path(folder).parent / "results", program, preludes)
    selection = Selection(project, options)
    journal = Journal(Path(folder).parent)
    journal.undo()
    repairs = options.fix or options.dry_run or options.plan
    units = project.units if repairs else selection.units(project.units)
    units = shard(units, options.shard) if options.shard else units
    # Callers in other files follow in rounds: until then, each unit is repaired for itself.
    results = program.run(analysis, units) if links and not repairs else analysis.run(units)
    repair = Repair(host, project, texts, analysis, results)
    findings = repair.findings()
    if selection.writes_baseline():
        return write_baseline(options, selection.baseline, project, findings)
    first = selected = selection.of(findings)
    if repairs:
        if options.html and links:
            first = selection.of(findings_of_program(repair, program, units))
        planned = []
        if links:
            planned = plan(options, project, texts, Asked(project, analysis, program.plan(options.chains)))
        if options.plan:
            offers.write(program.slices.parent, rehearse(repair, texts, planned))
            return publish_plan(options, project, planned)
        wanted = selection.of(it.finding for it in planned if it.edits).values()
        repair.run({} if options.chains else selected, {it.name: it.proposal() for it in planned if it.finding in wanted})
        if options.fix and texts.new:
            taken_back = Building(project, texts, workers, journal).write(repair.reads())
            repair.results = {**repair.results, **repair.look_again(taken_back)}
        if options.dry_run:
            sys.stdout.buffer.write(report.difference(texts, project.relative))
        if links:
            if options.dry_run:
                program.keep_in(Path(folder) / "program")
            repair.results = program.run(analysis, units)
        selected = chains.with_reasons(repair.left(), planned, repair.refused)
    analysis.forget_what_is_old()
    failed = failures(repair.results, project.relative) + (program.unusable if program else [])
    summaries = program.summaries(units) if program and not links and not options.program else {}
    if options.html:
        repaired = {name: it for name, it in first.items() if name not in selected}
        html.write(options, project, host, texts, html.Outcome(selected, selection.known(repair.findings()), repaired, failed))
    code = publish(options, project, host, list(selected.values()), failed, summaries)
    seen.update(path for result in repair.results.values() for path in result.sources())
    if not repairs and not options.shard:
        suggest(options, hints.after_look(options.typed, selected.values()))
    if options.dry_run and texts.new:
        suggest(options, [(hints.command(options.typed, "--fix"), "makes these changes")])
    return FINDINGS if code == CLEAN and options.dry_run and texts.new else code


def look_once(options, host, seen):
    project = Project(options.build, options.exclude)
    seen.add(os.path.join(project.build, DATABASE))
    seen.update(str(folder / ".clang-tidy") for unit in project.units for folder in Path(unit.path).parents)
    if options.config_file:
        seen.add(os.path.abspath(options.config_file))
    with scratch_folder(Path(options.cache or Path(project.build) / ".async-tidy").resolve()) as folder:
        return look(options, host, project, folder, seen)


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
