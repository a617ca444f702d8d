"""Findings as SARIF 2.1.0, to and fro."""

import contextlib
import json
import os
import re
import urllib.parse
from pathlib import Path
from typing import Dict, List, NamedTuple

from . import Failure
from .findings import Edit, Finding, Note, Place, fingerprints

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "ROOT"
FINGERPRINT = "asyncTidy/v1"
SUMMARIES = "asyncTidy/summaries"

# The checks whose notes lie along the way of a thread, and whether they follow it from the finding.
WAYS = {"async-blocking-call": True, "async-sync-over-async": False}


class Writer:
    """Writes findings whose paths begin at the root of a project."""

    def __init__(self, project, version, docs):
        self.project, self.version, self.docs = project, version, Path(docs)

    def log(self, findings, failures, summaries):
        checks = sorted({finding.check for finding in findings})
        names = fingerprints(findings, self.project.relative)
        properties = {"properties": {SUMMARIES: summaries}} if summaries else {}
        return {"$schema": SCHEMA, "version": "2.1.0", "runs": [{
            "tool": {"driver": {"name": "AsyncChecks", "version": self.version,
                                "rules": [self.rule(check) for check in checks]}},
            "invocations": [{"executionSuccessful": not failures, "toolExecutionNotifications": [
                {"level": "error", "message": {"text": failure}} for failure in failures]}],
            "originalUriBaseIds": {ROOT: {"uri": Path(self.project.root).as_uri() + "/"}},
            "columnKind": "unicodeCodePoints",
            "results": [self.result(finding, checks.index(finding.check), name)
                        for finding, name in zip(findings, names)], **properties}]}

    def rule(self, check):
        """The rule, with the page of the check for help if it is installed."""
        rule = {"id": check, "name": "".join(word.capitalize() for word in check.split("-")),
                "defaultConfiguration": {"level": "warning"}}
        page = self.docs / f"{check}.md"
        if page.exists():
            help_text = page.read_text(encoding="utf-8")
            sentence = " ".join(re.sub(r"^# .*\n+", "", help_text).split("\n\n")[0].split())
            rule["shortDescription"] = rule["fullDescription"] = {"text": sentence}
            rule["help"] = {"text": sentence, "markdown": help_text}
        return rule

    def result(self, finding, index, fingerprint):
        result = {"ruleId": finding.check, "ruleIndex": index, "level": finding.level,
                  "message": {"text": finding.message}, "locations": [self.location(finding.place)],
                  "partialFingerprints": {FINGERPRINT: fingerprint}}
        if finding.notes:
            result["relatedLocations"] = [self.note(note) for note in finding.notes]
            result.update(self.way(finding))
        if finding.edits:
            result["fixes"] = [{"artifactChanges": [
                {"artifactLocation": self.artifact(path), "replacements": [
                    replacement(edit) for edit in finding.edits if edit.path == path]}
                for path in dict.fromkeys(edit.path for edit in finding.edits)]}]
        return result

    def way(self, finding):
        """The way of the thread through the places of a finding and its notes, where they lie along one."""
        steps = [Note(finding.message, finding.place),
                 *(note for note in finding.notes if note.place != finding.place)]
        if finding.check not in WAYS or len(steps) < 3:
            return {}
        return {"codeFlows": [{"threadFlows": [{"locations": [
            {"location": self.note(step)} for step in (steps if WAYS[finding.check] else steps[::-1])]}]}]}

    def note(self, note):
        return {**self.location(note.place), "message": {"text": note.message}}

    def location(self, place):
        return {"physicalLocation": {"artifactLocation": self.artifact(place.path), "region": {
            "startLine": place.line, "startColumn": place.column, "snippet": {"text": place.source}}}}

    def artifact(self, path):
        name = self.project.relative(path)
        if name == path:
            return {"uri": Path(path).as_uri()}
        return {"uri": urllib.parse.quote(name), "uriBaseId": ROOT}


def replacement(edit):
    return {"deletedRegion": {"startLine": edit.begin[0], "startColumn": edit.begin[1],
                              "endLine": edit.end[0], "endColumn": edit.end[1],
                              "byteOffset": edit.offset, "byteLength": edit.length},
            "insertedContent": {"text": edit.text}}


@contextlib.contextmanager
def runs_of(path):
    """The runs in a report, for a reader whose surprises mean that it is none."""
    try:
        yield json.loads(Path(path).read_text(encoding="utf-8"))["runs"]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise Failure(f"{path} is no report of async-tidy: {error!r}") from error


def root_of(path):
    """The folder that the paths in a report begin in, if it is on this machine."""
    with runs_of(path) as runs:
        folder = local(runs[0]["originalUriBaseIds"][ROOT]["uri"])
        return folder if os.path.isdir(folder) else None


def local(uri):
    return urllib.parse.unquote(urllib.parse.urlparse(uri).path)


class Report(NamedTuple):
    findings: List[Finding]
    failures: List[str]
    summaries: Dict[str, str]  # by unit


class Reader:
    """Reads what Writer writes."""

    def __init__(self, project):
        self.project = project

    def read(self, path):
        report = Report([], [], {})
        with runs_of(path) as runs:
            for run in runs:
                report.findings.extend(map(self.finding, run["results"]))
                report.failures.extend(it["message"]["text"] for invocation in run["invocations"]
                                    for it in invocation["toolExecutionNotifications"])
                report.summaries.update(run.get("properties", {}).get(SUMMARIES, {}))
        return report

    def finding(self, result):
        place = self.place(result["locations"][0])
        return Finding(result["ruleId"], result["level"], result["message"]["text"], place,
                       tuple(Note(it["message"]["text"], self.place(it))
                             for it in result.get("relatedLocations", ())),
                       tuple(edit for fix in result.get("fixes", ()) for change in fix["artifactChanges"]
                             for edit in self.edits(change)))

    def place(self, location):
        physical = location["physicalLocation"]
        region = physical["region"]
        return Place(self.path(physical["artifactLocation"]), region["startLine"], region["startColumn"],
                     region["snippet"]["text"])

    def edits(self, change):
        path = self.path(change["artifactLocation"])
        for it in change["replacements"]:
            region = it["deletedRegion"]
            yield Edit(path, region["byteOffset"], region["byteLength"], it["insertedContent"]["text"],
                       (region["startLine"], region["startColumn"]), (region["endLine"], region["endColumn"]))

    def path(self, artifact):
        if "uriBaseId" in artifact:
            return self.project.absolute(urllib.parse.unquote(artifact["uri"]))
        return local(artifact["uri"])
