# RUN: %python %s
"""What users of clang-tidy take for granted holds for the checks of the module."""

import json
import tempfile
import unittest
from pathlib import Path

import repository

HEADER = '#include "acme/task.h"\nacme::task<> work();\ninline acme::task<> in_header() { work(); co_await work(); }\n'
SOURCE = '#include "code.h"\nacme::task<> in_source() { work(); co_await work(); }\n'


class Features(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")
        return self.folder / name

    def tidy(self, source=SOURCE, *options):
        """Runs clang-tidy, by default with all checks of the module and without headers."""
        self.write("code.h", HEADER)
        self.write("code.cpp", source)
        options = options or ("--checks=-*,async-*", "--header-filter=nothing")
        return repository.clang_tidy(*options, "code.cpp", "--", "-std=c++20", f"-I{repository.INPUTS}",
                                     cwd=self.folder)

    def findings(self, *arguments):
        return repository.findings(self.tidy(*arguments).stdout)

    def test_no_lint(self):
        for comment in ("NOLINT", "NOLINT(async-discarded-task)", "NOLINT(async-*)"):
            self.assertEqual([], self.findings(SOURCE.replace("work(); co", f"work(); // {comment}\nco")))
        next_line = SOURCE.replace("{ work(", "{\n// NOLINTNEXTLINE(async-discarded-task)\nwork(")
        self.assertEqual([], self.findings(next_line))
        other = SOURCE.replace("work(); co", "work(); // NOLINT(async-blocking-wait)\nco")
        self.assertEqual(["async-discarded-task"], self.findings(other))
        block = SOURCE.replace("\nacme", "\n// NOLINTBEGIN(async-*)\nacme") + "// NOLINTEND(async-*)\n"
        self.assertEqual([], self.findings(block))

    def test_header_filter(self):
        checks = "--checks=-*,async-*"
        self.assertEqual(1, len(self.findings(SOURCE, checks, "--header-filter=nothing")))
        self.assertEqual(2, len(self.findings(SOURCE, checks, "--header-filter=.*")))

    def test_line_filter(self):
        only_header = json.dumps([{"name": "code.h", "lines": [[3, 3]]}])
        output = self.tidy(SOURCE, "--checks=-*,async-*", "--header-filter=.*", f"--line-filter={only_header}").stdout
        self.assertIn("code.h:3:", output)
        self.assertNotIn("code.cpp:2:", output)

    def test_system_headers(self):
        self.write("code.h", "#pragma GCC system_header\n" + HEADER)
        self.write("code.cpp", SOURCE)
        output = repository.clang_tidy("--checks=-*,async-*", "--header-filter=.*", "code.cpp", "--", "-std=c++20",
                                       f"-I{repository.INPUTS}", cwd=self.folder).stdout
        self.assertEqual(["async-discarded-task"], repository.findings(output))

    def test_other_checks_see_system_headers(self):
        other = "bugprone-forward-declaration-namespace"
        self.write("code.h", "#pragma GCC system_header\nnamespace theirs { struct Thing { int member; }; }\n")
        self.write("code.cpp", '#include "code.h"\nnamespace ours { struct Thing; }\n')
        for options in ([], ["--system-headers"]):
            alone, together = (repository.clang_tidy(f"--checks=-*,{checks}", *options, "code.cpp", "--", "-std=c++20",
                                                     cwd=self.folder).stdout for checks in (other, f"async-*,{other}"))
            self.assertEqual(alone, together)
        self.assertIn(other, alone)

    def test_warnings_as_errors(self):
        result = self.tidy(SOURCE, "--checks=-*,async-*", "--warnings-as-errors=async-*")
        self.assertIn("error: the task that 'work' returns", result.stdout)
        self.assertEqual(1, result.returncode)
        self.assertEqual(0, self.tidy(SOURCE).returncode)

    def test_configuration_files(self):
        self.write(".clang-tidy", json.dumps({"Checks": "-*,async-void-coroutine"}))
        self.assertEqual([], self.findings(SOURCE, "--header-filter=nothing"))
        self.write(".clang-tidy", json.dumps({"Checks": "-*,async-discarded-*"}))
        self.assertEqual(["async-discarded-task"], self.findings(SOURCE, "--header-filter=nothing"))

    def test_dumped_configuration_holds_the_options_of_the_checks(self):
        dumped = self.tidy(SOURCE, "--checks=-*,async-*", "--dump-config").stdout
        # From LLVM 21 on, those that belong to no single check are left out.
        for check in repository.checks():
            for name in ["IncludeStyle", *repository.own_options(check)]:
                self.assertIn(f"{check}.{name}:", dumped)

    def test_exported_fixes(self):
        self.tidy(SOURCE, "--checks=-*,async-*", "--header-filter=nothing", "--export-fixes=fixes.yaml")
        fixes = repository.read(self.folder / "fixes.yaml")
        self.assertIn("async-discarded-task", fixes)
        self.assertIn("ReplacementText: 'co_await '", fixes)
        repository.run("clang-apply-replacements", self.folder)
        self.assertEqual(SOURCE.replace("{ work", "{ co_await work"), repository.read(self.folder / "code.cpp"))

    def test_fixes_of_two_checks_together(self):
        source = ('#include "code.h"\n#include "acme/void.h"\nacme::task<int> one();\n'
                  "void lost() { work(); acme::sync_wait(one()); co_await work(); }\n"
                  "acme::task<> g() { lost(); co_await work(); }\n")
        self.tidy(source, "--checks=-*,async-*", "--header-filter=nothing", "--fix")
        fixed = repository.read(self.folder / "code.cpp")
        self.assertIn("acme::task<> lost() { co_await work(); co_await one(); co_await work(); }", fixed)
        self.assertIn("{ co_await lost();", fixed)
        self.assertEqual([], repository.findings(self.tidy(fixed).stdout))

    def test_code_before_coroutines(self):
        self.write("old.cpp", "struct task { int get(); };\ntask f();\nvoid g() { f(); }\n")
        for standard in ("c++11", "c++17"):
            output = repository.clang_tidy("--checks=-*,async-*", "old.cpp", "--", f"-std={standard}",
                                           cwd=self.folder).stdout
            self.assertEqual([], repository.findings(output))


if __name__ == "__main__":
    unittest.main()
