#!/usr/bin/env bash
# Usage: cmake/test.sh [--llvm N[,N...]] [--all] [--yes] [-- CTEST-ARGUMENT...]
#
# Installs what the tests need, builds AsyncChecks in build/llvm-N and runs all of its tests.
#
#   --llvm N[,N...]   the versions of LLVM to test with, of 22, 19 and 16; if not given, the
#                     newest one that is available
#   --all             all of these versions
#   --yes             do not ask before packages are installed
#   --                what follows is for ctest, such as -R lit
#
# Every version is tested, also after one has failed. The exit code is 1 if any has failed.

set -euo pipefail
# shellcheck source=cmake/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

# The versions of LLVM whose packages have the libraries of clangd.
clangd_llvm=(22 19)

# install_node BUILD: installs Node.js, and the packages that tests take from npm.
install_node() {
  command -v npm >/dev/null || install_known nodejs npm
  mkdir -p "$1/test"
  cp "$root"/test/package*.json "$1/test"
  (cd "$1/test" && quietly npm ci --no-audit --no-fund)
}

test_one() {
  local build options=()
  install_missing "$1" libgtest-dev
  install_known libboost1.81-dev qcoro-qt6-dev dpkg-dev pre-commit python3-yaml bazel-bootstrap
  build=$root/build/llvm-$llvm
  install_node "$build"
  if [[ " ${clangd_llvm[*]} " == *" $llvm "* ]]; then
    install_known libgrpc++-dev libprotobuf-dev protobuf-compiler-grpc neovim
    options=(-DASYNC_CHECKS_CLANGD=ON)
  fi
  build_module "$llvm" "$build" "${options[@]}"
  say "Testing with LLVM $llvm"
  cd "$root"
  ctest --preset "llvm-$llvm" --output-on-failure --no-tests=error "${@:2}"
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
else
  apt_options+=("${yes[@]}")
  test_one "$requested" "$@"
fi
