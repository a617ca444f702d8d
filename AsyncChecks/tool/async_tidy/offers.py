"""What an editor can offer after a plan: each chain as the edits of all its files."""

import difflib
import io
import json
from pathlib import Path

from .texts import digest, replace_file

FILE = "chains.json"  # beside the slices of the program


def counted(number, what):
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def title(chain):
    functions = chain.planned["functions"]
    first = next((it for it in functions if it["at"]["file"] == chain.planned["at"]["file"]), functions[0])
    others = f" and {counted(len(functions) - 1, 'caller')}" if len(functions) > 1 else ""
    return f"make '{first['name']}'{others} in {counted(len(chain.files()), 'file')} asynchronous"


def place(lines, number):
    """The begin of a line, counted from zero, as the language server protocol has it; behind the last
    one, the end of the text."""
    if number and number == len(lines) and not lines[-1].endswith("\n"):
        return {"line": number - 1, "character": len(lines[-1].encode("utf-16-le")) // 2}
    return {"line": number, "character": 0}


def edits(old, new):
    """What makes the new text of the old one: whole lines."""
    before, after = (list(io.StringIO(data.decode(), newline="\n")) for data in (old, new))
    changes = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [{"range": {"start": place(before, begin), "end": place(before, end)}, "newText": "".join(after[first:last])}
            for kind, begin, end, first, last in changes if kind != "equal"]


def offer(chain, texts):
    """A chain whose new texts are laid, as an editor makes it of these old ones."""
    old = {path: texts.on_disk(path) for path in texts.new}
    return {"title": title(chain), "path": chain.finding.place.path, "line": chain.finding.place.line,
            "files": [{"path": path, "digest": digest(old[path]), "edits": edits(old[path], texts.new[path])}
                      for path in sorted(old)]}


def write(folder, offered):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    replace_file(folder / FILE, json.dumps({"chains": offered}, indent=1).encode())
