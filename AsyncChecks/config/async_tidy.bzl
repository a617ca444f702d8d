"""clang-tidy with AsyncChecks as actions of Bazel: one for each source of a cc_library or cc_binary.

The package that this file is in has beside it:

    AsyncChecks.so    the module
    clang-tidy        the program that loads it
    inputs            what it reads: its libraries, Clang's own headers, the .clang-tidy files
"""

# Paths become those from the root of the workspace, each in one spelling: by that, fixes that several
# sources have for a header are known to be the same. Fixes on notes are left out, as --fix does.
_COMMAND = r"""
set -e -o pipefail
touch "$1"
"${@:2}" | sed "s|$PWD/||"
sed -i -E "
  /^    Notes:/,/^    Level:/ { /^    Level:/! d }
  /File|Directory/ { s|$PWD|.|; :up s|[^/'.][^/']*/\.\./||; t up; s|'(\./)+|'| }" "$1"
"""

def _async_tidy_impl(target, ctx):
    if CcInfo not in target:
        return []
    headers = target[CcInfo].compilation_context
    defines = headers.defines.to_list() + headers.local_defines.to_list()
    options = ctx.fragments.cpp.copts + ctx.fragments.cpp.cxxopts + ctx.rule.attr.copts
    exports = []
    for source in ctx.rule.files.srcs:
        if not source.is_source or source.extension not in ["cc", "cpp", "cxx", "c++", "C"]:
            continue
        export = ctx.actions.declare_file("%s.async-tidy/%s.yaml" % (target.label.name, source.short_path))
        command = ctx.actions.args()
        command.add_all([export, ctx.file._clang_tidy])
        command.add(ctx.file._module, format = "--load=%s")
        command.add(export, format = "--export-fixes=%s")
        command.add_all(["--quiet", source, "--"])
        command.add_all(defines, format_each = "-D%s")
        command.add_all(options)
        command.add_all(headers.includes, format_each = "-I%s")
        command.add_all(headers.quote_includes, format_each = "-iquote%s")
        command.add_all(headers.system_includes, format_each = "-isystem%s")
        ctx.actions.run_shell(
            command = _COMMAND,
            arguments = [command],
            inputs = depset(
                ctx.rule.files.srcs + ctx.files._inputs + [ctx.file._clang_tidy, ctx.file._module],
                transitive = [headers.headers],
            ),
            outputs = [export],
            mnemonic = "AsyncTidy",
            progress_message = "Looking for asynchronous mistakes in " + source.short_path,
        )
        exports.append(export)
    return [OutputGroupInfo(async_tidy = depset(exports))]

async_tidy = aspect(
    implementation = _async_tidy_impl,
    attrs = {
        "_clang_tidy": attr.label(default = ":clang-tidy", allow_single_file = True),
        "_inputs": attr.label(default = ":inputs", allow_files = True),
        "_module": attr.label(default = ":AsyncChecks.so", allow_single_file = True),
    },
    fragments = ["cpp"],
)
