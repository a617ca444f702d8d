# REQUIRES: all-versions
# RUN: %python %s
"""Chains whose parts a build has written are put together without looking at the code."""

import json
import unittest

from sandbox import Sandbox

HEADER, SOURCE = "src/size.h", "src/size.cpp"
DECLARED, DEFINED = "int size();\n", '#include "size.h"\nint size() { return count().get(); }\n'
TASK = "task<int>"


def planned(name, **more):
    at = {"file": SOURCE, "line": 2, "column": 21}
    return {"name": name, "at": at, "wait": "get", "task": "task", "functions": [{"name": name, "at": at}],
            "awaits": [], "boundaries": [], "units": [SOURCE, "src/main.cpp"], "refusal": "", "refusedAt": at, **more}


def part(says, *edits):
    """A part as clang-tidy exports it, with edits that each replace `int` in a file."""
    return "\n".join([
        "---", "MainSourceFile: ''", "Diagnostics:", "  - DiagnosticName: async-sync-over-async",
        "    DiagnosticMessage:", f"      Message: {json.dumps(says)}", f"      FilePath: {SOURCE}",
        "      FileOffset: 18", "      Replacements:",
        *(f"        - FilePath: {path}\n          Offset: {offset}\n          Length: 3\n"
          f"          ReplacementText: {json.dumps(text)}" for path, offset, text in edits),
        "    Level: Warning", "    BuildDirectory: .", "...", ""])


class Parts(Sandbox):
    def built(self, plan, parts):
        self.write({HEADER: DECLARED, SOURCE: DEFINED, "bin/plan.json": json.dumps({"chains": plan}),
                    **{f"bin/{unit}.part": text for unit, text in parts.items()}})

    def put_together(self, *arguments, code):
        return self.tidy("--parts", "bin", *arguments, code=code).stdout

    def texts(self):
        return self.text(HEADER), self.text(SOURCE)

    def test_a_chain_is_made(self):
        becomes = "chain 'size' becomes asynchronous"
        self.built([planned("size")], {SOURCE: part(becomes, (HEADER, 0, TASK), (SOURCE, 18, TASK)),
                                       "src/main.cpp": part(becomes, (HEADER, 0, "ns::task<int>"))})
        self.assertIn("changes: src/size.cpp, src/size.h", self.put_together("--plan", code=1))
        self.assertIn("+task<int> size();\n", self.put_together("--dry-run", code=1))
        self.assertEqual((DECLARED, DEFINED), self.texts())
        self.assertEqual("", self.put_together("--fix", code=0))
        self.assertEqual((DECLARED.replace("int", TASK), DEFINED.replace("int", TASK)), self.texts())

    def test_a_chain_is_made_whole_or_not_at_all(self):
        self.built([planned("size")], {SOURCE: part("chain 'size' becomes asynchronous", (SOURCE, 18, TASK)),
                                       "src/main.cpp": part("chain 'size' stays as it is: more is done here")})
        self.assertIn("refused: src/size.cpp:2: more is done here", self.put_together("--fix", code=1))
        self.assertEqual((DECLARED, DEFINED), self.texts())

    def test_what_others_write_is_left_alone(self):
        becomes = "chain 'size' becomes asynchronous"
        self.built([planned("size")], {SOURCE: part(becomes, ("../other.h", 0, TASK)), "src/main.cpp": part(becomes)})
        self.assertIn("not of this project", self.put_together("--fix", code=1))

    def test_a_unit_without_a_part_keeps_the_chain_from_it(self):
        self.built([planned("size")], {SOURCE: part("chain 'size' becomes asynchronous", (SOURCE, 18, TASK)), "src/main.cpp": ""})
        self.assertIn("refused: src/main.cpp: it says nothing of what it has to do", self.put_together("--fix", code=1))
        self.assertEqual((DECLARED, DEFINED), self.texts())

    def test_parts_have_to_be_there(self):
        self.built([planned("size")], {SOURCE: ""})
        self.put_together("--fix", code=2)


if __name__ == "__main__":
    unittest.main()
