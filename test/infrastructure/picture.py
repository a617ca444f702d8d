# RUN: %python %s
# REQUIRES: all-versions
"""The picture in README.md is what async-tidy shows on a terminal.

`picture.py --rewrite` draws it.
"""

import html
import json
import os
import re
import sys
import tempfile
from pathlib import Path

import repository
from sandbox import TOOL, on_terminal

PICTURE = repository.DOCS / "terminal.svg"
COLUMNS, WIDTH, HEIGHT, MARGIN = 120, 7.8, 18, 16
COLOURS = {"31": "#ff7b72", "32": "#56d364", "35": "#d2a8ff", "36": "#79c0ff"}
FILES = {
    "service.cpp": """\
#include "store.h"

acme::task<int> rate_of(claim c);
void audit(claim c) { co_await write(c, 0); }

acme::task<> submit(claim c) {
  auto guard = mutex.scoped_lock_async();
  int rate = acme::sync_wait(rate_of(c));
  audit(c);
  co_await write(c, rate);
  save(c);
}
""",
    "store.h": """\
#pragma once
#include "acme/task.h"
#include "acme/void.h"

struct claim { int id; };
inline acme::mutex mutex;
acme::task<> write(claim c, int rate);
void save(claim c);
""",
    "store.cpp": """\
#include "store.h"
#include <chrono>
#include <thread>

void save(claim c) {
  std::this_thread::sleep_for(std::chrono::milliseconds(c.id));
}
""",
}


def shown():
    """What a terminal shows of a look at the files, as it stands there in the end."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        (root / "build").mkdir()
        for name, text in FILES.items():
            (root / name).write_text(text)
        (root / "build" / "compile_commands.json").write_text(json.dumps([
            {"directory": str(root), "file": name, "arguments": [
                "c++", "-std=c++20", "-isystem", str(repository.INPUTS), "-c", name]} for name in FILES if name.endswith(".cpp")]))
        environment = {**os.environ, "TERM": "xterm", "NO_COLOR": "", "COLUMNS": str(COLUMNS)}
        lines = on_terminal([sys.executable, TOOL, "-p", "build"], "stdout", "stderr", cwd=root, env=environment).split("\n")
    return ["$ async-tidy -p build", *(line.split("\r\033[K")[-1] for line in lines)]


def spans(line):
    """The parts of a line: their text and their codes of colour."""
    codes = ""
    for escape, text in re.findall(r"\033\[([\d;]*)m|([^\033]+)", line):
        if text:
            yield text, codes
        else:
            codes = "" if escape == "0" else escape


def wrapped(line):
    """A line as rows of the terminal."""
    rows, room = [[]], COLUMNS
    for text, codes in spans(line):
        while text:
            if not room:
                rows, room = [*rows, []], COLUMNS
            rows[-1].append((text[:room], codes))
            text, room = text[room:], max(0, room - len(text))
    return rows


def drawn(row, number):
    parts, column = [], 0
    for text, codes in row:
        own = codes.split(";")
        fill = next((f' fill="{COLOURS[code]}"' for code in own if code in COLOURS), "")
        weight = ' font-weight="bold"' if "1" in own else ""
        for word in re.finditer(r"\S+(?: \S+)*", text):
            x, length = MARGIN + (column + word.start()) * WIDTH, len(word[0]) * WIDTH
            parts.append(f'<tspan x="{x:g}" textLength="{length:g}"{fill}{weight}>{html.escape(word[0], quote=False)}</tspan>')
        column += len(text)
    return f'<text y="{MARGIN + HEIGHT * (number + 1) - 5}">{"".join(parts)}</text>' if parts else ""


def picture(lines):
    rows = [row for line in lines for row in wrapped(line)]
    texts = [it for it in map(drawn, rows, range(len(rows))) if it]
    width, height = COLUMNS * WIDTH + 2 * MARGIN, len(rows) * HEIGHT + 2 * MARGIN
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
        ' font-family="ui-monospace, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" font-size="13" fill="#c9d1d9">',
        '<rect width="100%" height="100%" rx="8" fill="#0d1117"/>', *texts, "</svg>", ""])


def main(words):
    lines = shown()
    while not lines[-1]:
        lines.pop()
    made = picture(lines)
    if words == ["--rewrite"]:
        PICTURE.write_text(made, encoding="utf-8")
    elif made != repository.read(PICTURE):
        return f"{PICTURE} is not what async-tidy shows: run picture.py --rewrite; it shows\n" + "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
