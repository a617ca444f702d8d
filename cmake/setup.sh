# What repair.sh and test.sh share: messages, packages and the build of the module.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
supported_llvm=(22 19 16)
apt_options=(--no-install-recommends)
[[ -t 0 ]] || apt_options+=(--yes)

say() { printf '== %s\n' "$*"; }

fail() {
  printf 'error: %s\n' "$@" >&2
  exit 1
}

# Prints the comment that the script begins with.
usage() { awk 'NR > 1 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$0"; }

# Runs a command and shows what it prints only if it fails.
quietly() {
  local output
  output=$("$@" 2>&1) || fail "this failed: $*" "$output"
}

# needed_packages LLVM [PACKAGE...]: what a build with LLVM needs, and the packages, one a line.
needed_packages() {
  printf '%s\n' cmake ninja-build g++ ccache python3 libasio-dev \
    "clang-$1" "clang-tidy-$1" "clang-tools-$1" "libclang-$1-dev" "llvm-$1-dev" "llvm-$1-tools" \
    "${@:2}"
}

# Those of the packages on standard input that are not installed.
missing_packages() {
  local package
  while read -r package; do
    dpkg-query --show --showformat '${db:Status-Status}\n' "$package" 2>/dev/null |
      grep -qx installed || echo "$package"
  done
}

as_root() {
  if ((EUID == 0)); then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "this needs root, and there is no sudo: $*"
  fi
}

# Prints the first of the versions whose packages are installed or known to apt.
first_available() {
  local version
  for version in "$@"; do
    if [[ -z $(needed_packages "$version" | missing_packages) ]] ||
      apt-cache show "clang-tidy-$version" "libclang-$version-dev" >/dev/null 2>&1; then
      echo "$version"
      return
    fi
  done
  return 1
}

# install_missing LLVM [PACKAGE...]: installs what a build with LLVM needs, and the packages.
# Sets `llvm` to the version that is used: the newest one available if LLVM is empty.
install_missing() {
  local versions=("${supported_llvm[@]}") missing
  [[ -z $1 ]] || versions=("$1")
  [[ " ${supported_llvm[*]} " == *" ${versions[0]} "* ]] ||
    fail "there is no preset for LLVM '$1'; choose one of: ${supported_llvm[*]}"
  command -v apt-get >/dev/null ||
    fail "there is no apt-get here to install what is needed, by its names on Debian and Ubuntu:" \
      "$(needed_packages "${versions[0]}" "${@:2}" | paste -sd ' ')"

  if ! llvm=$(first_available "${versions[@]}"); then
    as_root apt-get update
    llvm=$(first_available "${versions[@]}") ||
      fail "apt has no packages of LLVM ${versions[*]}; https://apt.llvm.org says how to add them"
  fi
  [[ $llvm == "${versions[0]}" ]] || say "apt has no LLVM ${versions[0]}: using LLVM $llvm"

  mapfile -t missing < <(needed_packages "$llvm" "${@:2}" | missing_packages)
  ((${#missing[@]})) || return 0
  say "Installing what is missing: ${missing[*]}"
  as_root apt-get update
  as_root apt-get install "${apt_options[@]}" "${missing[@]}"
}

# install_known PACKAGE...: installs those of the packages that apt knows.
install_known() {
  local package missing=()
  while read -r package; do
    ! apt-cache show "$package" >/dev/null 2>&1 || missing+=("$package")
  done < <(printf '%s\n' "$@" | missing_packages)
  ((${#missing[@]})) || return 0
  say "Installing what more tests need: ${missing[*]}"
  as_root apt-get install "${apt_options[@]}" "${missing[@]}"
}

# configure LLVM FOLDER [CMAKE-ARGUMENT...]: prepares a build by the Clang of that LLVM; by GCC
# for the oldest, so that both stay able to build the module.
configure() {
  local arguments=()
  [[ $1 == "${supported_llvm[-1]}" ]] || arguments=("-DCMAKE_C_COMPILER=clang-$1" "-DCMAKE_CXX_COMPILER=clang++-$1")
  # What ccache must know to keep what is compiled with a precompiled header.
  export CCACHE_SLOPPINESS=pch_defines,time_macros
  ! command -v ccache >/dev/null || arguments+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  say "Building AsyncChecks for LLVM $1 in $2"
  quietly cmake --preset "llvm-$1" -S "$root" -B "$2" "${arguments[@]}" "${@:3}"
}
