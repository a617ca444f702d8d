# RUN: %python %s
"""async-tidy sees the whole program: what reaches from one unit into another."""

import json
import os
import shutil
import signal
import subprocess
import unittest
from pathlib import Path

from sandbox import CLEAN, DISCARDS, TIDY, Sandbox

from async_tidy.configuration import add_options

FILES = {
    "server.cpp": '#include "acme/task.h"\nvoid service();\nacme::task<> work();\nacme::task<> handle() {\n'
                  '  service();\n  co_await work();\n}\n',
    "service.cpp": "void store();\nvoid service() {\n  store();\n}\n",
    "sub/store.cpp": 'extern "C" unsigned sleep(unsigned);\nvoid store() {\n  sleep(1);\n}\n',
    "other.cpp": CLEAN}
FOUND = [("server.cpp", 5, "async-blocking-call")]
WAY = ["server.cpp:5:3: warning: 'service' blocks the thread that runs this coroutine [async-blocking-call]",
       "service.cpp:3:3: note: 'service' calls 'store' here", "sub/store.cpp:3:3: note: 'sleep' blocks here"]


def way(output):
    return [line for line in output.splitlines() if ": note: " in line or ": warning: " in line]


class Linking(Sandbox):
    def steps(self, *arguments, code=1):
        """The units that clang-tidy is run on in the first step and, after the link, in the third."""
        calls = self.root.parent / "calls"
        calls.write_text("")
        tidy = self.wrapper(f'[[ $* != *--export-fixes* ]] || echo "$*" >> {calls}')
        self.done = self.tidy(f"--clang-tidy={tidy}", *arguments, code=code)
        lines = calls.read_text().splitlines()
        return tuple(sorted(line.split("/")[-1] for line in lines if option in line)
                     for option in ("async.SummaryFolder", "async.Program"))

    def test_what_reaches_into_other_units(self):
        self.project(FILES)
        self.assertEqual(WAY, way(self.tidy("--sarif=report.sarif", code=1).stdout))
        self.assertEqual("", self.tidy("--unit-only", code=0).stdout)
        result, = json.loads(self.text("report.sarif"))["runs"][0]["results"]
        places = [it["location"]["physicalLocation"]
                  for it in result["codeFlows"][0]["threadFlows"][0]["locations"]]
        self.assertEqual([("server.cpp", 5), ("service.cpp", 3), ("sub/store.cpp", 3)],
                         [(it["artifactLocation"]["uri"], it["region"]["startLine"]) for it in places])

    def test_only_what_changed_runs_again(self):
        self.project(FILES)
        first, third = self.steps()
        self.assertEqual(["other.cpp", "server.cpp", "service.cpp", "store.cpp"], first)
        self.assertEqual(["server.cpp"], third)
        self.assertEqual(([], []), self.steps())
        self.write({"other.cpp": CLEAN.replace("42", "43")})
        self.assertEqual((["other.cpp"], []), self.steps())
        self.write({"sub/store.cpp": "\n" + FILES["sub/store.cpp"]})
        self.assertEqual((["store.cpp"], ["server.cpp"]), self.steps())
        self.assertEqual([*WAY[:2], WAY[2].replace(":3:3", ":4:3")], way(self.done.stdout))
        self.units([(name, []) for name in FILES if name != "sub/store.cpp"])
        self.steps(code=0)
        self.assertEqual([], list(self.build.glob(".async-tidy/program/*/sub/*")))

    def test_part_of_the_project(self):
        """What is not looked at says what it said last."""
        self.project(FILES)
        self.steps()
        self.write({"server.cpp": "\n" + FILES["server.cpp"]})
        self.assertEqual((["server.cpp"], ["server.cpp"]), self.steps("server.cpp"))
        (self.build / ".async-tidy/program/summaries/sub/store.cpp.summary").write_text("async-checks summary 1\n")
        self.steps("server.cpp", code=2)
        self.assertRegex(self.done.stderr, r"error: \S+/store\.cpp\.summary is cut off")

    def test_broken_unit(self):
        self.project({**FILES, "service.cpp": "missing service();\n"})
        done = self.tidy(code=2)
        self.assertIn("error: service.cpp:1:1: error: unknown type name 'missing'", done.stderr)
        self.assertEqual("", done.stdout)
        self.write(FILES)
        self.assertEqual(FOUND, self.findings())

    def test_goes_on_after_an_interruption(self):
        self.project(FILES)
        calls, late = self.root.parent / "ran", self.root.parent / "late"
        late.write_text("")
        tidy = self.wrapper(f'if [[ $* == *--export-fixes* ]]; then echo "$* " >> {calls}\n'
                            f'[[ ! -e {late} || $(wc -l < {calls}) -lt 5 ]] || exec sleep 60; fi')
        command = self.command(f"--clang-tidy={tidy}", "-j1")
        with subprocess.Popen(command, cwd=self.root, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
                              preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler)) as run:
            for line in run.stderr:
                if line.startswith("[4/"):
                    run.send_signal(signal.SIGINT)
        self.assertEqual(130, run.returncode)
        late.unlink()
        self.tidy(f"--clang-tidy={tidy}", code=1)
        ran = [line.split(" --config=")[1].split(" --quiet")[0] + line.split("/")[-1]
               for line in calls.read_text().replace(str(self.build), "").splitlines()]
        self.assertLessEqual(len(ran) - len(set(ran)), 1, ran)
        self.assertEqual([], list(self.build.glob(".async-tidy/run-*")))

    def test_configuration_of_the_project_counts(self):
        self.project({"a.cpp": '#include "acme/task.h"\nvoid b();\nacme::task<> f() { b(); co_return; }\n',
                      "b.cpp": "bool ready(int);\nvoid b() { ready(1); }\n",
                      ".clang-tidy": "CheckOptions: {async.BlockingCalls: '::ready'}\n", "own": "Checks: async-*\n"})
        self.assertEqual([("a.cpp", 3, "async-blocking-call")], self.findings())
        self.assertEqual([], self.findings("--config-file=own"))
        self.write({"own": "Checks: async-*\nCheckOptions:\n- key: async.BlockingCalls\n  value: '::ready'\n"})
        self.assertEqual([("a.cpp", 3, "async-blocking-call")], self.findings("--config-file=own"))

    def test_options_are_added_in_every_style(self):
        naming = "readability-identifier-naming"
        old, new = f"{naming}.ClassPrefix", {f"{naming}.EnumPrefix": 'a, "b"', f"{naming}.UnionPrefix": "c"}
        for text in (f"CheckOptions:\n  {old}: 5\nUser: me\n", f"---\nCheckOptions:  # ours\n\n  - key: {old}\n    value: 5\n",
                     f"CheckOptions:\n- {{key: {old}, value: 5}}\n...\n", f"User: me\nCheckOptions: {{{old}: 5}}",
                     f"CheckOptions:\n  [{{key: {old}, value: 5}}]\n", f'{{"User": "me", "CheckOptions": {{"{old}": 5}}}}',
                     "# CheckOptions:\n---\nUser: me\n", "{User: me}\n", "CheckOptions: {}\n", "CheckOptions:", ""):
            self.write({"own": add_options(text, new), "a.cpp": ""})
            dump = subprocess.run([TIDY, f"--config-file={self.root}/own", f"--checks={naming}", "--dump-config",
                                   self.root / "a.cpp", "--"], text=True, capture_output=True)
            self.assertEqual("", dump.stderr, text)
            self.assertEqual(old in text, f"{old}: '5'" in dump.stdout, text)
            self.assertIn(f"{naming}.EnumPrefix: 'a, \"b\"'", dump.stdout, text)
            self.assertIn(f"{naming}.UnionPrefix: c", dump.stdout, text)

    def test_shards(self):
        self.project(FILES)
        self.tidy("--sarif=whole.sarif", code=1)
        whole = json.loads(self.text("whole.sarif"))
        shards = ["1.sarif", "2.sarif"]
        for number, report in enumerate(shards, 1):
            self.tidy(f"--shard={number}/2", f"--sarif={report}", "--cache=one", code=0)
        self.assertIn("--program FOLDER", self.tidy("--merge", *shards, code=0).stderr)
        linked = self.tidy("--merge", *shards, "--program=linked", code=0).stderr
        self.assertIn("To be looked at again with --program linked", linked)
        self.assertIn("  server.cpp\n", linked)
        self.assertNotIn("other.cpp", linked)
        for number, report in enumerate(shards, 1):
            self.tidy(f"--shard={number}/2", f"--sarif={report}", "--program=linked", "--cache=two")
        self.tidy("--merge", *shards, "--sarif=merged.sarif", code=1)
        self.assertEqual(whole, json.loads(self.text("merged.sarif")))
        self.assertIn("hold no summaries", self.tidy("--merge", *shards, "--program=linked", code=2).stderr)
        self.assertIn("there is no nowhere", self.tidy("--program=nowhere", code=2).stderr)

    def test_repair_keeps_the_program_in_view(self):
        self.project({**FILES, "sub/store.cpp": DISCARDS + FILES["sub/store.cpp"]})
        self.steps("--dry-run")
        left = [*WAY[:2], WAY[2].replace(":3:3", ":9:3")]
        self.assertEqual(left, way(self.done.stderr))
        self.steps("--fix")
        self.assertEqual(left, way(self.done.stdout))
        self.assertEqual(([], []), self.steps())

    def test_module_without_a_link(self):
        self.project(FILES)
        for name in ("AsyncChecks.so", "AsyncChecks.json"):
            shutil.copy(Path(os.environ["ASYNC_CHECKS_MODULE"]).with_name(name), self.root.parent / name)
        done = self.tidy(f"--module={self.root.parent / 'AsyncChecks.so'}", code=0)
        self.assertEqual(1, done.stderr.count("async-link"), done.stderr)


if __name__ == "__main__":
    unittest.main()
