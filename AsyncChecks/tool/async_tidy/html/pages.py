"""The pages of the checks, as HTML."""

import re
from pathlib import Path

from markdown_it import MarkdownIt

from .code import colored


def highlighted(code, language, _):
    return "\n".join(colored(code.split("\n"))) if language in ("cpp", "c++") else ""


MARKDOWN = MarkdownIt("commonmark", {"html": False, "highlight": highlighted}).enable("table")


def html_of(text):
    """A page, without its title; links to others lead to them in the report."""
    text = re.sub(r"<!--.*?-->\n*", "", re.sub(r"^# .*\n+", "", text), flags=re.S)
    html = MARKDOWN.render(text)
    return re.sub(r'href="([\w-]+)\.md(#[\w-]+)?"', r'href="#page/\1"', html)


def pages_in(folder):
    return {page.stem: html_of(page.read_text(encoding="utf-8")) for page in sorted(Path(folder).glob("*.md"))}
