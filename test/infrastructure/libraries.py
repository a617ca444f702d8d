# RUN: %python %s
"""The rows of Libraries.def and the tests of the libraries are one set, and no mock is left over."""

import re
import unittest

import repository

FOLDER = repository.ROOT / "test" / "libraries"
ROWS = re.findall(r'^\{\.Name = "(.*)"', repository.read(repository.SOURCES / "model" / "types" / "Libraries.def"),
                  re.MULTILINE)


def file_of(row):
    """`boost-asio.cpp` for Boost.Asio."""
    return re.sub(r"[^a-z0-9]+", "-", row.lower()) + ".cpp"


class Libraries(unittest.TestCase):
    maxDiff = None

    def test_each_row_has_a_test(self):
        self.assertTrue(ROWS)
        self.assertEqual(sorted(map(file_of, ROWS)), sorted(file.name for file in FOLDER.iterdir()))

    def test_mocks_are_included(self):
        files = [file for folder in ("libraries", "checks", "Inputs")
                 for file in (repository.ROOT / "test" / folder).rglob("*") if file.is_file()]
        included = {name for file in files
                    for name in re.findall(r'^#include ["<](.*)[">]', repository.read(file), re.MULTILINE)}
        mocks = [file.relative_to(repository.INPUTS) for file in repository.INPUTS.rglob("*.h")]
        self.assertEqual(["pages.h"], [str(mock) for mock in mocks
                                       if not {str(mock), mock.name} & included])


if __name__ == "__main__":
    unittest.main()
