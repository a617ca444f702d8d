# REQUIRES: async-clangd
# RUN: %python %s %async-clangd %if all-versions %{"*.cpp"%} %else %{flagged.cpp%}
"""In an editor the checks say what they say on the command line, and offer the same fixes.

Every test of a check that has one source is opened in the clangd with the checks inside; where
another LLVM was tested before, what each check flags. What that publishes is compared
with what clang-tidy reports, and what each quick fix makes of the text with what clang-tidy's fix
makes of it, which the test itself proves to be right.
"""

import collections
import concurrent.futures
import fnmatch
import json
import os
import pickle
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import prove
import repository
from tidying import first_includes, read
from async_tidy.exports import Replacement


class Opened:
    """A copy of a test, as the command line and the editor see it."""

    def __init__(self, test, words, folder):
        words = words.replace("%S", str(test.parent)).replace("%inputs", str(repository.INPUTS))
        options = prove.arguments([
            str(test), "--llvm", os.environ["ASYNC_CHECKS_LLVM_TOOLS"], "--module", os.environ["ASYNC_CHECKS_MODULE"],
            "--inputs", str(repository.INPUTS), "--work", str(folder), *shlex.split(words)])
        self.test = test.relative_to(repository.TESTS)
        proof = prove.Proof(options, options.std, test.parent, [test.name],
                            prove.local_headers(test.name, test.parent))
        self.kept = proof.kept
        self.files = proof.text(proof.copy("original"))
        self.path = self.files.folder / test.name
        self.text = read(self.path)
        self.checks, self.options = options.checks, json.loads(options.config)
        self.config = json.dumps({"Checks": f"-*,{options.checks}", "HeaderFilterRegex": ".*", **self.options})
        (self.files.folder / ".clang-tidy").write_text(self.config)

    def beginning(self):
        """How it is compiled, and the lines of includes that it begins with; None if it goes on with others."""
        includes = first_includes(self.text)
        all_includes = re.findall(r"^\s*#\s*include", self.text, re.MULTILINE)
        if len(includes) < len(all_includes):
            return None
        return (tuple(self.files.flags), json.dumps(self.options)), includes

    def on_the_command_line(self, folder, report):
        """Place and text of each warning in the source, and what its fixes make of it."""
        found = []
        for warning in report.warnings:
            if warning.path == str(folder / self.path.name):
                # clangd drops a fix that changes a header.
                fixes = [fix for fix in prove.fixes_of(warning) if all(change.path == warning.path for change in fix)]
                fixed = [prove.replace(self.text.encode(), fix).decode() for fix in fixes]
                found.append(self.finding(warning.offset, warning.text, fixed))
        return collections.Counter(found)

    def in_the_editor(self, diagnostics, path):
        """The same of what clangd publishes for the document at the path."""
        found = []
        for diagnostic in diagnostics:
            code = diagnostic.get("code", "")
            if code.startswith("async-") and any(fnmatch.fnmatch(code, it) for it in self.checks.split(",")):
                text = re.sub(r" \(fix(es)? available\)$", "", diagnostic["message"])
                fixed = [self.edited(action["edit"]["changes"][path.as_uri()])
                         for action in diagnostic.get("codeActions", [])]
                found.append(self.finding(self.offset(diagnostic["range"]["start"]), text, fixed))
        return collections.Counter(found)

    def finding(self, offset, text, fixed):
        # clang-tidy strips white space around what its fixes remove.
        fixed = [tuple(line.strip() for line in result.splitlines()) for result in fixed]
        # A fix tells the place as well, and in an editor its range is that of the warning.
        line = 0 if fixed else self.text.encode()[:offset].count(b"\n") + 1
        return line, text[0].lower() + text[1:], tuple(sorted(fixed))

    def offset(self, position):
        before = self.text.splitlines(keepends=True)[:position["line"]]
        return sum(len(line.encode()) for line in before) + position["character"]

    def edited(self, edits):
        changes = []
        for change in edits:
            start, end = (self.offset(change["range"][key]) for key in ("start", "end"))
            changes.append(Replacement(str(self.path), start, end - start, change["newText"]))
        return prove.replace(self.text.encode(), changes).decode()


class Document:
    """A file that is one test after the other, compiled alike: clangd parses once what they begin with."""

    def __init__(self, tests, folder):
        self.tests = tests
        if len(tests) == 1:
            self.path, self.texts = tests[0].path, [tests[0].text]
            flags = tests[0].files.flags
        else:
            self.path = folder / "document.cpp"
            self.texts = [self.without_includes(test.text) for test in tests]
            flags = [*tests[0].files.flags, "-include", str(folder / "beginning.h")]
            includes = {line for test in tests for line in test.beginning()[1]}
            mocks_last = sorted(includes, key=lambda line: ('"' in line, line))
            folder.mkdir()
            (folder / "beginning.h").write_text("\n".join(mocks_last) + "\n")
            (folder / ".clang-tidy").write_text(json.dumps(
                {"Checks": "-*,async-*", "HeaderFilterRegex": ".*", **tests[0].options}))
        (self.path.parent / "compile_commands.json").write_text(json.dumps([{
            "directory": str(self.path.parent), "file": str(self.path),
            "arguments": [repository.TOOLS.path("clang++"), *flags, "-c", str(self.path)]}]))

    @staticmethod
    def without_includes(text):
        """The text with comments in the place of its includes, and without a beginning of its own."""
        return ";//" + re.sub(r"^#i(?=nclude)", "//", text[3:], flags=re.MULTILINE)

    def talk(self):
        document = {"uri": self.path.as_uri(), "version": 1}
        yield "textDocument/didOpen", {"textDocument": {**document, "languageId": "cpp", "text": self.texts[0]}}
        for version, text in enumerate(self.texts[1:], 2):
            yield "textDocument/didChange", {"textDocument": {**document, "version": version},
                                             "contentChanges": [{"text": text}]}


def documents(tests, folder, jobs):
    """The documents for the tests, of which there are so many at once."""
    alike = collections.defaultdict(list)
    for test in tests:
        beginning = test.beginning()
        alike[beginning[0] if beginning else test].append(test)
    parts = [part for group in alike.values() for part in (group[start::jobs] for start in range(jobs)) if part]
    return [Document(part, Path(folder) / f"document-{number}") for number, part in enumerate(parts)]


def published(clangd, documents):
    """What clangd publishes for each test: a list of diagnostics, or None."""
    features = {"publishDiagnostics": {"codeActionsInline": True, "relatedInformation": True, "versionSupport": True}}
    talk = [("initialize", 0, {"capabilities": {"textDocument": features, "offsetEncoding": ["utf-8"]}})]
    talk += [(method, None, parameters) for document in documents for method, parameters in document.talk()]
    talk += [("shutdown", 1, {}), ("exit", None, {})]
    messages = [{"jsonrpc": "2.0", "method": method, "params": parameters, **({} if number is None else {"id": number})}
                for method, number, parameters in talk]
    result = subprocess.run(
        [clangd, "--sync", "--input-style=delimited", "--log=error", "--background-index=0"], check=True,
        input="\n---\n".join(map(json.dumps, messages)).encode() + b"\n",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    answers, rest = {}, result.stdout
    while rest:
        header, _, rest = rest.partition(b"\r\n\r\n")
        length = int(header.split(b":")[1])
        message, rest = json.loads(rest[:length]), rest[length:]
        if message.get("method") == "textDocument/publishDiagnostics":
            told = message["params"]
            answers[told["uri"], told.get("version")] = told["diagnostics"]
    return {test: (answers.get((document.path.as_uri(), version)), document.path)
            for document in documents for version, test in enumerate(document.tests, 1)}


def reported(tests, pool, folder):
    """What clang-tidy reports for each test, and in which folder: as its proof has heard, if it was before."""
    known = {test: pickle.loads(test.kept.read_bytes()) for test in tests if test.kept and test.kept.exists()}
    asked = [test for test in tests if test not in known]
    # One clang-tidy for several configurations would lose the last warning before another begins.
    groups = collections.defaultdict(list)
    for test, text in zip(asked, repository.TOOLS.share_includes([test.files for test in asked], folder)):
        groups[test.config].append((test, text))
    reports = pool.map(lambda group: repository.TOOLS.inspect([text for _, text in group]), groups.values())
    for group, part in zip(groups.values(), reports):
        known.update((test, (test.files.folder, report)) for (test, _), report in zip(group, part))
    return [known[test] for test in tests]


def differences(test, diagnostics, path, expected):
    """What differs: - only on the command line, + only in the editor."""
    if diagnostics is None:
        yield f"{test.test}: clangd has published nothing"
        return
    found = test.in_the_editor(diagnostics, path)
    for sign, findings in ("-", expected - found), ("+", found - expected):
        for line, text, fixed in sorted(findings):
            yield f"{test.test}:{line}: {sign} {text} (fixes: {len(fixed)})"


def main(clangd, *patterns):
    jobs = os.cpu_count()
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        Path(folder, ".clangd").write_text("Index: {StandardLibrary: No}\n")
        tests = []
        for test in sorted(test for pattern in patterns for test in repository.TESTS.glob(f"*/{pattern}")):
            words = re.search(r"RUN\: %prove %s(.*)", read(test))
            if words:
                tests.append(Opened(test, words[1], Path(folder) / test.parent.name / test.stem))

        def ask(opened):
            """What differs, by test."""
            found = {}
            for part in pool.map(lambda start: published(clangd, opened[start::jobs]), range(jobs)):
                for test, (diagnostics, path) in part.items():
                    found[test] = list(differences(test, diagnostics, path, expected[test]))
            return found

        expected = {test: test.on_the_command_line(where, report)
                    for test, (where, report) in zip(tests, reported(tests, pool, folder))}
        problems = ask(documents(tests, folder, jobs))
        # A fix that includes a header looks at those that are included.
        problems.update(ask([Document([test], None) for test, found in problems.items() if found]))
        count = sum(sum(found.values()) for found in expected.values())
    print("\n".join([*sum(problems.values(), []), f"{count} warnings in {len(tests)} tests"]))
    return any(problems.values()) or not count


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
