"""What clang-tidy is told: by the arguments of async-tidy and by the files of the project."""

import functools
import json
import re
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Tuple

from . import Failure
from .exports import scalar
from .texts import digest


@dataclass(frozen=True)
class Configuration:
    arguments: Tuple[str, ...]
    files: str  # the digest of the files that clang-tidy reads beside


written = functools.partial(json.dumps, ensure_ascii=False)

BLANK = r"(?:[ \t]*(?:#.*)?\n)*"
CHECK_OPTIONS = rf"""^(?:[^#\n]*[{{,])?[ \t]*["']?CheckOptions["']?[ \t]*:{BLANK}([ \t]*)([{{\[-]?)"""


def add_options(text, options):
    """The text of a configuration with more options of checks. They stand among those that it has
    and in their style, because YAML takes no key twice."""
    pairs = [f"{written(key)}: {written(value)}" for key, value in options.items()]
    entries = [written({"key": key, "value": value}) for key, value in options.items()]
    text += "\n"
    found = re.search(CHECK_OPTIONS, text, re.M)
    if found:
        indent, style = found.groups()
        at = found.end() if style in ("{", "[") else found.start(1)
        added = {"{": "".join(f"{pair}, " for pair in pairs),
                 "[": "".join(f"{entry}, " for entry in entries),
                 "-": "".join(f"{indent}- {entry}\n" for entry in entries),
                 "": "".join(f"{indent or '  '}{pair}\n" for pair in pairs)}[style]
    else:
        start = re.match(rf"{BLANK}(?:---.*\n)?{BLANK}[ \t]*(\{{?)", text)
        separator = ", " if start[1] else "\n"
        at, added = start.end(), f'"CheckOptions": {written(options)}{separator}'
    return text[:at] + added + text[at:]


class Configurations:
    """The configuration of each unit: that of its folder, asked of clang-tidy once."""

    def __init__(self, host, build, checks=None, config_file=None):
        self.host, self.build = host, Path(build)
        self.checks = [f"--checks={checks}"] if checks else []
        self.file = config_file and Path(config_file)
        self.known = {}
        self.lock = threading.Lock()

    def of(self, unit):
        files = [self.file] if self.file else \
            [path for path in (folder / ".clang-tidy" for folder in Path(unit.path).parents) if path.exists()]
        nearest = files[0] if files else None
        with self.lock:
            if nearest not in self.known:
                self.known[nearest] = self.ask(files, unit.path)
            return self.known[nearest]

    def source(self, options):
        """Where clang-tidy gets its configuration, with options of checks added. One in the place of
        .clang-tidy gets them in a copy: clang-tidy takes no second one beside it."""
        if not self.file:
            added = {"InheritParentConfig": True, "CheckOptions": options}
            return [f"--config={written(added)}"] if options else []
        if not options:
            return [f"--config-file={self.file}"]
        text = add_options(self.file.read_text("utf-8", "surrogateescape"), options)
        copy = self.build / f"{digest(written(options).encode('utf-8', 'surrogateescape'))}.clang-tidy"
        with self.lock:
            if not copy.exists():
                copy.write_text(text, "utf-8", "surrogateescape")
        return [f"--config-file={copy}"]

    def ask(self, files, source):
        """What the files come to. A filter of headers that nobody sets lets all of them pass, and
        where no file enables one of our checks, all are."""
        place = [*self.source({}), *self.checks, "-p", str(self.build), source]
        dump = self.host.run("--dump-config", *place)
        if dump.returncode or "error:" in dump.stderr:
            raise Failure(f"clang-tidy does not take its configuration:\n{dump.stderr.strip()}")
        checks = re.findall(r"^ +(async-[\w-]+)$", self.host.run("--list-checks", *place).stdout, re.M)
        if self.checks and not checks:
            raise Failure(f"{self.checks[0]} enables no check of AsyncChecks")
        arguments = ["--checks=" + ",".join(["-*", *(checks or ["async-*"])])]
        header_filter = re.search("^HeaderFilterRegex: *(.*)$", dump.stdout, re.M)
        if not header_filter or scalar(header_filter[1]) == "":
            arguments.append("--header-filter=.*")
        return Configuration(tuple(arguments), digest(b"\0".join(path.read_bytes() for path in files)))
