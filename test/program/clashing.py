# REQUIRES: all-versions
# RUN: %python %s
"""unity.py puts together what clashes, says what does not fit, and tells by its exit code what it has found."""

import subprocess
import sys
import unittest
from pathlib import Path

from sandbox import Sandbox

UNITY = Path(__file__).with_name("unity.py")

HEADER = '#pragma once\n#include "acme/task.h"\nvoid store();\n'
SERVER = '#include "service.h"\nacme::task<> serve() {\n  store();\n  co_return;\n}\n'
SERVICE = '#include "service.h"\n#include <unistd.h>\nvoid store() { sleep(1); }\n'
PROGRAM = {"service.h": HEADER, "server.cpp": SERVER, "service.cpp": SERVICE}

CLASHING = """#ifdef SIZE
#error SIZE is of another source
#endif
#define SIZE 10
static int size() { return SIZE; }
namespace {
struct Entry {
  int length = ::size();
};
} // namespace
int main() { return Entry().length; }
"""
USING = "namespace other {\nvoid store();\n}\nusing namespace other;\nvoid other::store() {}\n"


class Clashing(Sandbox):
    def unity(self, *arguments, code=0):
        done = subprocess.run([sys.executable, UNITY, self.build, *arguments], text=True, capture_output=True)
        self.assertEqual(code, done.returncode, done.stdout + done.stderr)
        return done.stdout

    def test_names(self):
        self.project({**PROGRAM, "a.cpp": CLASHING, "b.cpp": CLASHING, "a_first.cpp": USING})
        self.assertEqual("units alone 0, the unity 1, the program 1; differences: 0, explained: 0\n", self.unity())

    def test_what_does_not_fit(self):
        switched = '#pragma once\n#ifdef SWITCH\nstruct On {};\n#endif\n'
        on = '#include "switched.h"\nOn on;\n'
        self.project({**PROGRAM, "switched.h": switched, "off.cpp": '#include "switched.h"\nstruct On;\n',
                      "on.cpp": on, "unknown.cpp": "int size = unknown;\n"}, {"on.cpp": ["-DSWITCH"]})
        self.assertEqual("unity 2: on.cpp\nleft out, as it does not compile: unknown.cpp: "
                         "use of undeclared identifier 'unknown' [clang-diagnostic-error]\n"
                         "units alone 0, the unity 1, the program 1; differences: 0, explained: 0\n", self.unity())

    def test_exit_codes(self):
        self.project({"service.cpp": "void store() {}\n", "explained": "async-blocking-call service.cpp:1  # it was\n"})
        self.unity()
        said = self.unity("--explained", self.root / "explained", code=1)
        self.assertIn("explained, and no difference: async-blocking-call service.cpp:1\n", said)
        (self.build / "compile_commands.json").unlink()
        self.unity(code=2)


if __name__ == "__main__":
    unittest.main()
