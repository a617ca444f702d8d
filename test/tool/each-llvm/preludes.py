# RUN: %python %s
"""Units that share headers are what they are without: in a run, the headers are precompiled once."""

import os
import re
import shutil
import subprocess
import unittest

import repository
from sandbox import DISCARDS, TIDY, Sandbox, printed

COMMON = "#include <optional>\n#include <lib/device.h>\n"
ALIKE = {f"u{number}.cpp": COMMON + DISCARDS for number in range(8)}
HEADERS = {
    # What the header declares depends on a macro, and so does what it lets others do.
    "system/lib/device.h": '#pragma once\n#include <lib/kind.h>\n#include "acme/task.h"\n#define LIB_DEVICE 1\n'
                           "#ifdef LIB_ASYNC\nacme::task<> flush();\n#else\nvoid flush();\n#endif\n",
    "system/lib/kind.h": "#pragma once\nstruct kind { char tag; int number; };\n"}
FLUSHES = "acme::task<> caller() {\n  flush();\n  co_return;\n}\n"
UNLIKE = {
    "v_defines.cpp": '#include "configuration.h"\n' + COMMON + FLUSHES,
    "v_asks.cpp": f"#ifndef LIB_DEVICE\n#define OLD\n#endif\n{COMMON}#ifdef OLD\n{DISCARDS}#endif\n",
    "v_packs.cpp": f"#pragma pack(1)\n{COMMON}{DISCARDS}template <int> struct size;\n"
                 "int check[sizeof(kind) == 5 ? 1 : -1];\n",
    "v_leaves.cpp": f"#if 0\n{COMMON}#endif\n{DISCARDS}void flush(int);\n"}
CONFIGURED = ("async-naming", "async-resume-context")  # their tests set options
EXPECTED = re.compile(r"// CHECK-MESSAGES: :\[\[@LINE-(\d+)\]\]:\d+: warning: ")


class Preludes(Sandbox):
    def setUp(self):
        super().setUp()
        self.calls = self.root.parent / "calls"

    def project(self, files):
        options = {name: ["-isystem", str(self.root / "system")] for name in files if name.endswith(".cpp")}
        super().project({**HEADERS, **files}, options)

    def look(self, *arguments, code=1):
        """What is found; and the units that were looked at as they are, and with a prelude."""
        self.calls.write_text("")
        tidy = self.wrapper(f'[[ $* != *--export-fixes* ]] || echo "$*" >> {self.calls}')
        found = self.tidy(f"--clang-tidy={tidy}", "--unit-only", *arguments, code=code).stdout
        calls = self.calls.read_text().splitlines()
        alone, sharing = ({re.search(r"([^/]+)\.cpp$", call)[1] for call in calls if ("-include-pch" in call) == shares}
                          for shares in (False, True))
        return found, alone, sharing

    def test_trace(self):
        self.project({"own.h": "#pragma once\n#define OWN\n", "a.cpp":
                      '#include "own.h"\n#undef BEFORE\n#pragma pack(1)\n#include <lib/device.h>\n#include <lib/kind.h>\n'
                      "#if OWN + LIB_DEVICE\n#endif\n#ifdef LIB_DEVICE\n#endif\n"})
        trace = self.root.parent / "trace"
        subprocess.run([TIDY, f"--load={os.environ['ASYNC_CHECKS_MODULE']}", "--checks=-*,async-*", "-p", self.build,
                        f"--config={{CheckOptions: {{async.Trace: '{trace}'}}}}", self.root / "a.cpp"], check=True)
        told = [line for line in trace.read_text().replace(f"{self.root}/", "").splitlines() if str(repository.INPUTS) not in line]
        self.assertEqual(["include a.cpp", "include own.h", "define OWN", "define BEFORE", "pragma"], told[:5])
        self.assertEqual(["include system/lib/device.h", "include system/lib/kind.h", "use LIB_DEVICE system/lib/device.h"],
                         [line for line in told[5:] if "system/lib/" in line])

    def test_units_that_share(self):
        self.project(ALIKE)
        found, alone, sharing = self.look()
        self.assertEqual((1, 7), (len(alone), len(sharing)))
        self.assertEqual(set(), alone & sharing)
        self.assertEqual(8, found.count("[async-discarded-task]"))
        self.assertEqual((found, set(), set()), self.look("--exact"))
        self.write({"system/lib/kind.h": HEADERS["system/lib/kind.h"] + "\n"})
        exact, alone, sharing = self.look("--exact")
        self.assertEqual((found, 8, set()), (exact, len(alone), sharing))

    def test_units_that_would_be_others(self):
        self.project({**ALIKE, **UNLIKE, "configuration.h": "#define LIB_ASYNC\n"})
        found, alone, sharing = self.look()
        self.assertEqual(12, found.count("[async-discarded-task]"))
        self.assertLessEqual({name.split(".")[0] for name in UNLIKE}, alone)
        self.write({"system/lib/kind.h": HEADERS["system/lib/kind.h"] + "\n"})
        self.assertEqual(found, self.look("--exact")[0])
        self.assertTrue(sharing - alone)

    def test_header_that_units_begin_with(self):
        common = COMMON + DISCARDS.replace("acme::task<> caller()", "inline acme::task<> shared()")
        begins = "// Begins with what all have.\n" + '#include "common.h"\n' + DISCARDS
        self.project({"common.h": "#pragma once\n" + common, **{name: begins for name in ALIKE}, "w.cpp": COMMON + begins})
        found, alone, sharing = self.look()
        self.assertEqual((10, set()), (found.count("[async-discarded-task]"), alone & sharing))
        self.assertTrue(sharing)
        shutil.rmtree(self.build / ".async-tidy")
        self.assertEqual(found, self.look("--exact")[0])
        self.tidy("--fix", code=0)
        self.assertEqual(10, sum(self.text(name).count("co_await work();") for name in ("common.h", "w.cpp", *ALIKE)))

    def test_a_unit_that_does_not_compile(self):
        self.project({**ALIKE, "broken.cpp": COMMON + "missing name;\n"})
        done = self.tidy("--unit-only", code=2)
        self.assertIn("error: broken.cpp:3:1: error: unknown type name 'missing'", done.stderr)
        self.assertEqual(8, done.stdout.count("[async-discarded-task]"))

    def test_units_that_lack_a_header(self):
        lacks = COMMON + '#include "absent.h"\nmissing name;\n' + DISCARDS
        self.project({**ALIKE, "lacks.cpp": lacks, "too.cpp": lacks})
        found, alone, sharing = self.look(code=2)
        self.assertEqual((set(), 1), (alone & sharing, len(alone)))
        self.write({"system/lib/kind.h": HEADERS["system/lib/kind.h"] + "\n"})
        self.assertEqual(found, self.look("--exact", code=2)[0])

    def test_headers_that_do_not_compile_alone(self):
        needs = '#ifndef NEEDED\n#error "define NEEDED"\n#endif\n'
        self.project({"system/lib/needs.h": needs, **{
            name: "#include <lib/needs.h>\n" + text for name, text in ALIKE.items()}, **{
            f"v{name}": "#define NEEDED\n#include <lib/needs.h>\n" + text for name, text in ALIKE.items()}})
        found, alone, sharing = self.look(code=2)
        self.assertLessEqual({name.split(".")[0] for name in ALIKE}, alone)
        self.assertTrue(sharing - alone)
        self.assertEqual(16, found.count("[async-discarded-task]"))
        self.assertEqual(found, self.look("--exact", code=2)[0])

    @unittest.skipIf("ASYNC_CHECKS_TESTED" in os.environ, "with one LLVM")
    def test_what_the_tests_of_the_checks_expect(self):
        flagged = {f"{check}.cpp": repository.read(repository.TESTS / check / "flagged.cpp")
                   for check in repository.checks() if check not in CONFIGURED}
        headers = {header.name: repository.read(header) for header in repository.TESTS.glob("*/*.h")}
        self.project({**headers, **flagged})
        found, alone, sharing = self.look("--checks=async-*")
        self.assertGreater(len(sharing - alone), len(flagged) // 2, alone)
        for name, text in flagged.items():
            expected = {number - int(back) for number, line in enumerate(text.splitlines(), 1)
                        for back in EXPECTED.findall(line)}
            with self.subTest(name):
                self.assertEqual(expected, {line for file, line, check in printed(found)
                                            if f"{check}.cpp" == file == name})

    def test_repair(self):
        self.project(ALIKE)
        self.tidy("--fix", code=0)
        self.assertTrue(all("co_await work();" in self.text(name) for name in ALIKE))


if __name__ == "__main__":
    unittest.main()
