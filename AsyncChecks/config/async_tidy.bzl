"""clang-tidy with AsyncChecks as actions of Bazel, for the sources of cc_library and cc_binary.

The aspect async_tidy has one action for each source: it checks the source, and writes what the source
says of its functions. The rule async_program links these summaries, and checks each source again with
what the others say; where that has not changed, nothing runs. In its output group chains are the plan
of the functions that become asynchronous together, and the part of each source in that.

The package that this file is in has beside it:

    AsyncChecks.so    the module
    async-link        the program that links, of the same build
    clang-tidy        the program that loads the module
    inputs            what both read: libraries, Clang's own headers, the .clang-tidy files
"""

AsyncUnits = provider(fields = {"units": "a depset: the source, how it is checked, and its summary"})

_SOURCES = ["cc", "cpp", "cxx", "c++", "C"]

# Paths become those from the root of the workspace, each in one spelling: by that, fixes that several
# sources have for a header are known to be the same. Fixes on notes are left out, as --fix does.
_CHECK = r"""
set -e -o pipefail
touch "$1"
"${@:2}" | sed "s|$PWD/||"
sed -i -E "
  /^    Notes:/,/^    Level:/ { /^    Level:/! d }
  /File|Directory/ { s|$PWD|.|; :up s|[^/'.][^/']*/\.\./||; t up; s|'(\./)+|'| }" "$1"
"""

# A slice with a head, the name of its unit and an end says nothing: what was found stands.
_CHECK_AGAIN = r"""
if [ $(wc -l < "$1") = 3 ]; then cp "$2" "$3"; exit; fi
shift 2
""" + _CHECK

# All that the plan is about, whatever .clang-tidy says of checks and headers; a part is no mistake.
_PART = "Checks: '-*,async-sync-over-async', HeaderFilterRegex: '.*', WarningsAsErrors: '-*', "

# A unit that the plan does not name has no part in it.
_WRITE_PART = r"""
if ! grep -qF "\"$1\"" "$2"; then touch "$3"; exit; fi
shift 2
""" + _CHECK

def _option(name, value):
    return "CheckOptions: {async.%s: '%s'}" % (name, value)

def _check(ctx, unit, settings, export, command, arguments, more_inputs, more_outputs, says):
    """The action that checks a unit, with settings beside those of .clang-tidy."""
    tidy = ctx.actions.args()
    tidy.add_all(arguments + [export, ctx.file._clang_tidy])
    tidy.add(ctx.file._module, format = "--load=%s")
    tidy.add(export, format = "--export-fixes=%s")
    tidy.add("--config={InheritParentConfig: true, %s}" % settings)
    tidy.add_all(["--quiet", unit.source, "--"] + list(unit.flags))
    ctx.actions.run_shell(
        command = command,
        arguments = [tidy],
        inputs = depset(
            more_inputs + ctx.files._inputs + [ctx.file._clang_tidy, ctx.file._module],
            transitive = [unit.inputs],
        ),
        outputs = [export] + more_outputs,
        mnemonic = "AsyncTidy",
        progress_message = says + unit.source.short_path,
    )

def _async_tidy_impl(target, ctx):
    below = [dep[AsyncUnits].units for dep in getattr(ctx.rule.attr, "deps", []) if AsyncUnits in dep]
    if CcInfo not in target or not hasattr(ctx.rule.files, "srcs"):
        return [AsyncUnits(units = depset(transitive = below))]
    headers = target[CcInfo].compilation_context
    flags = ["-D" + it for it in headers.defines.to_list() + headers.local_defines.to_list()]
    flags += ctx.fragments.cpp.copts + ctx.fragments.cpp.cxxopts + ctx.rule.attr.copts
    flags += ["-I" + it for it in headers.includes.to_list()]
    flags += ["-iquote" + it for it in headers.quote_includes.to_list()]
    flags += ["-isystem" + it for it in headers.system_includes.to_list()]
    units = []
    others = [file for file in ctx.rule.files.srcs if file.extension not in _SOURCES]
    for source in ctx.rule.files.srcs:
        if not source.is_source or source.extension not in _SOURCES:
            continue
        name = "%s.async-tidy/%s" % (target.label.name, source.path)
        unit = struct(
            source = source,
            flags = tuple(flags),
            inputs = depset([source] + others, transitive = [headers.headers]),
            export = ctx.actions.declare_file(name + ".yaml"),
            summary = ctx.actions.declare_file(name + ".summary"),
        )
        setting = _option("SummaryFolder", unit.summary.path[:-len("/" + source.path + ".summary")])
        _check(ctx, unit, setting, unit.export, _CHECK, [], [], [unit.summary], "Looking for asynchronous mistakes in ")
        units.append(unit)
    is_own = not target.label.workspace_name
    return [
        OutputGroupInfo(async_tidy = depset([unit.export for unit in units])),
        AsyncUnits(units = depset(units if is_own else [], transitive = below)),
    ]

_TOOLS = {
    "_clang_tidy": attr.label(default = ":clang-tidy", allow_single_file = True),
    "_inputs": attr.label(default = ":inputs", allow_files = True),
    "_module": attr.label(default = ":AsyncChecks.so", allow_single_file = True),
}

async_tidy = aspect(
    implementation = _async_tidy_impl,
    attr_aspects = ["deps"],
    attrs = _TOOLS,
    fragments = ["cpp"],
)

def _link(ctx, units, slices, plan):
    """The action that links what the units say."""
    link = ctx.actions.args()
    link.add("--out", plan.dirname)
    link.add("--plan", plan)
    summaries = ctx.actions.args()
    summaries.add_all([unit.summary for unit in units])
    summaries.use_param_file("--list=%s", use_always = True)
    summaries.set_param_file_format("multiline")
    ctx.actions.run(
        executable = ctx.file._link,
        arguments = [link, summaries],
        inputs = depset([unit.summary for unit in units] + ctx.files._inputs),
        outputs = slices + [plan],
        mnemonic = "AsyncLink",
        progress_message = "Linking what %d units say" % len(units),
    )

def _declare(ctx, units, extension):
    """A file for each unit, in the folder of the program."""
    return [ctx.actions.declare_file(ctx.label.name + "/" + it.source.path + extension) for it in units]

def _async_program_impl(ctx):
    units = depset(transitive = [target[AsyncUnits].units for target in ctx.attr.targets]).to_list()
    if not units:
        return []
    plan = ctx.actions.declare_file(ctx.label.name + "/plan.json")
    slices = _declare(ctx, units, ".slice")
    exports = _declare(ctx, units, ".yaml")
    parts = _declare(ctx, units, ".part")
    _link(ctx, units, slices, plan)
    for unit, slice, export, part in zip(units, slices, exports, parts):
        _check(ctx, unit, _option("Program", slice.path), export, _CHECK_AGAIN, [slice, unit.export],
               [slice, unit.export], [], "Looking for mistakes of the program in ")
        _check(ctx, unit, _PART + _option("Plan", plan.path), part, _WRITE_PART, [unit.source, plan],
               [plan], [], "Looking for parts of chains in ")
    return [
        DefaultInfo(files = depset(exports)),
        OutputGroupInfo(chains = depset([plan] + parts)),
    ]

async_program = rule(
    implementation = _async_program_impl,
    attrs = dict(
        _TOOLS,
        targets = attr.label_list(aspects = [async_tidy], doc = "what the program is made of"),
        _link = attr.label(default = ":async-link", allow_single_file = True),
    ),
)
