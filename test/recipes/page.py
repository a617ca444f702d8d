"""The recipes as the page about builds has them."""

import re

import repository


def block(title, language, number=0):
    """A block of code under a heading: the n-th one in the language."""
    section = repository.section(repository.page("builds"), title)
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    return [code for word, code in blocks if word == language][number]
