# RUN: %python %s
"""async-tidy makes chains of functions that wait asynchronous, in all their files at once or not at all."""

import json
import os
import signal
import subprocess
import sys
import unittest

from sandbox import TIDY, TOOL, Sandbox

import repository

# From the wait to the coroutine: a virtual function of two classes, helpers, a header that includes
# too little. Some callers cannot await, and others need not.
FILES = {
    "rows.h": '#pragma once\n#include <optional>\nstruct rows {\n  virtual ~rows() = default;\n'
              "  virtual std::optional<long> find(int id) = 0;\n};\n"
              "struct remote : rows {\n  std::optional<long> find(int id) override;\n  void flush();\n};\n"
              "struct local : rows {\n  std::optional<long> find(int id) override { return {}; }\n};\n",
    "remote.cpp": '#include "acme/task.h"\n#include "rows.h"\nacme::task<long> ask(int id);\nacme::task<> send();\n'
                  "std::optional<long> remote::find(int id) {\n  if (id == 0)\n    return {};\n"
                  "  return acme::sync_wait(ask(id));\n}\nvoid remote::flush() { acme::sync_wait(send()); }\n",
    "service.h": '#pragma once\n#include "rows.h"\nlong total(rows &from, int id, bool taxed = false);\n'
                 "inline long twice(rows &from) { return total(from, 1) + total(from, 2, true); }\n",
    "service.cpp": '#include "service.h"\nstatic long worth(const std::optional<long> &found) '
                   '{ return found ? *found : 0; }\n'
                   "long total(rows &from, int id, bool taxed) {\n  auto found = [&] { return from.find(id); };\n"
                   '  return worth(found()) + (taxed ? 1 : 0);\n}\n'
                   "bool has(rows &from, int id) { return from.find(id).has_value(); }\n",
    "server.cpp": '#include "acme/task.h"\n#include "service.h"\nacme::task<long> order(rows &from) {\n'
                  '  long sum = twice(from);\n  co_return 1 + sum;\n}\n',
    "main.cpp": '#include "service.h"\nint main() {\n  local all;\n  return int(total(all, 1));\n}\n'}
AFTER = {
    "rows.h": FILES["rows.h"].replace("#pragma once\n", '#pragma once\n#include "acme/task.h"\n')
                             .replace(" std::optional<long> find", " acme::task<std::optional<long>> find")
                             .replace("return {}", "co_return std::optional<long>{}"),
    "remote.cpp": FILES["remote.cpp"].replace("std::optional<long> remote", "acme::task<std::optional<long>> remote")
                                     .replace("return {}", "co_return std::optional<long>{}")
                                     .replace("return acme::sync_wait(ask(id))", "co_return co_await ask(id)"),
    "service.h": FILES["service.h"].replace("#pragma once\n", '#pragma once\n#include "acme/task.h"\n')
                                   .replace("long total(", "acme::task<long> total(")
                                   .replace("long twice(", "acme::task<long> twice(")
                                   .replace("return total(from, 1) + total(", "co_return co_await total(from, 1) + co_await total("),
    "service.cpp": FILES["service.cpp"].replace('service.h"\n', 'service.h"\n#include "acme/task.h"\n')
                                       .replace("long total(", "acme::task<long> total(")
                                       .replace("[&] { return", "[&]() -> acme::task<std::optional<long>> { co_return co_await")
                                       .replace("  return worth(found())", "  co_return worth(co_await found())")
                                       .replace("{ return from.find(id).", "{ return acme::sync_wait(from.find(id))."),
    "server.cpp": FILES["server.cpp"].replace("= twice", "= co_await twice"),
    "main.cpp": FILES["main.cpp"].replace('#include', '#include "acme/task.h"\n#include').replace("total(all, 1)", "acme::sync_wait(total(all, 1))")}

# One wait that a coroutine of another file reaches; in between is what each test puts there.
WAIT = '#include "acme/task.h"\nacme::task<int> ask();\nint fetch() { return acme::sync_wait(ask()); }\n'
SERVER = '#include "acme/task.h"\nint service();\nacme::task<int> serve() { co_return service(); }\n'


class Chains(Sandbox):
    maxDiff = None

    def texts(self, names):
        return {name: self.text(name) for name in names}

    def refused(self, files, reason):
        """Expects that nothing of the files changes, and that the report says why."""
        self.project(files)
        done = self.tidy("--fix", code=1)
        self.assertEqual(files, self.texts(files))
        self.assertRegex(done.stdout, rf"note: not repaired: {reason}")

    def test_chain_in_many_files(self):
        self.project(FILES)
        plan = self.tidy("--plan", code=1).stdout
        self.assertEqual(FILES, self.texts(FILES))
        self.assertIn("chain 'remote::find': remote.cpp:8 waits, in 'sync_wait'", plan)
        for said in ("cost: functions: 6, callers: 6, files: 6", "'total' awaits 'lambda', at service.cpp:5",
                     "'order' awaits 'twice', at server.cpp:4",
                     "'has' waits for 'rows::find', at service.cpp:7: no coroutine comes here",
                     "'main' waits for 'total', at main.cpp:4: it may block by its nature"):
            self.assertIn(f"  {said}\n", plan + "\n")
        chain, = json.loads(self.tidy("--plan", "--json", code=1).stdout)
        self.assertEqual(("remote::find", "", sorted(FILES)), (chain["name"], chain["refusal"], chain["files"]))
        self.assertIn("Round 1: 1 repaired, in files: 6", self.tidy("--fix", code=0).stderr)
        self.assertEqual(AFTER, self.texts(FILES))
        self.assertEqual("", self.tidy("--plan", code=0).stdout)

    def test_chain_by_name(self):
        self.project(FILES)
        self.assertIn("there is no chain 'nothing'", self.tidy("--plan", "--chain", "nothing", code=2).stderr)
        plan = self.tidy("--plan", "--chain", "flush", code=1).stdout
        self.assertIn("chain 'remote::flush': remote.cpp:10 waits", plan)
        self.assertNotIn("remote::find", plan)
        self.tidy("--fix", "--chain", "flush")
        self.assertIn("acme::task<> remote::flush() { co_await send(); }", self.text("remote.cpp"))
        self.assertIn("return acme::sync_wait(ask(id))", self.text("remote.cpp"))

    def test_what_keeps_a_chain_from_it(self):
        self.refused({"a.cpp": WAIT, "b.cpp": "int fetch();\nstruct table {\n  table() : size(fetch()) {}\n  int size;\n};\n"
                      "int service() { return table().size; }\n", "s.cpp": SERVER},
                     r"b\.cpp:3: 'table::table' has to wait: a constructor cannot await")
        self.refused({"a.cpp": WAIT.replace("fetch() {", "fetch() noexcept {"), "s.cpp": SERVER,
                      "b.cpp": "int fetch() noexcept;\nint service() { return fetch(); }\n"},
                     r"a\.cpp:3: 'fetch' cannot become a coroutine: it promises to throw nothing")
        self.refused({"a.cpp": '#include "acme/task.h"\nacme::task<int> ask();\nint fetch() { auto t = ask(); auto *p = &t; return p->get(); }\n',
                      "b.cpp": "int fetch();\nint service() { return fetch(); }\nint main() { return service(); }\n", "s.cpp": SERVER},
                     r"b\.cpp:3: 'main' would have to wait for 'service' \(it may block by its nature\), and nothing tells how")
        self.refused({"a.cpp": WAIT, "s.cpp": SERVER, "b.cpp": "#define GIVE return\nint fetch();\nint service() { GIVE fetch(); }\n"},
                     r"b\.cpp:3: 'service' has to wait: a macro has a hand in it")
        self.refused({"a.cpp": WAIT, "s.cpp": SERVER, "b.cpp": "// Generated. Do not edit.\nint fetch();\nint service() { return fetch(); }\n"},
                     r"b\.cpp: it is generated")
        self.refused({"a.cpp": WAIT, "s.cpp": SERVER, "b.cpp": '#include "b.h"\nint fetch();\nint service() { return fetch(); }\n',
                      "b.h": "int service();\n", "c.cpp": '#include "b.h"\nusing number = decltype(service());\nnumber one = 1;\n'},
                     r"the fixed code does not compile: c\.cpp:3")

    def test_arguments_of_macros(self):
        macros = ("#pragma once\nvoid complain(const char *what, int is);\n#define CHECK(what) do { if (!(what)) complain(#what, what); } while (false)\n"
                  "#define SAME(a, b) CHECK((a) == (b))\n#define LATER(what) ([&] { return what; }())\n"
                  "#define TWICE(what) ((what) + [&] { return what; }())\n#define FETCH fetch(1, 2)\n")
        wait = WAIT.replace("fetch() {", "fetch(int a, int b) {")
        caller = '#include "macros.h"\nint fetch(int a, int b);\nint service() {\n  SAME(fetch(1, 2), 3);\n  return fetch(fetch(1, 2), 3);\n}\n'
        serve = '#include "acme/task.h"\n#include "macros.h"\nint service();\nacme::task<int> serve() {\n  CHECK(service());\n  co_return service();\n}\n'
        rest = '#include "macros.h"\nint fetch(int a, int b);\nint late() { return LATER(fetch(1, 2)); }\nint main() { SAME(fetch(3, 4), late()); }\n'
        self.project({"macros.h": macros, "a.cpp": wait.replace("return acme", '/**/ return acme').replace("/**/", "CHECK(acme::sync_wait(ask()));").replace('#include', '#include "macros.h"\n#include', 1),
                      "b.cpp": caller, "s.cpp": serve, "m.cpp": rest})
        self.tidy("--fix", code=0)
        self.assertIn("{ CHECK(co_await ask()); co_return co_await ask(); }", self.text("a.cpp"))
        self.assertIn("  SAME(co_await fetch(1, 2), 3);\n  co_return co_await fetch(co_await fetch(1, 2), 3);\n", self.text("b.cpp"))
        self.assertIn("  CHECK(co_await service());\n  co_return co_await service();\n", self.text("s.cpp"))
        self.assertIn("return LATER(acme::sync_wait(fetch(1, 2)));", self.text("m.cpp"))
        self.assertIn("{ SAME(acme::sync_wait(fetch(3, 4)), late()); }", self.text("m.cpp"))
        for call, reason in (("LATER(fetch(1, 2))", r"s\.cpp:4: 'lambda' has to wait: a macro has a hand in it"),
                             ("TWICE(fetch(1, 2))", r"s\.cpp:4: the call of 'fetch' cannot be written anew"),
                             ("FETCH", r"s\.cpp:4: 'serve' has to wait: no 'co_await' can stand there")):
            self.refused({"macros.h": macros, "a.cpp": wait, "s.cpp": '#include "acme/task.h"\n#include "macros.h"\nint fetch(int a, int b);\n'
                          f"acme::task<int> serve() {{ co_return {call}; }}\n"}, reason)

    def test_call_outside_of_functions(self):
        self.project({"a.cpp": WAIT, "s.cpp": SERVER.replace("service", "fetch"),
                      "b.cpp": "int fetch();\nint first = fetch();\nstruct limits {\n  static const int most;\n};\nconst int limits::most = 1 + fetch();\n"})
        plan = self.tidy("--plan", code=1).stdout
        self.assertIn("'first' waits for 'fetch', at b.cpp:2: nothing can await outside of functions", plan)
        self.tidy("--fix", code=0)
        self.assertIn("int first = acme::sync_wait(fetch());\n", self.text("b.cpp"))
        self.assertIn("most = 1 + acme::sync_wait(fetch());\n", self.text("b.cpp"))
        self.refused({"a.cpp": WAIT, "s.cpp": SERVER.replace("service", "fetch"), "b.cpp": "int fetch();\nint (*first)() = fetch;\n"},
                     r"a\.cpp:3: 'fetch' cannot become a coroutine: its address is taken")

    def test_branches_of_the_preprocessor(self):
        head = "int fetch();\nvoid trace(int);\nint service() {\n#ifdef TRACE\n"
        self.project({"a.cpp": WAIT, "s.cpp": SERVER, "b.cpp": head + "  trace(1);\n#else\n  trace(fetch());\n#endif\n  return 1;\n}\n"})
        self.tidy("--fix", code=0)
        self.assertIn("  trace(1);\n#else\n  trace(co_await fetch());\n#endif\n  co_return 1;\n", self.text("b.cpp"))
        self.project({"a.cpp": WAIT, "s.cpp": SERVER.replace("int service", "void service").replace("return service()", "return (service(), 1)"),
                      "b.cpp": "int fetch();\nvoid trace(int);\nvoid service() {\n#ifndef TRACE\n  trace(fetch());\n#endif\n}\n"})
        self.tidy("--fix", code=0)
        self.assertIn("  trace(co_await fetch());\n#endif\n  co_return;\n}\n", self.text("b.cpp"))
        self.refused({"a.cpp": WAIT, "s.cpp": SERVER, "b.cpp": head + "  return 1;\n#endif\n  return fetch();\n}\n"},
                     r"b\.cpp:3: the body of 'service' cannot be written anew")
        self.refused({"a.cpp": WAIT, "s.cpp": SERVER, "b.cpp": head + "  trace(fetch());\n#endif\n  return fetch();\n}\n"},
                     r"b\.cpp:5: what another configuration does here is not seen")
        self.refused({"a.cpp": WAIT, "s.cpp": SERVER.replace("()", "(int id)", 1).replace("service();", "service(\n#ifdef TRACE\n  1\n#else\n  2\n#endif\n  );"),
                      "b.cpp": "int fetch();\nint service(int) { return fetch(); }\n"},
                     r"s\.cpp:3: the call of 'service' cannot be written anew")

    def test_result_that_begins_with_a_qualifier(self):
        self.project({"a.cpp": '#include "acme/task.h"\nacme::task<int> ask();\nstatic const char *names[2];\n'
                      'const char *fetch() {\n  if (acme::sync_wait(ask()))\n    return "one";\n  return names[0];\n}\n'
                      "char const\n  *again() { return fetch(); }\n",
                      "s.cpp": '#include "acme/task.h"\nextern const\n  char *again();\nacme::task<char> serve() { co_return *again(); }\n'})
        self.tidy("--fix", code=0)
        self.assertIn("acme::task<const char *> fetch() {", self.text("a.cpp"))
        self.assertIn('    co_return "one";\n', self.text("a.cpp"))
        self.assertIn("acme::task<char const\n  *> again()", self.text("a.cpp"))
        self.assertIn("extern acme::task<const\n  char *> again();", self.text("s.cpp"))

    def test_lock_that_ends_before(self):
        locked = '#include <mutex>\nint fetch();\nstatic std::mutex mutex;\nstatic int calls;\nint service() {\n'
        guard = "std::lock_guard lock(mutex);\n"
        self.project({"a.cpp": WAIT, "s.cpp": SERVER,
                      "b.cpp": locked + "  {\n    " + guard + "    ++calls;\n  }\n  return fetch();\n}\n"})
        self.tidy("--fix", "--chain", "fetch")
        self.assertIn("  co_return co_await fetch();", self.text("b.cpp"))
        self.refused({"a.cpp": WAIT, "s.cpp": SERVER, "b.cpp": locked + "  " + guard + "  return fetch();\n}\n"},
                     r"b\.cpp:7: 'service' has to wait: no 'co_await' can stand there")

    def test_permit_that_comes_out_of_a_task(self):
        gate = ('#include "acme/task.h"\n#include <memory>\nstruct gate {\n  acme::task<> enter();\n  void unlock();\n};\n'
                "struct leave {\n  void operator()(gate *from) const { from->unlock(); }\n};\nusing pass = std::unique_ptr<gate, leave>;\n"
                "inline pass enter(gate &through) {\n  acme::sync_wait(through.enter());\n  return pass(&through);\n}\nint service(gate &);\n")
        self.project({"gate.h": "#pragma once\n" + gate, "a.cpp": WAIT,
                      "b.cpp": '#include "gate.h"\nint fetch();\nint service(gate &g) {\n  auto held = enter(g);\n  return fetch();\n}\n',
                      "s.cpp": '#include "gate.h"\nacme::task<int> serve(gate &g) {\n  auto held = enter(g);\n  co_return service(g);\n}\n'})
        self.tidy("--fix")
        self.assertIn("  auto held = co_await enter(g);\n  co_return co_await fetch();\n", self.text("b.cpp"))
        self.assertIn("  auto held = co_await enter(g);\n  co_return co_await service(g);\n", self.text("s.cpp"))

    def test_name_that_only_the_source_has(self):
        self.project({"store.h": "#pragma once\nint fetch();\n", "s.cpp": '#include "store.h"\n' + SERVER.replace("service", "fetch"),
                      "store.cpp": '#include "store.h"\n#include "acme/task.h"\nnamespace a = acme;\na::task<int> ask();\n'
                                   "a::task<int> more() { co_return co_await ask(); }\nint fetch() { return a::sync_wait(more()); }\n"})
        self.tidy("--fix", code=0)
        self.assertIn("acme::task<int> fetch();", self.text("store.h"))
        self.assertIn("\na::task<int> fetch() { return more(); }", self.text("store.cpp"))

    def test_wait_that_its_author_wants(self):
        files = {"a.cpp": WAIT.replace("; }", "; } // NOLINT"), "s.cpp": SERVER.replace("service", "fetch")}
        self.project(files)
        self.assertIn("refused: a.cpp:3: its author wants it to stay", self.tidy("--plan", code=1).stdout)
        self.tidy("--fix", code=0)
        self.assertEqual(files, self.texts(files))

    def test_header_that_is_found_from_its_folder(self):
        task = repository.read(repository.INPUTS / "acme" / "task.h")
        self.project({"core/own.h": task, "core/wait.cpp": WAIT.replace("acme/task.h", "own.h"),
                      "app/b.h": "#pragma once\nint service();\n",
                      "app/b.cpp": '#include "b.h"\nint fetch();\nint service() { return fetch(); }\n',
                      "app/s.cpp": SERVER.replace("acme/task.h", "../core/own.h")})
        self.tidy("--fix", code=0)
        self.assertIn('#include "../core/own.h"\n', self.text("app/b.h"))
        self.assertIn("acme::task<int> service();", self.text("app/b.h"))

    def test_kill_is_undone(self):
        files = {"a.cpp": WAIT, "s.cpp": SERVER.replace("service", "fetch")}
        self.project(files)
        script = ("import os, signal, sys; from async_tidy import texts, command\n"
                  "write = texts.replace_file\n"
                  "def once(path, data):\n    write(path, data); os.kill(os.getpid(), signal.SIGKILL)\n"
                  "texts.replace_file = once; command.main(sys.argv[1:])")
        killed = subprocess.run([sys.executable, "-c", script, *self.command("--fix")[2:]], cwd=self.root,
                                env={**os.environ, "PYTHONPATH": str(TOOL.parent)}, capture_output=True)
        self.assertEqual(-signal.SIGKILL, killed.returncode, killed.stderr)
        self.assertNotEqual(files, self.texts(files))
        self.assertIn("Undone what a run that was killed had written (files: 1 of 2)", self.tidy(code=1).stderr)
        self.assertEqual(files, self.texts(files))

    def test_plan_that_is_none(self):
        self.project({"a.cpp": WAIT, "plan.json": "{}"})
        options = json.dumps({"CheckOptions": {"async.Plan": str(self.root / "plan.json")}})
        done = subprocess.run([TIDY, f"--load={os.environ['ASYNC_CHECKS_MODULE']}", "--checks=-*,async-sync-over-async",
                               f"--config={options}", "-p", self.build, self.root / "a.cpp"], text=True, capture_output=True)
        self.assertRegex(done.stdout, r"the plan \S*plan\.json cannot be used: missing value at plan\.version")


if __name__ == "__main__":
    unittest.main()
