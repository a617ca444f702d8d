#!/usr/bin/env bash
# Usage: cmake/repair.sh [--llvm N] [--yes] [BUILD_DIR]
#
# Builds AsyncChecks and repairs a project with it: shows what is wrong in the project, fixes
# a copy of it, shows the fixes as a patch and proves that the repaired copy still compiles.
# What is missing is installed first. The project itself is never changed.
#
#   BUILD_DIR    the build folder of the project, with a compile_commands.json; if not given,
#                the example in test/examples/claims is repaired, built and run
#   --llvm N     the version of LLVM to use: 22, 19 or 16; if not given, the newest one that
#                is available
#   --yes        do not ask before packages are installed
#
# The exit code is 0 also if mistakes were found, and 1 if the repaired copy does not compile
# or clang-tidy fails.

set -euo pipefail
# shellcheck source=cmake/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

example=$root/test/examples/claims
most_rounds=5
# The interpreter that the Python packages of apt are installed for.
python=/usr/bin/python3

# Sets `build` to the build folder of the project.
find_build() {
  [[ -d $1 ]] || fail "there is no folder $1"
  [[ -e $1/compile_commands.json ]] ||
    fail "$1 has no compile_commands.json, which says how the project is compiled. To make one:" \
      "  with CMake:  cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON $1" \
      "  with make:   bear -- make"
  build=$(dirname "$(realpath "$1/compile_commands.json")")
}

# in_parallel FUNCTION FILE: calls the function with the number of every line of the file.
in_parallel() {
  seq -w "$(wc -l <"$2")" | xargs -P "$(nproc)" -I{} bash -c "$1 {}; printf ."
  echo
}

# analyse_unit NUMBER: leaves the diagnostics in N.txt and the fixes in N.yaml.
analyse_unit() {
  local unit result=$scratch/findings/$1
  unit=$(sed -n "$1p" "$scratch/units")
  "clang-tidy-$llvm" --load="$module" --checks='-*,async-*' --header-filter="/${scratch##*/}/b/" \
    --use-color=0 --quiet --extra-arg=-w --export-fixes="$result.yaml" -p "$scratch" "$unit" \
    >"$result.txt" 2>"$result.log" ||
    grep -qE '\[(async|clang-diagnostic)-' "$result.txt" ||
    { echo "$unit:" && cat "$result.log"; } >"$result.failed"
}

# Looks through all translation units of the copy.
analyse() {
  rm -rf "$scratch/findings"
  mkdir "$scratch/findings"
  in_parallel analyse_unit "$scratch/units"
}

# Prints the diagnostics whose names begin with the argument: each once, with short paths.
show_diagnostics() {
  find "$scratch/findings" -name '*.txt' | sort | xargs cat | awk -v folder="$copy/" -v name="[$1" '
    /^[^ ].*: (warning|error): .*\]$/ { show = index($NF, name) == 1 && !seen[$0]++ }
    show && index($0, folder) == 1 { $0 = substr($0, length(folder) + 1) }
    show'
}

headlines() { grep -E '^[^ ].*: (warning|error): .*\]$' || true; }

count_mistakes() { show_diagnostics async- | headlines | wc -l; }

# Lists the translation units that do not compile in $scratch/broken, and says so.
list_broken_units() {
  local result
  find "$scratch/findings" -name '*.txt' | sort | while read -r result; do
    grep -qE ': error: .*\[clang-diagnostic-[^ ]*\]$' "$result" || continue
    sed -n "$(basename "$result" .txt)p" "$scratch/units"
  done >"$scratch/broken"
  if [[ -s $scratch/broken ]]; then
    say "Clang $llvm does not compile these, so they are not repaired"
    show_diagnostics clang-diagnostic- | headlines
  fi
}

# Repairs the copy in rounds: a repaired function may show a mistake in those that call it.
repair() {
  local repaired
  say "Looking for mistakes (translation units: $(wc -l <"$scratch/units"))"
  analyse
  list_broken_units
  show_diagnostics async-
  before=$(count_mistakes)
  for ((rounds = 0; rounds < most_rounds; ++rounds)); do
    repaired=$("$python" "$root/cmake/repair/choose_edits.py" "$scratch" "$copy")
    ((repaired)) || break
    say "Repairing, round $((rounds + 1)) (mistakes: $repaired)"
    "clang-apply-replacements-$llvm" --ignore-insert-conflict "$scratch/edits"
    analyse
  done
  sort -u -o "$scratch/changed" "$scratch/changed"
  after=$(count_mistakes)
  if ((rounds && after)); then
    say "What is left"
    show_diagnostics async-
  fi
}

# Shows and keeps the difference between the project and its copy.
show_patch() {
  local file
  while read -r file; do
    file=${file#"$copy/"}
    diff -u --label "a/$file" --label "b/$file" "$sources/$file" "$copy/$file" || (($? == 1))
  done <"$scratch/changed" >"$scratch/repair.patch"
  say "What the repairs change"
  cat "$scratch/repair.patch"
}

# Prints the translation units that have changed: all if a header has.
changed_units() {
  if grep -qvxFf "$scratch/units" "$scratch/changed"; then
    cat "$scratch/units"
  else
    cat "$scratch/changed"
  fi
}

# compile_unit NUMBER: leaves the errors in N.errors if the unit does not compile.
compile_unit() {
  local unit errors=$scratch/findings/$1.errors
  unit=$(sed -n "$1p" "$scratch/to-compile")
  "clang-check-$llvm" --extra-arg=-w -p "$scratch" "$unit" >"$errors" 2>&1 && rm "$errors"
}

# Compiles what has changed and did compile before.
compile_copy() {
  changed_units | grep -vxFf "$scratch/broken" >"$scratch/to-compile" || return 0
  say "Compiling the repaired copy (translation units: $(wc -l <"$scratch/to-compile"))"
  in_parallel compile_unit "$scratch/to-compile"
  if compgen -G "$scratch/findings/*.errors" >/dev/null; then
    cat "$scratch"/findings/*.errors
    fail "the repaired copy in $copy does not compile any more"
  fi
}

# build_example SOURCES BUILD: builds and runs the example.
build_example() {
  quietly cmake -G Ninja -S "$1" -B "$2" -DCMAKE_CXX_COMPILER="clang++-$llvm"
  quietly cmake --build "$2"
  timeout 60 "$2/claims" >"$2/transcript.txt" || echo "The program ends with exit code $?."
}

# Shows where the transcript of a build of the example is not what is expected.
compare_transcript() {
  diff -u --label "what it should print" --label "what it prints" \
    "$example/expected.txt" "$1/transcript.txt"
}

begin_example() {
  build=$scratch/build-original
  say "Building and running $example as it is"
  build_example "$example" "$build"
  compare_transcript "$build" || echo "The program does not print what it should."
}

end_example() {
  say "Building and running the repaired copy"
  build_example "$copy" "$scratch/build-repaired"
  compare_transcript "$scratch/build-repaired" ||
    fail "the repaired program does not print what it should"
  echo "The repaired program prints what it should."
}

llvm=
build=
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
    *) find_build "$1" ;;
  esac
  shift
done

install_missing "$llvm"
build_module "$llvm" "$root/build/repair-llvm-$llvm" -DBUILD_TESTING=OFF
module=$root/build/repair-llvm-$llvm/AsyncChecks/AsyncChecks.so

scratch=$(realpath "$(mktemp -d "${TMPDIR:-/tmp}/async-repair-XXXXXX")")
copy=$scratch/b
export llvm module scratch copy
export -f analyse_unit compile_unit
say "Working in $scratch"

finish=compile_copy
if [[ ! $build ]]; then
  begin_example
  finish=end_example
fi
sources=$("$python" "$root/cmake/repair/copy_project.py" "$build" "$scratch" "$copy")
repair
if [[ -s $scratch/changed ]]; then
  show_patch
  $finish
  say "To repair the project itself: patch -p1 -d ${sources@Q} <$scratch/repair.patch"
fi
if compgen -G "$scratch/findings/*.failed" >/dev/null; then
  cat "$scratch"/findings/*.failed
  fail "clang-tidy failed on the translation units above"
fi
echo "Warnings before: $before, after: $after, rounds of repair: $rounds"
