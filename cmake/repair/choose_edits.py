"""choose_edits.py SCRATCH COPY: picks the fixes of a round that can be made together.

Leaves them in SCRATCH/edits, adds the files that they change to SCRATCH/changed, and prints
how many mistakes they repair.
"""

import glob
import json
import os
import sys

import yaml

scratch, copy = sys.argv[1:]


def compiles(diagnostics):
    return not any(d["Level"] == "Error" and d["DiagnosticName"].startswith("clang-diagnostic-")
                   for d in diagnostics)


def edits_of(diagnostic):
    edits = diagnostic["DiagnosticMessage"].get("Replacements", [])
    return [(e["FilePath"], e["Offset"], e["Length"], e["ReplacementText"]) for e in edits]


def is_in_copy(edit):
    return os.path.realpath(edit[0]).startswith(copy + "/")


def collide(edit, other):
    """Whether two different edits are of one place."""
    (path, begin, length, _), (other_path, other_begin, other_length, _) = edit, other
    overlap = begin < other_begin + other_length and other_begin < begin + length
    return path == other_path and (overlap or begin == other_begin) and edit != other


taken = []
repaired = 0
for name in sorted(glob.glob(f"{scratch}/findings/*.yaml")):
    with open(name) as file:
        diagnostics = yaml.safe_load(file)["Diagnostics"]
    # What one translation unit proposes fits together. Another may propose the same for a
    # header, or something else for the same place, which then waits for the next round.
    others = list(taken)
    for edits in map(edits_of, diagnostics if compiles(diagnostics) else []):
        new = [edit for edit in edits if edit not in others]
        if new and all(map(is_in_copy, new)) and not any(collide(e, o) for e in new for o in others):
            taken += new
            repaired += 1

os.makedirs(f"{scratch}/edits", exist_ok=True)
keys = ("FilePath", "Offset", "Length", "ReplacementText")
with open(f"{scratch}/edits/edits.yaml", "w") as file:
    json.dump({"MainSourceFile": "", "Replacements": [dict(zip(keys, edit)) for edit in taken]},
              file, ensure_ascii=False)
with open(f"{scratch}/changed", "a") as file:
    file.writelines(f"{path}\n" for path in sorted({edit[0] for edit in taken}))
print(repaired)
