"""The page of a check, to be read on a terminal."""

import difflib
import re
import textwrap

from . import Failure
from .host import describe
from .terminal import BOLD, FIX

PREFIX = "async-"
INLINE = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\([^)]+\)")
ITEM = r"(?:[-*]|\d+\.)[ ]"
BLOCK = re.compile(rf"""
    ```.*\n (?P<code> (?:.*\n)*? ) ```
    | (?P<heading> \#+\ .* )
    | (?P<table> (?: \|.*\n? )+ )
    | (?P<item> {ITEM} .* (?: \n (?! {ITEM} | ``` ) .+ )* )
    | (?P<text> .+ (?: \n (?! {ITEM} | ``` | \| ) .+ )* )""", re.X)


def page_of(check, module):
    """The text of a page: of those that are installed, or of the sources."""
    module, facts = describe(module)
    folder = module.parent / facts["docs"]
    pages = {path.stem: path for path in folder.glob(f"{PREFIX}*.md")}
    if not pages:
        raise Failure(f"there are no pages of the checks in {folder}")
    name = check if check.startswith(PREFIX) else PREFIX + check
    if name not in pages:
        near = difflib.get_close_matches(name, pages, 3, 0.4) or sorted(pages)
        raise Failure(f"there is no check '{check}'; there is {', '.join(sorted(near))}")
    return pages[name].read_text("utf-8")


def inline(text, paint):
    """A text without links, which lead nowhere here, and its names in bold where that is seen."""
    def shown(found):
        name, strong, link = found.groups()
        if link:
            return inline(link, paint)
        return paint(BOLD, name or strong) if paint.is_seen else found[0]

    return INLINE.sub(shown, text)


def table(text, paint):
    rows = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))]
            for line in text.splitlines() if not re.fullmatch(r"[|\-: ]+", line)]
    widths = [max(map(len, column)) for column in zip(*rows)]
    return "\n".join(inline("  ".join(cell.ljust(width) for cell, width in zip(it, widths)).rstrip(), paint)
                     for it in rows)


def wrapped(text, width):
    indent = " " * len(re.match(rf"(?:{ITEM})?", text)[0])
    return textwrap.fill(" ".join(text.split()), width, subsequent_indent=indent, break_long_words=False,
                         break_on_hyphens=False)


def readable(page, paint, width):
    """The page as a terminal shows it."""
    shown = {"code": lambda it: "\n".join(f"    {paint(FIX, line)}".rstrip() for line in it.splitlines()),
             "heading": lambda it: paint(BOLD, it.lstrip("# ")) if paint.is_seen else it,
             "table": lambda it: table(it, paint),
             "item": lambda it: inline(wrapped(it, width), paint),
             "text": lambda it: inline(wrapped(it, width), paint)}
    made, before = "", None
    for found in BLOCK.finditer(page):
        kind = found.lastgroup
        made += ("\n" if kind == before == "item" else "\n\n" if made else "") + shown[kind](found[kind])
        before = kind
    return made
