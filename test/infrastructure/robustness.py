# RUN: %python %s
"""Code that nobody has finished, and code that nobody should write, ends no clang-tidy."""

import concurrent.futures
import os
import tempfile
import unittest
from pathlib import Path

import repository

HEAD = '#include "acme/task.h"\nacme::task<int> work(int n = 0);\n'


def inspect(code):
    """The exit code of clang-tidy with all checks, and what it prints."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "code.cpp"
        file.write_text(code, encoding="utf-8")
        result = repository.clang_tidy("--checks=-*,async-*", "--config={}", file, "--", "-std=c++20",
                                       f"-I{repository.INPUTS}")
        return result.returncode, result.stdout


class Robustness(unittest.TestCase):
    def assert_survives(self, code):
        exit_code, output = inspect(code)
        self.assertIn(exit_code, (0, 1), f"{output}\n--- code ---\n{code[-400:]}")
        self.assertNotIn("Stack dump", output)
        return output

    def test_half_typed(self):
        """The test of every check, cut off in a dozen places."""
        cuts = []
        for check in repository.checks():
            text = repository.read(repository.TESTS / check / "flagged.cpp")
            code = "\n".join(line for line in text.splitlines() if "// CHECK" not in line)
            begin = code.find("{")
            cuts += [code[:begin + (len(code) - begin) * part // 12] for part in range(12)]
        self.assertGreater(len(cuts), 50)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(self.assert_survives, cuts))

    def test_errors_beside_a_mistake(self):
        output = self.assert_survives(HEAD + "unknown f(missing x);\nacme::task<> g() { work(); co_await nothing(); }\n")
        self.assertIn("clang-diagnostic-error", output)

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
        output = self.assert_survives(
            HEAD + "acme::task<int> g(int i) { work(); co_return i" + " + i" * 5000 + "; }\n")
        self.assertIn("[async-discarded-task]", output)

    def test_nested_awaits(self):
        nested = "1"
        for _ in range(18):
            nested = f"co_await work({nested})"
        output = self.assert_survives(HEAD + f"acme::task<int> g() {{ work(); co_return {nested}; }}\n")
        self.assertIn("[async-discarded-task]", output)

    def test_no_coroutines_at_all(self):
        self.assertEqual((0, ""), inspect("struct task { int get(); };\ntask f();\nvoid g() { f(); f().get(); }\n"))


if __name__ == "__main__":
    unittest.main()
