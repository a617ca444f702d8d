# RUN: %python %s
"""Code that nobody has finished, and code that nobody should write, ends no clang-tidy."""

import os
import tempfile
import unittest
from pathlib import Path

import repository
from tidying import Text

HEAD = '#include "acme/task.h"\nacme::task<int> work(int n = 0);\n'
FLAGS = ["-std=c++20", f"-I{repository.INPUTS}"]


def inspect(*codes):
    """What clang-tidy with all checks says of each code, which must not crash it."""
    with tempfile.TemporaryDirectory() as name:
        texts = [Text(Path(name) / str(number), ["code.cpp"], FLAGS) for number in range(len(codes))]
        for text, code in zip(texts, codes):
            text.folder.mkdir()
            (text.folder / "code.cpp").write_text(code, encoding="utf-8")
        if len(texts) > 1:
            texts = repository.TOOLS.share_includes(texts, name)
        return repository.TOOLS.inspect(texts, "--checks=-*,async-*", "--config={}", jobs=os.cpu_count())


class Robustness(unittest.TestCase):
    def assert_survives(self, code):
        return inspect(code)[0].findings()

    def test_half_typed(self):
        """The test of every check, cut off in a dozen places; where another LLVM was tested before, in
        every other one."""
        parts = range(1, 12, 2) if "ASYNC_CHECKS_TESTED" in os.environ else range(12)
        cuts = []
        for check in repository.checks():
            text = repository.read(repository.TESTS / check / "flagged.cpp")
            code = "\n".join(line for line in text.splitlines() if "// CHECK" not in line)
            begin = code.find("{")
            cuts += [code[:begin + (len(code) - begin) * part // 12] for part in parts]
        self.assertGreater(len(cuts), 50)
        reports = inspect(*cuts)
        self.assertTrue(any(report.errors() for report in reports))
        self.assertTrue(any(report.warnings for report in reports))

    def test_errors_beside_a_mistake(self):
        findings = self.assert_survives(HEAD + "unknown f(missing x);\nacme::task<> g() { work(); co_await nothing(); }\n")
        self.assertIn("unknown type name 'unknown'", findings)

    def test_incomplete_coroutine_types(self):
        self.assert_survives("#include <coroutine>\nstruct half { struct promise_type; };\nhalf f();\n"
                             "void g() { f(); }\nhalf h() { co_return; }\n")

    def test_promise_that_names_itself(self):
        self.assert_survives("#include <coroutine>\ntemplate <class T> struct knot {\n"
                             "  using promise_type = knot<T>; knot get_return_object();\n"
                             "  knot initial_suspend(); knot final_suspend() noexcept;\n"
                             "  bool await_ready() noexcept; void await_suspend(std::coroutine_handle<>) noexcept;\n"
                             "  knot &await_resume() noexcept; void return_void(); void unhandled_exception();\n"
                             "  knot &operator co_await() noexcept;\n};\n"
                             "knot<int> f();\nknot<int> g() { f(); co_await f(); }\n")

    def test_base_classes_in_a_circle(self):
        self.assert_survives("#include <coroutine>\ntemplate <class T> struct ring : ring<T *> {};\n"
                             "ring<int> f();\nvoid g() { f(); }\n")

    def test_deep_expression(self):
        findings = self.assert_survives(
            HEAD + "acme::task<int> g(int i) { work(); co_return i" + " + i" * 5000 + "; }\n")
        self.assertIn("async-discarded-task", findings)

    def test_nested_awaits(self):
        nested = "1"
        for _ in range(18):
            nested = f"co_await work({nested})"
        findings = self.assert_survives(HEAD + f"acme::task<int> g() {{ work(); co_return {nested}; }}\n")
        self.assertIn("async-discarded-task", findings)

    def test_no_coroutines_at_all(self):
        self.assertEqual([], self.assert_survives("struct task { int get(); };\ntask f();\nvoid g() { f(); f().get(); }\n"))


if __name__ == "__main__":
    unittest.main()
