#!/usr/bin/env python3
"""What the checks cost, beside clang-tidy without them and beside LLVM's four coroutine checks.

    test/benchmark/benchmark.py my/build other/build    # the files of compile databases
    test/benchmark/benchmark.py --growth                # generated files that grow

Figures are user times. In each round every configuration runs once, in an order that turns, and a ratio is taken
within its round; of ratios the least, the median and the greatest are printed, so that the noise of the machine
shows. `share` is what our checks add to a run as a part of what LLVM's four add. Growth is that of the time that
clang-tidy's profile gives to the checks: its own walk of the AST, which doubles with every `co_await` in the operand of
another one, is the same whatever checks are on.
"""

import argparse
import json
import math
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import workloads
from measure import CONFIGURATIONS, Tidy

ROOT = Path(__file__).resolve().parents[2]
LONG = 10.0  # seconds that a generated file may take to be measured more than once


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("builds", nargs="*", metavar="BUILD", help="a directory with a compile_commands.json")
    parser.add_argument("--llvm", default="22", metavar="N", help="the LLVM to measure with (22)")
    parser.add_argument("--clang-tidy", metavar="TOOL", help="its clang-tidy; clang-tidy-N if not given")
    parser.add_argument("--module", help="the module; build/llvm-N/AsyncChecks/AsyncChecks.so if not given")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="how often each file is measured (5)")
    parser.add_argument("--match", default="", metavar="REGEX", help="only files whose path it is found in")
    parser.add_argument("--files", type=int, metavar="N", help="at most so many files of each database")
    parser.add_argument("--growth", nargs="?", const=".", metavar="REGEX",
                        help="measure generated files that grow: all workloads, or those of a name")
    parser.add_argument("--instructions", type=int, default=0, metavar="N",
                        help="count instructions by callgrind on the first N files of each database")
    parser.add_argument("--json", metavar="FILE", help="write all figures")
    parser.add_argument("--plot", metavar="FILE", help="draw them as SVG; needs gnuplot")
    chosen = parser.parse_args()
    if not chosen.builds and not chosen.growth:
        parser.error("nothing to measure: name a build directory, or --growth")
    return parser, chosen


def find_tidy(parser, chosen):
    tool = shutil.which(chosen.clang_tidy or f"clang-tidy-{chosen.llvm}")
    module = Path(chosen.module or ROOT / f"build/llvm-{chosen.llvm}/AsyncChecks/AsyncChecks.so")
    if not tool:
        parser.error(f"there is no {chosen.clang_tidy or f'clang-tidy-{chosen.llvm}'}")
    if not module.exists():
        parser.error(f"{module} is not built: cmake --preset llvm-{chosen.llvm} && "
                     f"cmake --build --preset llvm-{chosen.llvm}")
    for wanted, program in ((chosen.instructions, "valgrind"), (chosen.plot, "gnuplot")):
        if wanted and not shutil.which(program):
            parser.error(f"this needs {program}, which is not installed")
    return Tidy(tool, str(module))


def database(parser, build, chosen):
    """The sources of a compile database, each once."""
    try:
        entries = json.loads((Path(build) / "compile_commands.json").read_text())
    except (OSError, ValueError) as problem:
        parser.error(f"{build} has no compile database: {problem}")
    files = list(dict.fromkeys(str(Path(entry["directory"]) / entry["file"]) for entry in entries))
    files = [file for file in files if re.search(chosen.match, file)]
    if not files:
        parser.error(f"no file of {build} matches '{chosen.match}'")
    count = min(chosen.files or len(files), len(files))
    return [files[index * len(files) // count] for index in range(count)]


def rounds(tidy, count, file, build=None):
    """The cost of each configuration in each round."""
    names = list(CONFIGURATIONS)
    found = {name: [] for name in names}
    for index in range(count):
        turn = index % len(names)
        for name in names[turn:] + names[:turn]:
            found[name].append(tidy.cost(name, file, build))
    return found


def spread(values, form="{:.3f}"):
    return "/".join(form.format(each(values)) for each in (min, statistics.median, max))


def added(times, name):
    """By round, what the checks add to a run without them."""
    return [with_checks / without - 1 for with_checks, without in zip(times[name], times["none"])]


def share(times):
    """Our addition as a part of theirs; none if the noise has hidden either."""
    ours, theirs = (statistics.median(added(times, name)) for name in ("ours", "theirs"))
    return f"{ours / theirs:.2f}" if min(ours, theirs) > 0 else "-"


def print_table(head, rows):
    widths = [max(len(str(row[column])) for row in [head, *rows]) for column in range(len(head))]
    for row in [head, *rows]:
        print("  ".join(str(cell).ljust(width) for cell, width in zip(row, widths)).rstrip())
    print(flush=True)


def measure_files(tidy, chosen, build, files):
    """Prints and returns the figures of one database."""
    figures, rows, totals, checks = [], [], {name: [0.0] * chosen.rounds for name in CONFIGURATIONS}, {}
    for file in files:
        costs = rounds(tidy, chosen.rounds, file, build)
        times = {name: [cost.user for cost in found] for name, found in costs.items()}
        memory = {name: max(cost.memory for cost in found) for name, found in costs.items()}
        for name, found in times.items():
            totals[name] = [sum(both) for both in zip(totals[name], found)]
        for check, seconds in tidy.profile("ours", file, build).items():
            checks[check] = checks.get(check, 0.0) + seconds
        figures.append({"file": file, "user": times, "memory": memory})
        rows.append([Path(file).name, spread(times["none"], "{:.2f}"), spread(added(times, "theirs"), "{:+.1%}"),
                     spread(added(times, "ours"), "{:+.1%}"),
                     "/".join(f"{memory[name]:.0f}" for name in CONFIGURATIONS)])
        if sys.stderr.isatty():
            print(f"\r{len(rows)}/{len(files)}", end="\r", file=sys.stderr, flush=True)
    rows.append(["all", spread(totals["none"], "{:.2f}"), spread(added(totals, "theirs"), "{:+.1%}"),
                 spread(added(totals, "ours"), "{:+.1%}"), ""])
    print(f"{build}: min/median/max of {chosen.rounds} rounds; share: {share(totals)}")
    print_table(["file", "none, s", "LLVM's four add", "ours add", "MiB none/theirs/ours"], rows)
    whole = statistics.median(totals["none"])
    print("each of ours, by clang-tidy's own profile; what checks share counts for the first that asks")
    print_table(["check", "ms", "of the run"],
                [[check, f"{seconds * 1000:.1f}", f"{seconds / whole:.2%}"]
                 for check, seconds in sorted(checks.items(), key=lambda each: -each[1])])
    return {"build": build, "files": figures, "totals": totals, "checks": checks}


def measure_instructions(tidy, build, files):
    rows, figures = [], []
    for file in files:
        counts = {name: tidy.instructions(name, file, build) for name in CONFIGURATIONS}
        more = {name: counts[name] - counts["none"] for name in counts}
        figures.append({"file": file, "instructions": counts})
        rows.append([Path(file).name, f"{counts['none'] / 1e6:.0f}",
                     *(f"{more[name] / 1e6:+.0f} ({more[name] / counts['none']:+.1%})" for name in ("theirs", "ours")),
                     f"{more['ours'] / more['theirs']:.2f}" if more["theirs"] > 0 else "-"])
    print("millions of instructions")
    print_table(["file", "none", "LLVM's four add", "ours add", "share"], rows)
    return figures


def exponent(sizes, seconds):
    """The slope of time over size on logarithmic axes, for the upper half of the sizes."""
    half = len(sizes) // 2
    points = [(math.log(size), math.log(time)) for size, time in zip(sizes[half:], seconds[half:]) if time > 0]
    if len(points) < 2:
        return math.nan
    return statistics.linear_regression(*zip(*points)).slope


def measure_growth(tidy, chosen):
    """Prints and returns how the time of the checks themselves grows."""
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        for workload, sizes in workloads.GROWTH.items():
            if not re.search(chosen.growth, workload.__name__):
                continue
            rows, seconds = [], {"ours": [], "theirs": []}
            for size in sizes:
                file = Path(folder) / f"{workload.__name__}-{size}.cpp"
                file.write_text(workloads.PRELUDE + workload(size))
                without = [tidy.cost("none", file).user]
                count = chosen.rounds if without[0] < LONG else 1
                without += [tidy.cost("none", file).user for _ in range(1, count)]
                spent = {name: [sum(tidy.profile(name, file).values()) for _ in range(count)] for name in seconds}
                for name, found in spent.items():
                    seconds[name].append(min(found))
                rows.append([size, spread(without, "{:.2f}"),
                             *(spread([each * 1000 for each in spent[name]], "{:.1f}") for name in seconds)])
            slopes = {name: exponent(sizes, found) for name, found in seconds.items()}
            print(f"{workload.__name__}: {' '.join(workload.__doc__.split())} "
                  f"Ours grows by n^{slopes['ours']:.2f}, LLVM's four by n^{slopes['theirs']:.2f}.")
            print_table(["n", "clang-tidy without, s", "ours, ms", "LLVM's four, ms"], rows)
            figures.append({"workload": workload.__name__, "sizes": sizes, "seconds": seconds, "exponents": slopes})
    return figures


def plot(path, databases, growth):
    """Draws what the checks add to each file, and how their time grows."""
    lines = ["set terminal svg size 1200,500 noenhanced", f"set output {json.dumps(path)}", "set multiplot layout 1,2"]
    if databases:
        lines += ["$added << END"]
        for figures in databases:
            for each in figures["files"]:
                percent = [statistics.median(added(each["user"], name)) * 100 for name in ("theirs", "ours")]
                lines.append(f'"{Path(each["file"]).stem}" {percent[0]:.2f} {percent[1]:.2f}')
        lines += ["END", "set title 'added to a run of clang-tidy, %'", "set style data histograms",
                  "set style fill solid", "set xtics rotate by -60", "set key top left",
                  """plot $added using 2:xtic(1) title "LLVM's four", '' using 3 title 'ours'"""]
    if growth:
        for each in growth:
            lines += [f"${each['workload']} << END"]
            lines += [f"{size} {seconds * 1000:.3f}" for size, seconds in zip(each["sizes"], each["seconds"]["ours"])]
            lines += ["END"]
        lines += ["set title 'our time by size, ms'", "set logscale xy", "set xtics norotate auto", "set key top left"]
        lines += ["plot " + ", ".join(f"${each['workload']} using 1:2 with linespoints title '{each['workload']}'"
                                      for each in growth)]
    subprocess.run(["gnuplot"], input="\n".join([*lines, "unset multiplot"]), text=True, check=True)


def main():
    parser, chosen = arguments()
    tidy = find_tidy(parser, chosen)
    files = {build: database(parser, build, chosen) for build in chosen.builds}
    databases = [measure_files(tidy, chosen, build, found) for build, found in files.items()]
    counts = [measure_instructions(tidy, build, found[:chosen.instructions]) for build, found in files.items()
              if chosen.instructions]
    growth = measure_growth(tidy, chosen) if chosen.growth else []
    if chosen.json:
        figures = {"databases": databases, "instructions": counts, "growth": growth}
        Path(chosen.json).write_text(json.dumps(figures, indent=1) + "\n")
    if chosen.plot:
        plot(chosen.plot, databases, growth)


if __name__ == "__main__":
    main()
