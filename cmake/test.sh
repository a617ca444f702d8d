#!/usr/bin/env bash
# Usage: cmake/test.sh [--llvm N[,N...]] [--all] [--yes] [-- TEST...]
#
# Installs what the tests need, builds AsyncChecks in build/llvm-N and runs all of its tests.
#
#   --llvm N[,N...]   the versions of LLVM to test with, of 22, 19 and 16; if not given, the
#                     newest one that is available
#   --all             all of these versions
#   --yes             do not ask before packages are installed
#   -- TEST...        builds the module alone and runs the tests whose paths match one of these
#                     regular expressions, such as async-naming/ or pages
#
# Every version is tested, also after one has failed, and what needs no certain version with the
# first alone. The exit code is 1 if any has failed.

set -euo pipefail
# shellcheck source=cmake/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

# Compilers allocate much: large pages save a tenth of their time. Other libraries of C ignore this.
export GLIBC_TUNABLES=glibc.malloc.hugetlb=1

# The versions of LLVM whose packages have the libraries of clangd.
clangd_llvm=(22 19)

# install_node BUILD: installs Node.js, and the packages that tests take from npm, once for all versions.
install_node() {
  local first=$root/build/llvm-${ASYNC_CHECKS_TESTED-}/test
  command -v npm >/dev/null || install_known nodejs npm
  mkdir -p "$1/test"
  if [[ -d $1/test/node_modules ]] && cmp -s "$root/test/package-lock.json" "$1/test/package-lock.json"; then
    return
  fi
  cp "$root"/test/package*.json "$1/test"
  if [[ -n ${ASYNC_CHECKS_TESTED-} && -d $first/node_modules ]]; then
    rm -rf "$1/test/node_modules"
    ln -s "$first/node_modules" "$1/test/node_modules"
  else
    (cd "$1/test" && quietly npm ci --no-audit --no-fund)
  fi
}

# Sets `build` and configures it for the tests; and `more`, what is built for tests that need no
# certain version.
prepare() {
  local options=("-DPython3_EXECUTABLE=/usr/bin/python3")
  # One version is tested as it is installed; the others are built in less time.
  [[ -z ${ASYNC_CHECKS_TESTED-} ]] || options+=("-DCMAKE_CXX_FLAGS_RELEASE=-O1 -DNDEBUG")
  install_missing "$1" libgtest-dev python3-psutil
  install_known libboost1.81-dev qcoro-qt6-dev dpkg-dev pre-commit python3-yaml bazel-bootstrap \
    chromium python3-jinja2 python3-markdown-it python3-pygments
  build=$root/build/llvm-$llvm
  install_node "$build"
  if [[ " ${clangd_llvm[*]} " == *" $llvm "* ]]; then
    install_known libgrpc++-dev libprotobuf-dev protobuf-compiler-grpc neovim emacs-nox elpa-eglot
    options+=(-DASYNC_CHECKS_CLANGD=ON)
  fi
  more=()
  [[ -n ${ASYNC_CHECKS_TESTED-} ]] || ! command -v npm >/dev/null || more=(async-checks-vscode)
  configure "$llvm" "$build" "${options[@]}"
}

# test_all LLVM: builds all and runs all tests; prints what the time went into and, last, failures.
test_all() {
  local build more built status=0
  prepare "$1"
  rm -f "$build/ctest.xml" "$build/test/lit.json"
  built=$SECONDS
  cmake --build "$build" --target all "${more[@]}"
  built=$((SECONDS - built))
  say "Testing with LLVM $llvm"
  cd "$root"
  ctest --preset "llvm-$llvm" --no-tests=error --output-junit "$build/ctest.xml" || status=1
  /usr/bin/python3 "$root/test/summary.py" "$build" "$built"
  return $status
}

# test_some LLVM TEST...: builds the module and runs some of the tests.
test_some() {
  local build more filter
  prepare "$1"
  cmake --build "$build" --target async-checks "${more[@]}"
  filter=$(IFS='|' && echo "${*:2}")
  say "Testing $filter with LLVM $llvm"
  cmake -E env "LIT_FILTER=$filter" ctest --test-dir "$build" -R lit --verbose
}

# test_each "N N..." [ARGUMENT...]: runs this script once for every version.
test_each() {
  local version results=() status=0
  for version in $1; do
    if "$root/cmake/test.sh" --llvm "$version" "${@:2}"; then
      results+=("LLVM $version: passed")
    else
      results+=("LLVM $version: failed")
      status=1
    fi
    export ASYNC_CHECKS_TESTED=$version
  done
  printf '%s\n' "${results[@]}"
  return $status
}

requested=
yes=()
while (($#)); do
  case $1 in
    --help | -h) usage && exit ;;
    --llvm)
      (($# > 1)) || fail "--llvm needs a version"
      requested=${2//,/ }
      shift
      ;;
    --all) requested=${supported_llvm[*]} ;;
    --yes) yes=(--yes) ;;
    --) shift && break ;;
    *) fail "unknown argument '$1'; see cmake/test.sh --help" ;;
  esac
  shift
done

if [[ $requested == *" "* ]]; then
  test_each "$requested" "${yes[@]}" -- "$@"
elif (($#)); then
  apt_options+=("${yes[@]}")
  test_some "$requested" "$@"
else
  apt_options+=("${yes[@]}")
  test_all "$requested"
fi
