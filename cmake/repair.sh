#!/usr/bin/env bash
# Usage: cmake/repair.sh [--llvm N] [--yes] [BUILD_DIR]
#
# Builds AsyncChecks and repairs a project with it: shows what is wrong in the project, and the
# fixes as a patch, with which it still compiles. What is missing is installed first. The project
# itself is never changed.
#
#   BUILD_DIR    the build folder of the project, with a compile_commands.json; if not given,
#                a copy of the example in test/examples/claims is repaired, built and run
#   --llvm N     the version of LLVM to use: 22, 19 or 16; if not given, the newest one that
#                is available
#   --yes        do not ask before packages are installed
#
# The exit code is 0 also if mistakes were found, and 1 if something failed.

set -euo pipefail
# shellcheck source=cmake/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

example=$root/test/examples/claims

# tidy ARGUMENT...: runs async-tidy. Findings are no failure; what is one is reported at the end.
tidy() {
  local status=0
  "$root/build/repair-llvm-$llvm/AsyncChecks/async-tidy" --cache "$scratch" "$@" || status=$?
  ((status < 2)) || incomplete=1
}

# Shows what is wrong in the project of the build folder, and what would repair it.
show_repair() {
  local patch=$scratch/repair.patch
  say "Looking for mistakes in $1"
  tidy -p "$1"
  say "Repairing"
  tidy -p "$1" --dry-run --quiet >"$patch"
  say "What the repair changes, as in $patch"
  cat "$patch"
  say "To repair the project itself"
  echo "$root/build/repair-llvm-$llvm/AsyncChecks/async-tidy -p ${1@Q} --fix"
}

# run_example: builds the copy of the example, runs it, and compares what it prints.
run_example() {
  quietly cmake --build "$copy/build"
  timeout 60 "$copy/build/claims" >"$scratch/transcript.txt" || echo "The program ends with exit code $?."
  diff -u --label "what it should print" --label "what it prints" \
    "$example/expected.txt" "$scratch/transcript.txt"
}

repair_example() {
  copy=$scratch/claims
  cp -r "$example" "$copy"
  quietly cmake -G Ninja -S "$copy" -B "$copy/build" -DCMAKE_CXX_COMPILER="clang++-$llvm" \
    -DCMAKE_EXPORT_COMPILE_COMMANDS=ON
  say "Building and running a copy of $example as it is"
  run_example || echo "The program does not print what it should."
  say "Looking for mistakes"
  tidy -p "$copy/build"
  say "Repairing"
  tidy -p "$copy/build" --fix --quiet
  say "What the repair has changed"
  diff -ru "$example/src" "$copy/src" || (($? == 1))
  say "Building and running the repaired copy"
  run_example || fail "the repaired program does not print what it should"
  echo "The repaired program prints what it should."
}

llvm=
build=
incomplete=
while (($#)); do
  case $1 in
    --help | -h) usage && exit ;;
    --llvm)
      (($# > 1)) || fail "--llvm needs a version"
      llvm=$2
      shift
      ;;
    --yes) apt_options+=(--yes) ;;
    -*) fail "unknown option '$1'; see cmake/repair.sh --help" ;;
    *)
      [[ -e $1/compile_commands.json ]] || fail "$1 has no compile_commands.json; see cmake/repair.sh --help"
      build=$1
      ;;
  esac
  shift
done

install_missing "$llvm"
configure "$llvm" "$root/build/repair-llvm-$llvm" -DBUILD_TESTING=OFF
cmake --build "$root/build/repair-llvm-$llvm"

scratch=$(realpath "$(mktemp -d "${TMPDIR:-/tmp}/async-repair-XXXXXX")")
if [[ $build ]]; then
  show_repair "$build"
else
  repair_example
fi
[[ ! $incomplete ]] || fail "some of it failed, as said above"
