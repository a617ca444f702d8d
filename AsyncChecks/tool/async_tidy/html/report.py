"""What stands in the files of a report."""

import collections
import json
import os
import shutil
from datetime import datetime
from pathlib import Path

import jinja2

from . import changes
from .code import Code
from .pages import pages_in
from .ways import way_of

HERE = Path(__file__).parent
FIX, KNOWN, REPAIRED = 1, 2, 4  # what a finding can be


class Report:
    def __init__(self, options, root, host, texts, outcome):
        self.options, self.root, self.host, self.texts, self.outcome = options, root, host, texts, outcome
        self.name = os.path.basename(printable(root.root))
        self.repaired = "would be repaired" if options.dry_run else "repaired"
        self.files = {}  # number and code by path, and whether it is that before the repair
        self.details = collections.defaultdict(dict)  # by the number of the file and the fingerprint
        self.blocks = {}  # of what the repair has changed, by paths
        flags = {**dict.fromkeys(outcome.known, KNOWN), **dict.fromkeys(outcome.repaired, REPAIRED)}
        all_findings = {**outcome.repaired, **outcome.known, **outcome.findings}
        self.findings = sorted(((name, it, flags.get(name, 0) | bool(it.edits)) for name, it in all_findings.items()),
                               key=lambda it: it[1].key)
        self.checks = sorted({it.check for _, it, _ in self.findings})

    def write(self, folder):
        shutil.copytree(HERE / "static", folder / "static")
        (folder / "data").mkdir()
        if self.outcome.repaired:
            self.blocks = {path: list(changes.of_texts(self.texts.on_disk(path), text))
                           for path, text in self.texts.new.items()}
        rows = [self.row(*it) for it in self.findings]
        put(folder, "findings", {
            "name": self.name, "root": printable(self.root.root), "editor": self.options.editor_link, "repaired": self.repaired,
            "baseline": bool(self.options.baseline), "checks": self.checks,
            "files": [printable(self.root.relative(path)) for path, _ in self.files], "findings": rows})
        for number, code in self.files.values():
            put(folder, f"file-{number}", {"lines": code.html(), "findings": self.details[number]})
        put(folder, "pages", pages_in(self.host.docs))
        (folder / "index.html").write_text(self.overview(), "utf-8", "replace")

    def row(self, name, finding, flags):
        """A finding as the list has it; what is shown of it when it is opened goes to its file."""
        before = bool(flags & REPAIRED)
        file, line, column = self.show(finding.place, before)
        self.details[file][name] = {
            "notes": [(note.message, *self.show(note.place, before)) for note in finding.notes],
            "way": [(step.name, step.kind, *(self.show(step.place, before) if step.place else ()))
                    for step in way_of(finding, self.root)],
            "changes": list(self.changes(finding, before))}
        return (name, self.checks.index(finding.check), file, line, column, finding.message, flags)

    def file(self, path, before):
        """The number and the code of a file."""
        key = path, before and path in self.texts.new
        if key not in self.files:
            self.files[key] = len(self.files), Code((self.texts.on_disk if before else self.texts.read)(path))
        return self.files[key]

    def show(self, place, before):
        """The place by the number of its file, in which it is shown."""
        number, code = self.file(place.path, before)
        code.show(place)
        return number, place.line, place.column

    def changes(self, finding, before):
        """What the fix of a finding changes, or what was changed where it was, by files."""
        places = [finding.place, *(note.place for note in finding.notes)] if before else finding.edits
        for path in dict.fromkeys(it.path for it in places):
            own = [it for it in places if it.path == path]
            number, code = self.file(path, before)
            blocks = changes.near(self.blocks.get(path, ()), own) if before else \
                list(changes.of_edits(self.texts.read(path), own))
            for block in blocks:
                code.show_lines([row[1] for row in block if row[1]])
            if blocks:
                yield number, blocks

    def overview(self):
        places = jinja2.Environment(loader=jinja2.FileSystemLoader(HERE / "templates"), autoescape=True,
                                    trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined)
        return places.get_template("index.html").render(
            name=self.name, repaired=self.repaired, version=self.host.version, llvm=self.host.llvm,
            date=datetime.now().astimezone(), outcome=self.outcome, baseline=self.options.baseline,
            fixable=sum(bool(it.edits) for it in self.outcome.findings.values()),
            by_check=self.bars("check", lambda it: it.check), by_folder=self.bars("folder", self.folder))

    def folder(self, finding):
        return os.path.dirname(printable(self.root.relative(finding.place.path))) or "."

    def bars(self, key, of):
        """Counts of findings by something that the list filters by: with a fix, without one, known
        before, and repaired."""
        counts = collections.defaultdict(collections.Counter)
        for _, finding, flags in self.findings:
            kind = "repaired" if flags & REPAIRED else "known" if flags & KNOWN else "fix" if flags & FIX else "none"
            counts[of(finding)][kind] += 1
        longest = max((sum(it.values()) for it in counts.values()), default=1)
        return [{"name": name, "all": sum(it.values()),
                 "filter": {key: name, **{kind: 1 for kind in ("known", "repaired") if it[kind] == sum(it.values())}},
                 "parts": [(kind, it[kind], 100 * it[kind] / longest)
                           for kind in ("fix", "none", "known", "repaired") if it[kind]]}
                for name, it in sorted(counts.items(), key=lambda it: (-sum(it[1].values()), it[0]))]


def printable(path):
    """The path in text, whatever bytes a file system takes for a name."""
    return os.fsencode(path).decode(errors="replace")


def put(folder, name, value):
    """Writes data as a script: what a page can read that is on a disk."""
    (folder / "data" / f"{name}.js").write_text(
        f"receive({json.dumps(name)}, {json.dumps(value, separators=(',', ':'))});\n")
