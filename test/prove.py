#!/usr/bin/env python3
"""Proves what a check reports and what its fixes do, against the comments of a test file.

    // RUN: %prove %s [options] [-- compiler arguments]

runs the one check that the test's folder is named after, or all checks if no folder is. The
file, and the headers beside it that it includes, say what to expect:

    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: ...   a line that is reported
    // CHECK-SILENT                                   nothing is reported
    // CHECK-FIXES: ...                               a line that --fix writes
    // CHECK-FIXES-REMOVED: ...                       a line that it removes for no other
    // CHECK-FIX-NOTES: ..., CHECK-FIX-NOTES-REMOVED: ...   the same for --fix-notes

That is all that happens, in this order. A header's messages begin with its name; the test
expects them if the header expects none. The lines of --fix-notes are those that differ from
the original; without one it must write what --fix writes.

Proved as well, always:
  - the check says the same when all checks look at the test, and no two of them speak about one
    line: where two could, one of them owns it;
  - the original compiles, and so does what --fix and --fix-notes make of it;
  - clang-tidy then reports nothing but what had no fix;
  - each fix alone, as an editor applies it, compiles, ends its message and causes no other.

With --project the argument is a folder of several sources: run-clang-tidy repairs all at
once, a message in a header counts once, and every source speaks for itself.
"""

import argparse
import collections
import difflib
import fnmatch
import itertools
import json
import os
import pickle
import re
import shutil
import sys
from pathlib import Path

from tidying import Broken, Report, Text, Tools, digest, first_includes, printed, read

DIRECTIVES = ("CHECK-MESSAGES", "CHECK-SILENT", "CHECK-FIXES", "CHECK-FIXES-REMOVED",
              "CHECK-FIX-NOTES", "CHECK-FIX-NOTES-REMOVED")


class Failure(Exception):
    """What is wrong with a test, or with the check, in words for the author."""


# --- Expectations ---

def expectations(text):
    """What the comments of a file expect: a list of lines for each directive."""
    found = {directive: [] for directive in DIRECTIVES}
    for number, line in enumerate(text.splitlines(), 1):
        if not re.search(r"\bCHECK-[A-Z]", line):
            continue
        match = re.fullmatch(r"\s*// (CHECK-[A-Z-]+)(?::(.*))?", line)
        name, rest = match.groups() if match else (None, None)
        if name not in found or (rest is None) != (name == "CHECK-SILENT"):
            raise Failure(f"line {number} is not an expectation: {line.strip()}")
        # FileCheck knows what @LINE is; here it is for the differences that are shown.
        found[name].append(re.sub(r"\[\[#?@LINE([+-]\d+)?\]\]",
                                  lambda at: str(number + int(at[1] or 0)), (rest or "").strip()))
    return found


def require_a_statement(expected):
    """A test says what is reported, or that nothing is: an empty one proves nothing."""
    for name, file in expected.items():
        if file["CHECK-MESSAGES"] and file["CHECK-SILENT"]:
            raise Failure(f"{name}: has CHECK-MESSAGES and CHECK-SILENT")
    if not any(file["CHECK-MESSAGES"] or file["CHECK-SILENT"] for file in expected.values()):
        raise Failure("nothing is reported and nothing expected: if that is meant, say CHECK-SILENT")


def compare(what, expected, found):
    if expected != found:
        lines = [line for line in difflib.ndiff(expected, found) if line[0] in "+-"]
        raise Failure("\n".join([f"{what} (- expected, + found):", *lines]))


# --- Lines that change ---

def unreplaced(old, new):
    """The lines of `old` that are left when each of `new` has taken the place of the one
    that is most like it, in order."""
    if len(old) <= len(new):
        return []
    # best[i][j]: how alike the first j new lines are to j of the first i old ones, and
    # which old lines are left.
    best = [[(0.0, tuple(old[:i]))] for i in range(len(old) + 1)]
    for i, line in enumerate(old, 1):
        for j in range(1, min(i, len(new)) + 1):
            score, left = best[i - 1][j - 1]
            options = [(score + difflib.SequenceMatcher(None, line, new[j - 1]).ratio(), left)]
            if j < i:
                score, left = best[i - 1][j]
                options.append((score, (*left, line)))
            best[i].append(max(options, key=lambda option: option[0]))
    return list(best[-1][len(new)][1])


def line_diff(before, after):
    """The lines that are new in `after`, and those of `before` that nothing replaces."""
    old, new = before.splitlines(), after.splitlines()
    added, removed = [], []
    for kind, i, i_end, j, j_end in difflib.SequenceMatcher(None, old, new, False).get_opcodes():
        if kind != "equal":
            added += [line.strip() for line in new[j:j_end]]
            removed += [line.strip() for line in unreplaced(old[i:i_end], new[j:j_end])]
    return added, removed


# --- What clang-tidy says ---

def fixes_of(message):
    """The fixes of a warning: its own, and those of its notes."""
    return [fix for fix in [message.fix, *(note.fix for note in message.notes)] if fix]


def fixed_by(message, option):
    """Whether clang-tidy applies a fix: with --fix-notes also that of a single note."""
    return bool(message.fix) or (option == "--fix-notes" and len(fixes_of(message)) == 1)


def replace(data, replacements):
    """The bytes of a file after the replacements; those at one place keep their order."""
    end = len(data)
    for change in reversed(sorted(replacements, key=lambda it: (it.offset, it.length))):
        if change.offset + change.length > end:
            raise Failure(f"a fix changes byte {change.offset} twice")
        data = data[:change.offset] + change.text.encode() + data[change.offset + change.length:]
        end = change.offset
    return data


# --- Checks beside each other ---

def groups_of(lines):
    """Every warning or error with its notes."""
    groups = []
    for line in lines:
        if line.severity != "note" or not groups:
            groups.append([])
        groups[-1].append(line)
    return groups


def own_part(report, patterns):
    """What the checks that the test is about say, and errors."""
    def is_own(name):
        verdicts = [not pattern.startswith("-") for pattern in patterns.split(",")
                    if fnmatch.fnmatch(name, pattern.lstrip("-"))]
        return not name.startswith("async-") or (verdicts and verdicts[-1])

    lines = [line for group in groups_of(report.lines) if is_own(check_of(group[0])) for line in group]
    return Report(lines, [warning for warning in report.warnings if is_own(warning.name)])


def check_of(line):
    name = re.search(r" \[([\w-]+)[\w,.-]*\]$", line.text)
    return name[1] if name else ""


# --- The proof ---

class Proof:
    """The proof of one test with one language standard."""

    def __init__(self, options, standard, origin, sources, headers):
        self.options, self.origin = options, origin
        self.sources, self.files = sources, sources + headers
        self.inputs = Path(options.inputs).resolve()
        self.work = Path(options.work).resolve() / standard
        self.tools = Tools(options.llvm, options.module)
        # Clang 16 knows C++23 by its working title only.
        self.flags = [f"-std={standard.replace('c++23', 'c++2b')}", f"-I{self.inputs}", *options.extra]
        self.setup = [f"-checks=-*,{options.checks}", f"-config={options.config}", "-header-filter=.*"]
        self.setup_of_all = [f"-checks=-*,async-*,{options.checks}", *self.setup[1:]]
        self.texts = {name: read(origin / name) for name in self.files}
        self.expected = {name: expectations(text) for name, text in self.texts.items()}
        self.before = collections.Counter()  # of the texts of all warnings at first
        # Where a run of lit keeps what clang-tidy says at first, for others that ask for the same.
        kept = os.environ.get("ASYNC_CHECKS_KEPT")
        self.kept = Path(kept) / digest([self.setup, self.flags, self.texts]) if kept else None

    def run(self):
        shutil.rmtree(self.work, ignore_errors=True)
        fixed = self.copy("fix")
        if not self.options.project:
            self.flags = self.flags + self.precompiled()
        first, beside_others = self.inspect_first(fixed)
        if first.errors():
            raise Failure("\n".join(["original: does not compile:", *first.errors()]))
        self.prove_messages(first.lines)
        require_a_statement(self.expected)
        self.prove_fixes_stay_inside(first, fixed)
        self.before = collections.Counter(warning.text for warning in first.warnings)
        fixes = [] if self.options.together else \
            [(warning, fix) for warning in first.warnings for fix in fixes_of(warning)]
        if self.options.project:
            if any(fixed_by(warning, "--fix") for warning in first.warnings):
                self.repair_in_parallel(fixed, first)
            fixes = []
        noted = self.repair_by_notes(first, fixed)
        for name in self.files:
            self.prove_lines(name, "CHECK-FIXES", "--fix", fixed)
            self.prove_notes(name, fixed, noted)
        repaired = [(folder, option) for folder, option in ((fixed, "--fix"), (noted, "--fix-notes"))
                    if any(fixed_by(warning, option) for warning in first.warnings)]
        alone = [self.repaired_alone(number, fix, first, fixed) for number, (_, fix) in enumerate(fixes, 1)]
        original = [] if beside_others else [self.copy("original")]
        reports = self.inspect_once([*dict(repaired), *alone, *original])
        self.prove_neighbours(first, beside_others or reports[original[0]])
        for folder, option in repaired:
            self.prove_repair(folder, self.own(reports[folder]), first, option)
        for folder, (warning, _) in zip(alone, fixes):
            self.prove_alone(folder, self.own(reports[folder]), warning)

    # What clang-tidy is given

    def copy(self, name, texts=None):
        """A folder with the files of the test, or others of the same names."""
        folder = self.work / name
        for file, text in (texts or self.texts).items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(text, encoding="utf-8")
        return folder

    def text(self, folder):
        return Text(folder, self.sources, self.flags)

    def texts_in(self, folder):
        return {name: read(folder / name) for name in self.files}

    def precompiled(self):
        """The flags with which the includes that the source begins with are parsed only once, for
        all tests of a run that begin with the same ones."""
        includes = first_includes(self.texts[self.sources[0]], self.texts)
        if not includes:
            return []
        return self.tools.precompile_once(self.kept.parent if self.kept else self.work, includes, self.flags,
                                          self.expects_fixes())

    def expects_fixes(self):
        return any(lines for file in self.expected.values() for name, lines in file.items() if "-FIX" in name)

    # What clang-tidy says and does

    def own(self, report):
        return own_part(report, self.options.checks)

    def inspect_first(self, folder):
        """What the test's checks say of it, with the fixes made, and what all checks say, or
        None if they were not asked because the others may have fixes as well."""
        if self.options.project:
            beside_others = self.inspect_sources(folder)
            return self.own(beside_others), beside_others
        first = beside_others = None
        if not self.expects_fixes():
            beside_others = self.tools.inspect([self.text(folder)], *self.setup_of_all)[0]
            first = self.own(beside_others)
        if first is None or any(fixes_of(warning) for warning in first.warnings):
            first = self.tools.inspect([self.text(folder)], *self.setup, "--fix")[0]
        if self.kept:
            self.kept.write_bytes(pickle.dumps((folder, first)))
        return first, beside_others

    def inspect_sources(self, folder):
        """What all checks say of a project."""
        reports = [self.tools.inspect([Text(folder, [source], self.flags)], *self.setup_of_all)
                   for source in self.sources]
        return once([report for found in reports for report in found])

    def inspect_once(self, folders):
        """What all checks say of each folder; of equal ones once."""
        folders = list(dict.fromkeys(folders))
        if self.options.project:
            return {folder: self.inspect_sources(folder) for folder in folders}
        contents = {folder: tuple(self.texts_in(folder).values()) for folder in folders}
        distinct = {content: folder for folder, content in contents.items()}
        reports = self.tools.inspect([self.text(folder) for folder in distinct.values()], *self.setup_of_all)
        of_content = dict(zip(distinct, reports))
        return {folder: of_content[content] for folder, content in contents.items()}

    def repair_in_parallel(self, folder, first):
        """Lets run-clang-tidy find what clang-tidy has found, and apply all fixes."""
        script = self.tools.folder / "run-clang-tidy"
        if not script.exists():
            script = script.parents[1] / "share" / "clang" / "run-clang-tidy.py"
        (folder / "compile_commands.json").write_text(
            json.dumps(self.text(folder).commands(self.tools.path("clang++"))))
        result = self.tools.execute(
            script, *self.setup, "-load", self.options.module, "-p", folder, "-quiet", "-fix",
            "-clang-tidy-binary", self.tools.path("clang-tidy"),
            "-clang-apply-replacements-binary", self.tools.path("clang-apply-replacements"))
        if result.returncode:
            raise Failure(f"{folder.name}: run-clang-tidy fails\n{result.stdout}{result.stderr}")
        compare(f"{folder.name}: messages of run-clang-tidy", sorted({line.text for line in first.lines}),
                sorted({line.text for line in printed(result.stdout)}))

    def repair_by_notes(self, first, fixed):
        """A folder with what --fix-notes makes of the test: that of --fix if no note has a fix."""
        if not any(note.fix for warning in first.warnings for note in warning.notes):
            return fixed
        folder = self.copy("fix-notes")
        self.tools.inspect([self.text(folder)], *self.setup, "--fix-notes")
        return folder

    def repaired_alone(self, number, fix, first, at):
        """A folder with the test after one fix, as an editor applies it."""
        # clang-tidy adds an include with the first fix that needs it, an editor with each.
        includes = [change for warning in first.warnings for part in (warning, *warning.notes) for change in part.fix
                    if change.text.startswith("#include")]
        changes = fix + [include for include in includes if include not in fix]
        return self.copy(f"alone-{number}", {
            name: replace(text.encode(), [change for change in changes if change.path == str(at / name)]).decode()
            for name, text in self.texts.items()})

    # What is proved

    def prove_messages(self, lines):
        """FileCheck decides; the difference that is shown takes its patterns as they stand."""
        said = collections.defaultdict(list)
        for line in lines:
            file = self.name_of(line.path)
            own = self.expected.get(file)
            speaks = own and (own["CHECK-MESSAGES"] or file in self.sources)
            owner = file if speaks else self.sources[0]
            name = "" if file == owner and owner in self.sources else file
            place = f"{name}:{line.row}:{line.column}: " if line.row else ""
            said[owner].append(f"{place}{line.severity}: {line.text}")
        for name in self.files:
            expected, found = self.expected[name]["CHECK-MESSAGES"], said[name]
            if not expected:
                compare(f"{name}: messages", expected, found)
                continue
            result = self.tools.execute(
                "FileCheck", "--check-prefix=CHECK-MESSAGES", "--match-full-lines",
                "--implicit-check-not={{.+}}", "--allow-empty", self.origin / name,
                given="".join(line + "\n" for line in found))
            if result.returncode:
                compare(f"{name}: messages", expected, found)
                raise Failure(f"{name}: messages\n{result.stderr}")

    def name_of(self, path):
        """A file by its name in the test, or among the mock headers."""
        for base in (self.work / "fix", self.inputs):
            path = path[len(f"{base}/"):] if path.startswith(f"{base}/") else path
        return path

    def prove_neighbours(self, first, beside_others):
        """The checks say the same beside all others, and no two speak about one line."""
        def said(lines):
            return sorted(f"{line.row}:{line.column}: {line.severity}: {line.text}" for line in lines)

        compare("messages beside those of all checks", said(first.lines), said(self.own(beside_others).lines))
        checks = collections.defaultdict(set)
        for line in beside_others.lines:
            if line.severity == "warning" and check_of(line).startswith("async-"):
                checks[line.path, line.row].add(check_of(line))
        shared = [f"{Path(path).name}:{row}: {', '.join(sorted(found))}"
                  for (path, row), found in checks.items() if len(found) > 1]
        if shared:
            raise Failure("\n".join(["several checks speak about one line:", *shared]))

    def prove_fixes_stay_inside(self, report, folder):
        own = [str(folder / name) for name in self.files]
        for warning in report.warnings:
            for change in itertools.chain.from_iterable(fixes_of(warning)):
                if change.path not in own:
                    raise Failure(f"the fix of '{warning.text}' changes {change.path}, no file of the test")

    def prove_lines(self, name, directive, option, changed):
        added, removed = line_diff(self.texts[name], read(changed / name))
        expected = self.expected[name]
        compare(f"{name}: lines that {option} writes", expected[directive], added)
        compare(f"{name}: lines that {option} removes", expected[directive + "-REMOVED"], removed)

    def prove_notes(self, name, fixed, noted):
        expected = self.expected[name]
        if expected["CHECK-FIX-NOTES"] or expected["CHECK-FIX-NOTES-REMOVED"]:
            self.prove_lines(name, "CHECK-FIX-NOTES", "--fix-notes", noted)
        else:
            compare(f"{name}: lines after --fix-notes, which no CHECK-FIX-NOTES expects",
                    read(fixed / name).splitlines(), read(noted / name).splitlines())

    def prove_repair(self, folder, report, first, option):
        """All fixes together compile, and leave only what had none."""
        if report.errors():
            raise Failure("\n".join([f"{folder.name}: does not compile:", *report.errors()]))
        # A finding without a fix may end with the fix of another that it belongs to.
        unfixed = collections.Counter(
            warning.text for warning in first.warnings if not fixed_by(warning, option))
        after = collections.Counter(warning.text for warning in report.warnings)
        compare(f"{folder.name}: messages that the repair leaves or causes",
                [], sorted((after - unfixed).elements()))

    def prove_alone(self, folder, report, warning):
        """One fix compiles, ends its message and causes no other."""
        after = collections.Counter(it.text for it in report.warnings)
        what = f"{folder.name}: the fix of '{warning.text}', byte {warning.offset}, alone"
        if report.errors():
            raise Failure("\n".join([f"{what} does not compile:", *report.errors()]))
        if after[warning.text] >= self.before[warning.text]:
            raise Failure(f"{what} does not end the message")
        if after - self.before:
            raise Failure("\n".join([f"{what} causes:", *(after - self.before)]))


def once(reports):
    """What several sources say of one header counts once; warnings go by their place."""
    groups = groups_of(itertools.chain.from_iterable(report.lines for report in reports))
    ordered = itertools.chain.from_iterable(sorted(groups, key=lambda group: group[0][:3]))
    # One source may see enough to fix what another cannot: the last word is the fix's.
    warnings = itertools.chain.from_iterable(report.warnings for report in reports)
    by_place = {(it.path, it.offset, it.text): it
                for it in sorted(warnings, key=lambda it: fixed_by(it, "--fix"))}
    return Report(list(dict.fromkeys(ordered)), list(by_place.values()))


# --- The command line ---

def local_headers(test, folder):
    """The headers below the folder that the test includes, itself or through another."""
    found = [test]
    for file in found:
        for name in re.findall(r'^\s*#\s*include\s+"([^"]+)"', read(folder / file), re.MULTILINE):
            header = os.path.normpath(Path(file).parent / name)
            if (folder / header).is_file() and header not in found:
                found.append(header)
    return found[1:]


def arguments(words):
    parser = argparse.ArgumentParser(usage="%(prog)s TEST [options] [-- compiler arguments]")
    parser.add_argument("test", help="a file, or with --project a folder")
    parser.add_argument("--project", action="store_true", help="prove a folder of sources and headers")
    parser.add_argument("--checks", help="what to enable instead of the check named as the folder")
    parser.add_argument("--config", default="{}", help="a configuration of clang-tidy")
    parser.add_argument("--config-option", action="append", default=[], metavar="KEY=VALUE")
    parser.add_argument("--together", action="store_true",
                        help="prove the fixes together: that each holds alone is proved with another LLVM")
    parser.add_argument("--std", default="c++20", help="one or more, with commas (default: %(default)s)")
    parser.add_argument("--llvm", required=True, help="the folder of clang-tidy, clang++ and FileCheck")
    parser.add_argument("--module", required=True, help="the module to load")
    parser.add_argument("--inputs", required=True, help="the folder of the mock headers")
    parser.add_argument("--work", required=True, help="the folder to work in")
    split = words.index("--") if "--" in words else len(words)
    options = parser.parse_args(words[:split])
    options.extra = words[split + 1:]
    if options.config_option:
        given = dict(option.split("=", 1) for option in options.config_option)
        options.config = json.dumps({"CheckOptions": given})
    folders = re.findall(r"(?<=/)async-[a-z-]+(?=/|$)", str(Path(options.test).resolve()))
    options.checks = options.checks or (folders or ["async-*"])[-1]
    return options


def main(words):
    options = arguments(words)
    origin = Path(options.test).resolve()
    if options.project:
        files = sorted(str(path.relative_to(origin)) for path in origin.rglob("*") if path.is_file())
        sources = [name for name in files if name.endswith(".cpp")]
        headers = [name for name in files if name not in sources]
    else:
        sources, origin = [origin.name], origin.parent
        headers = local_headers(sources[0], origin)
    for standard in options.std.split(","):
        try:
            Proof(options, standard, origin, sources, headers).run()
        except (Broken, Failure) as failure:
            print(f"{options.test} with {standard}: {failure}")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
