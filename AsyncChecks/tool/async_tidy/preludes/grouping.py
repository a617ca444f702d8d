"""Which units have how many headers in common. Sets of headers are the bits of numbers."""

import functools

FEWEST_UNITS = 4
FEWEST_HEADERS = 50
COST = 1.5  # of making a prelude, in units that read its headers


def count(headers):
    return bin(headers).count("1")


def union(sets):
    return functools.reduce(int.__or__, sets, 0)


def gain(headers, more, units):
    """How many headers fewer are read if one more unit shares those that it has in common with the units."""
    common = count(headers & more)
    return common - (count(headers) - common) * max(0, len(units) - COST)


def groups(headers):
    """Puts units together by their headers; gives the headers that all of a group have, with its units."""
    found = []
    for unit, own in sorted(headers.items(), key=lambda it: -count(it[1])):
        best = max(found, key=lambda group: gain(group[0], own, group[1]), default=None)
        if best and gain(best[0], own, best[1]) > 0:
            best[0] &= own
            best[1].append(unit)
        else:
            found.append([own, [unit]])
    return [(common, units) for common, units in found
            if len(units) >= FEWEST_UNITS and count(common) >= FEWEST_HEADERS]
