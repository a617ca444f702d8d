#!/usr/bin/env python3
"""How the link grows with the program, on summaries that are made for it.

    test/benchmark/link.py build/llvm-22/AsyncChecks/async-link            # 1,000 to 10,000 units
    test/benchmark/link.py ASYNC-LINK --units 100 200 400 --functions 50

Each unit defines functions that call each other and those of other units; some are coroutines, wait, park the thread
or throw. Printed are the time and the memory of the link, and the exponents with which both grow between the first and
the last size: 1 is linear.
"""

import argparse
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NEIGHBOURS = 8


def template(functions, calls):
    """A summary in which `<0>` is the number of its unit, and `<1>` and so on those of others."""
    choose = random.Random(1)
    names = [f"c:@N@app@S@service<{unit}>@F@function{number}#&1$@N@std@S@string#I#\tfunction{number}"
             for unit in range(NEIGHBOURS + 1) for number in range(functions if not unit else functions // 20)]
    lines = ["async-checks summary 1", "unit\tsrc/service<0>.cpp", "file\tsrc/service<0>.cpp\tA<0>"]
    lines += [f"entity\t{name}" for name in names]
    for number in range(functions):
        words = [word for word, share in (("coroutine", .1), ("waits", .02), ("throws", .05)) if choose.random() < share]
        lines.append(f"function\t{number}\t0:{10 * number + 1}:5\t{','.join(words) or '-'}")
        if choose.random() < .01:
            lines.append(f"parks\t0:{10 * number + 2}:5\tsleep_for\t-")
        lines += [f"call\t{callee}\t0:{10 * number + 3}:9\tfollowed,throwing,slowing"
                  for callee in sorted(choose.choices(range(len(names)), k=calls))]
    lines += [f"asks\t{other}\tparks,never-throws,prompt" for other in range(functions, len(names))]
    return "\n".join([*lines, f"end\t{len(lines)}", ""])


def write_summaries(folder, text, units):
    for unit in range(units):
        own = text.replace("<0>", str(unit))
        for other in range(1, NEIGHBOURS + 1):
            own = own.replace(f"<{other}>", str((unit * 7 + other ** 5) % units))
        (folder / f"{unit}.summary").write_text(own)


def measure(link, text, units):
    """Seconds and MiB of one link."""
    with tempfile.TemporaryDirectory() as scratch:
        summaries = Path(scratch, "summaries")
        summaries.mkdir()
        write_summaries(summaries, text, units)
        begin = time.monotonic()
        process = subprocess.Popen([link, "--out", Path(scratch, "slices"), summaries])
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            sys.exit(f"{link} ends with status {status}")
        return time.monotonic() - begin, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("link", metavar="ASYNC-LINK")
    parser.add_argument("--units", type=int, nargs="+", default=[1000, 2000, 5000, 10000], metavar="N")
    parser.add_argument("--functions", type=int, default=300, metavar="N", help="of each unit (300)")
    parser.add_argument("--calls", type=int, default=5, metavar="N", help="of each function (5)")
    chosen = parser.parse_args()
    text = template(chosen.functions, chosen.calls)
    figures = []
    for units in chosen.units:
        seconds, memory = measure(chosen.link, text, units)
        figures.append((units, seconds, memory))
        print(f"{units:6} units  {seconds:7.2f} s  {memory:7.0f} MiB", flush=True)
    first, last = figures[0], figures[-1]
    growth = math.log(last[0] / first[0]) if last[0] != first[0] else 0
    if growth:
        print(f"exponents: {math.log(last[1] / first[1]) / growth:.2f} of time, "
              f"{math.log(last[2] / first[2]) / growth:.2f} of memory")


if __name__ == "__main__":
    main()
