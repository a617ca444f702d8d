# RUN: %python %s
"""LLVM's four coroutine checks, and ours of the same aims, on their known misses and false alarms.

The files in test/examples/upstream consist of cases, `// case: <words> (bug)` or `(fine)`,
each as long as the next has not begun. Ours must be right about all of them. By hand,

    python3 test/infrastructure/upstream.py

with the environment of lit prints the table of what both say.
"""

import collections
import re
import sys

import repository

CASES = repository.ROOT / "test" / "examples" / "upstream"
THEIRS = ("cppcoreguidelines-avoid-capturing-lambda-coroutines",
          "cppcoreguidelines-avoid-reference-coroutine-parameters",
          "cppcoreguidelines-no-suspend-with-lock", "misc-coroutine-hostile-raii")
OURS = ("async-dangling-task", "async-lambda-capture", "async-lock-across-await", "async-reference-parameter")

Case = collections.namedtuple("Case", "line words is_bug")


def cases(file):
    lines = repository.read(file).splitlines()
    found = [(number, re.match(r"// case: (.*) \((bug|fine)\)$", line)) for number, line in enumerate(lines, 1)]
    return [Case(number, case[1], case[2] == "bug") for number, case in found if case]


def reports(file, standard):
    """What is reported in each case: a set of checks for each line that a case begins at."""
    output = repository.clang_tidy(f"--checks=-*,{','.join(OURS + THEIRS)}", "--config={}", "--quiet", file,
                                   "--", f"-std={standard}", f"-I{repository.INPUTS}").stdout
    if " error: " in output:
        raise SystemExit(output)
    found = collections.defaultdict(set)
    for line, check in re.findall(rf"^{re.escape(str(file))}:(\d+):\d+: warning: .* \[([\w-]+)\]$", output,
                                  re.MULTILINE):
        begin = max(case.line for case in cases(file) if case.line <= int(line))
        found[begin].add(check)
    return found


def main():
    major = int(re.search(r"version (\d+)", repository.clang_tidy("--version").stdout)[1])
    wrong = 0
    for file in sorted(CASES.glob("*.cpp")):
        needs = re.search(r"\(needs: (\d+)\)", repository.read(file))
        if needs and major < int(needs[1]):
            continue
        found = reports(file, "c++2b" if needs else "c++20")
        print(f"{file.name}: case | it is | LLVM's | ours")
        for case in cases(file):
            ours = sorted(check for check in found[case.line] if check in OURS)
            theirs = sorted(check for check in found[case.line] if check in THEIRS)
            is_wrong = bool(ours) != case.is_bug
            wrong += is_wrong
            print(f"  {case.words} | {'a bug' if case.is_bug else 'fine'} | {', '.join(theirs) or 'silent'} | "
                  f"{', '.join(ours) or 'silent'}{'  <- WRONG' if is_wrong else ''}")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
