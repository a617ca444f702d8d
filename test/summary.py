#!/usr/bin/env python3
"""Prints what the time of a test run went into, and last what has failed.

    summary.py BUILD_FOLDER [SECONDS]

reads the reports that ctest and lit leave in the build folder; SECONDS is how long the build took.
"""

import collections
import json
import sys
import xml.etree.ElementTree
from pathlib import Path

SLOWEST = 10
FAILURES = ("FAIL", "TIMEOUT", "UNRESOLVED", "XPASS")


def seconds(number):
    return f"{number:7.0f} s"


def ctest_cases(build):
    """The tests of ctest: name, seconds, whether it failed, and its output."""
    report = build / "ctest.xml"
    cases = xml.etree.ElementTree.parse(report).iter("testcase") if report.exists() else []
    return [(case.get("name"), float(case.get("time")), case.find("failure") is not None,
             case.findtext("system-out", "")) for case in cases]


def lit_tests(build):
    report = build / "test" / "lit.json"
    return json.loads(report.read_text())["tests"] if report.exists() else []


def print_times(cases, tests, build_seconds):
    print("== What the time went into")
    for name, took in [("build", build_seconds), *((name, took) for name, took, *_ in cases)]:
        if took is not None:
            print(f"{seconds(took)}  {name}")
    folders = collections.Counter()
    for test in tests:
        folders[test["name"].split(":: ")[-1].rpartition("/")[0].split("/")[0]] += test["elapsed"] or 0
    if folders:
        print("   of lit's tests, those that ran at the same time added up:")
        for folder, took in folders.most_common():
            print(f"{seconds(took)}  {folder}")
        print("   the slowest:")
        for test in sorted(tests, key=lambda test: -(test["elapsed"] or 0))[:SLOWEST]:
            print(f"{seconds(test['elapsed'])}  {test['name'].split(':: ')[-1]}")


def print_failures(cases, tests):
    failed = [(test["name"].split(":: ")[-1], test.get("output", "")) for test in tests if test["code"] in FAILURES]
    # What lit says is known test by test, unless it came to no test.
    failed += [(name, output) for name, _, has_failed, output in cases
               if has_failed and not (name == "lit" and failed)]
    for name, output in failed:
        print(f"== Failed: {name}\n{output}")


def main(build, build_seconds=None):
    cases, tests = ctest_cases(Path(build)), lit_tests(Path(build))
    print_times(cases, tests, float(build_seconds) if build_seconds else None)
    print_failures(cases, tests)


if __name__ == "__main__":
    main(*sys.argv[1:])
