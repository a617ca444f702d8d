"""What clang-tidy is told: by the arguments of async-tidy and by the files of the project."""

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


class Configurations:
    """The configuration of each unit: that of its folder, asked of clang-tidy once."""

    def __init__(self, host, build, checks=None, config_file=None):
        self.host, self.build = host, build
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

    def ask(self, files, source):
        """What the files come to. A filter of headers that nobody sets lets all of them pass, and
        where no file enables one of our checks, all are."""
        own = [f"--config-file={self.file}"] if self.file else []
        place = [*own, *self.checks, "-p", str(self.build), source]
        dump = self.host.run("--dump-config", *place)
        if dump.returncode or "error:" in dump.stderr:
            raise Failure(f"clang-tidy does not take its configuration:\n{dump.stderr.strip()}")
        checks = re.findall(r"^ +(async-[\w-]+)$", self.host.run("--list-checks", *place).stdout, re.M)
        if self.checks and not checks:
            raise Failure(f"{self.checks[0]} enables no check of AsyncChecks")
        arguments = [*own, "--checks=" + ",".join(["-*", *(checks or ["async-*"])])]
        header_filter = re.search("^HeaderFilterRegex: *(.*)$", dump.stdout, re.M)
        if not header_filter or scalar(header_filter[1]) == "":
            arguments.append("--header-filter=.*")
        return Configuration(tuple(arguments), digest(b"\0".join(path.read_bytes() for path in files)))
