"""Generated sources that grow in one direction each, for a task type that no table knows."""

PRELUDE = """\
#include <coroutine>
#include <mutex>
#include <vector>

template <typename T> struct job {
  struct promise_type {
    job get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
  job(job &&) noexcept;
  ~job();
  bool await_ready() const noexcept;
  std::coroutine_handle<> await_suspend(std::coroutine_handle<>) noexcept;
  T await_resume();
  T get();
};

job<int> step(int);
void note(int);
std::mutex guarded;
struct shared {
  std::vector<int> items;
  int count = 0;
};
"""


def statements(count):
    """One coroutine of so many statements, of several kinds."""
    kinds = ("x += {0};", "note(x);", "if (x > {0}) x -= co_await step({0});", "int y{0} = x * 2;", "x = co_await step(x);",
             "for (int i = 0; i < x; ++i) note(i);", "auto t{0} = step({0});", "x += co_await std::move(t{1});")
    body = "\n".join("  " + kinds[n % len(kinds)].format(n, n - 1) for n in range(count))
    return f"job<int> run(int x) {{\n{body}\n  co_return x;\n}}\n"


def functions(count):
    """So many coroutines, of which each awaits the one before."""
    return "job<int> run0(int x) { co_return x; }\n" + "".join(
        f"job<int> run{n}(int x) {{\n  note(x);\n  co_return co_await run{n - 1}(x + 1) + 1;\n}}\n"
        for n in range(1, count))


def nested(depth):
    """A `co_await` in the operand of another, so deep."""
    return f"job<int> run(int x) {{\n  co_return {'co_await step(' * depth}x{')' * depth} + 1;\n}}\n"


def variables(count):
    """So many local variables, all alive across all suspensions."""
    declared = "\n".join(f"  int v{n} = co_await step(x);" for n in range(count))
    used = "\n".join(f"  x += v{n};" for n in range(count))
    return f"job<int> run(int x) {{\n{declared}\n{used}\n  co_return x;\n}}\n"


def locks(count):
    """So many locks in scopes of their own, with a suspension behind each."""
    body = "\n".join(f"  {{\n    std::lock_guard lock{n}(guarded);\n    x += {n};\n  }}\n  x = co_await step(x);"
                     for n in range(count))
    return f"job<int> run(int x) {{\n{body}\n  co_return x;\n}}\n"


def iterators(count):
    """So many iterators into a shared container, each used before a suspension."""
    body = "\n".join(f"  auto at{n} = all.items.begin();\n  x += *at{n};\n  x = co_await step(x);"
                     for n in range(count))
    return f"job<int> run(shared &all) {{\n  int x = 0;\n{body}\n  co_return x;\n}}\n"


def copies(count):
    """So many copies of a shared number, each used before a suspension and a write."""
    body = "\n".join(f"  int old{n} = all.count;\n  x += old{n};\n  all.count = co_await step(x);"
                     for n in range(count))
    return f"job<int> run(shared &all) {{\n  int x = 0;\n{body}\n  co_return x;\n}}\n"


def chain(depth):
    """A coroutine that runs into a blocking wait, so many calls away."""
    calls = "".join(f"int call{n}(int x) {{ return call{n - 1}(x) + 1; }}\n" for n in range(1, depth))
    return (f"int call0(int x) {{ return step(x).get(); }}\n{calls}"
            f"job<int> run(int x) {{\n  x = co_await step(x);\n  co_return call{depth - 1}(x);\n}}\n")


def instances(count):
    """One coroutine template with so many instances."""
    uses = "\n".join(f"  x += co_await run<{n}>(x);" for n in range(count))
    return ("template <int N> job<int> run(int x) {\n  note(N);\n  int y = co_await step(x + N);\n  co_return x + y;\n}\n"
            f"job<int> all(int x) {{\n{uses}\n  co_return x;\n}}\n")


def sizes(first, last, factor=4):
    found = [first]
    while found[-1] * factor <= last:
        found.append(found[-1] * factor)
    return found


# What grows, and the sizes it is tried with.
GROWTH = {
    statements: sizes(1_000, 64_000),
    functions: sizes(1_000, 64_000),
    nested: [1, 4, 8, 12, 16, 20, 24],
    variables: [1, 125, 250, 500, 1_000, 2_000],
    locks: [1, 125, 250, 500, 1_000, 2_000],
    iterators: [1, 125, 250, 500, 1_000, 2_000],
    copies: [1, 125, 250, 500, 1_000, 2_000],
    chain: [1, 125, 250, 500, 1_000, 2_000],
    instances: [1, 16, 64, 256, 1_024],
}
