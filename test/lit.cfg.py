# Configuration of the tests for lit. The build folder's lit.site.cfg.py loads it.
#
#   %prove       proves a test file: what is reported, and that every fix holds (prove.py)
#   %program     proves what is seen of a program of several units (program.py)
#   %clang-tidy  the host with the module loaded
#   %other-tidy  the clang-tidy of another LLVM, if the feature other-llvm is there
#   %build       the build folder
#   %llvm        the major version of the LLVM that the module is built for
#   %async-tidy  the batch driver
#   %async-clangd   the clangd with the checks inside, if the feature async-clangd is there
#   %extension   the folder where the extension for VS Code is packaged, if the feature vscode is there
#   %inputs      the folder of the mock headers
#   %flags       how a file that uses the mock headers is compiled
#
#   %qt-flags, %qcoro-flags   how a file that uses Qt, or QCoro for Qt, is compiled
#
# The feature all-versions is missing where cmake/test.sh has tested with another LLVM before: it
# is what tests of programs and pages ask for that are the same for all, and that each fix holds alone
# is not proved again. The feature llvm-19 stands
# for LLVM 19 or newer; asio, boost, qt and qcoro for headers that are installed; nvim and
# eglot for language clients; node for Node.js with what package.json names; chromium for that browser, driven by
# Node.js, and for what a report to look at is made with; yaml for the package of Python;
# bazel-4, clang-tidy-cache, dpkg-shlibdeps and pre-commit for themselves.

import glob
import importlib.util
import os
import shutil
import subprocess

import lit.formats

config.name = "AsyncChecks"
config.test_format = lit.formats.ShTest(execute_external=False)
config.test_source_root = os.path.dirname(__file__)
config.suffixes = [".cpp"]
config.excludes = ["Inputs", "unit", "examples", "benchmark"]

if importlib.util.find_spec("psutil"):
    lit_config.maxIndividualTestTime = 1200  # the longest test takes two minutes on a quiet machine

majors = range(16, config.llvm_major + 1)
config.available_features |= {f"llvm-{major}" for major in majors}

# What cmake/test.sh sets.
given = ("ASYNC_CHECKS_TESTED", "GLIBC_TUNABLES")
config.environment.update((name, os.environ[name]) for name in given if name in os.environ)
tested_before = "ASYNC_CHECKS_TESTED" in os.environ
if not tested_before:
    config.available_features.add("all-versions")

others = [shutil.which(f"clang-tidy-{major}") for major in range(16, 40) if major != config.llvm_major]
other_tidy = next((tidy for tidy in reversed(others) if tidy), None)
if other_tidy:
    config.available_features.add("other-llvm")

packages = os.path.join(config.test_exec_root, "node_modules")
if config.async_clangd:
    config.available_features.add("async-clangd")
for program in ("bazel-4", "clang-tidy-cache", "dpkg-shlibdeps", "nvim", "pre-commit"):
    if shutil.which(program):
        config.available_features.add(program)


def python_has(packages):
    return not subprocess.run([config.python, "-c", f"import {packages}"], stderr=subprocess.DEVNULL).returncode


if python_has("yaml"):
    config.available_features.add("yaml")
if shutil.which("emacs") and glob.glob("/usr/share/emacs/site-lisp/elpa-src/eglot-*"):
    config.available_features.add("eglot")
if shutil.which("node") and os.path.isdir(packages):
    config.available_features.add("node")
    if shutil.which("chromium") and python_has("jinja2, markdown_it, pygments"):
        config.available_features.add("chromium")
extension = os.path.join(config.build, "AsyncChecks", "vscode")
if os.path.isdir(os.path.join(extension, "node_modules")):
    config.available_features.add("vscode")

includes = ["/usr/local/include", "/usr/include", *glob.glob("/usr/include/*-linux-gnu")]
libraries = {"asio": "asio/awaitable.hpp", "boost": "boost/asio/experimental/co_composed.hpp",
             "qt": "qt6/QtCore/QObject", "qcoro": "qcoro6/qcoro/qcorotask.h"}
found = {library: folder for library, header in libraries.items() for folder in includes
         if os.path.exists(os.path.join(folder, header))}
config.available_features |= set(found)
qt_flags = " ".join(["-fPIC", *(f"-isystem {found.get('qt', '')}/qt6{part}"
                                for part in ("", "/QtCore", "/QtNetwork"))])
qcoro_flags = " ".join([qt_flags, *(f"-isystem {found.get('qcoro', '')}/qcoro6{part}"
                                    for part in ("/QCoro", "/qcoro"))])

inputs = os.path.join(config.test_source_root, "Inputs")
prove = os.path.join(config.test_source_root, "prove.py")
program = os.path.join(config.test_source_root, "program.py")
tidy = os.path.join(config.llvm_tools, "clang-tidy")
config.substitutions += [
    ("%prove", f"'{config.python}' '{prove}' --llvm '{config.llvm_tools}' "
               f"--module '{config.module}' --inputs '{inputs}' --work '%t.proof'"
               f"{' --together' if tested_before else ''}"),
    ("%program", f"'{config.python}' '{program}' --llvm '{config.llvm_tools}' "
                 f"--module '{config.module}' --inputs '{inputs}' --work '%t.program'"),
    ("%clang-tidy", f"'{tidy}' --load '{config.module}'"),
    ("%build", f"'{config.build}'"),
    ("%llvm", str(config.llvm_major)),
    ("%async-tidy", f"'{os.path.join(os.path.dirname(config.module), 'async-tidy')}'"),
    ("%async-clangd", f"'{config.async_clangd}'"),
    ("%extension", f"'{extension}'"),
    ("%other-tidy", f"'{other_tidy}'"),
    ("%qt-flags", qt_flags),
    ("%qcoro-flags", qcoro_flags),
    ("%module", f"'{config.module}'"),
    ("%inputs", f"'{inputs}'"),
    ("%flags", f"-std=c++20 -I '{inputs}'"),
    ("%python", f"'{config.python}'"),
]

config.environment["PATH"] = os.pathsep.join([config.llvm_tools, os.environ["PATH"]])
config.environment["NODE_PATH"] = packages
config.environment["PYTHONPATH"] = os.pathsep.join(
    [config.test_source_root, os.path.join(config.test_source_root, "infrastructure")])
config.environment["ASYNC_CHECKS_MODULE"] = config.module
# What one test has asked of clang-tidy in this run, and had compiled, another need not again.
kept = os.path.join(config.test_exec_root, "kept")
shutil.rmtree(kept, ignore_errors=True)
os.makedirs(kept)
config.environment["ASYNC_CHECKS_KEPT"] = kept
config.environment["ASYNC_CHECKS_LLVM_TOOLS"] = config.llvm_tools
