"""What clang-tidy exports: a small part of YAML, with one key a line."""

import ast
import re
from dataclasses import dataclass, field
from typing import List


@dataclass
class Replacement:
    path: str = ""
    offset: int = 0
    length: int = 0
    text: str = ""


@dataclass
class Message:
    """A diagnostic as exported, or one of its notes."""
    name: str = ""
    level: str = "Warning"
    text: str = ""
    path: str = ""
    offset: int = 0
    directory: str = ""  # that relative paths begin in
    fix: List[Replacement] = field(default_factory=list)
    notes: List["Message"] = field(default_factory=list)


KINDS = {"FilePath": ("path", str), "FileOffset": ("offset", int), "Offset": ("offset", int),
         "Length": ("length", int), "ReplacementText": ("text", str)}
OF_DIAGNOSTIC = {"Level": "level", "BuildDirectory": "directory"}


def scalar(text):
    if text.startswith("'"):
        return text[1:-1].replace("''", "'")
    if text.startswith('"'):
        return ast.literal_eval(text)  # the escapes of YAML that occur are Python's
    return text


def read_export(text):
    """The diagnostics in a file of --export-fixes."""
    diagnostics, section, target = [], "", None
    for line in text.split("\n"):
        match = re.fullmatch(r" *(- )?(\w+): *(.*)", line)
        if not match:
            continue  # the marks of begin and end
        is_item, key, value = match.groups()
        if key == "DiagnosticName":
            message = Message(name=scalar(value))
            diagnostics.append(message)
        elif key == "Message":
            if is_item:
                message = Message()
                diagnostics[-1].notes.append(message)
            message.text, section, target = scalar(value), key, message
        elif key in OF_DIAGNOSTIC:
            setattr(diagnostics[-1], OF_DIAGNOSTIC[key], scalar(value))
        elif key in ("Replacements", "Ranges"):
            section = key
        elif key in KINDS and section != "Ranges":
            if section == "Replacements" and is_item:
                target = Replacement()
                message.fix.append(target)
            name, kind = KINDS[key]
            setattr(target, name, kind(scalar(value)))
    return diagnostics
