# The Debian package: `cpack` in the build folder makes async-checks-<LLVM>_<version>_<arch>.deb.
#
# Packages for several LLVMs own the same paths, so one of them is installed at a time.

set(package async-checks-${LLVM_VERSION_MAJOR})
set(llvm ${LLVM_VERSION_MAJOR}.${LLVM_VERSION_MINOR})
math(EXPR next "${LLVM_VERSION_MINOR} + 1")
set(next ${LLVM_VERSION_MAJOR}.${next})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME ${package})
set(CPACK_PACKAGE_CONTACT "AsyncChecks maintainers <maintainers@async-checks.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_DESCRIPTION
"A module for clang-tidy ${LLVM_VERSION_MAJOR} that finds mistakes in C++20 coroutines and repairs
them: tasks that nobody awaits, waits that block the thread, locks and
references that a suspension makes dangerous. It knows tasks by their structure.

With async-tidy, which repairs a whole code base, async-link, which lets the
checks see beyond one file, and a package for CMake.")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_PROVIDES async-checks)
set(CPACK_DEBIAN_PACKAGE_CONFLICTS async-checks)
set(CPACK_DEBIAN_PACKAGE_REPLACES async-checks)
# The module fits one minor version. async-tidy needs clang-apply-replacements, of clang-tools.
set(tidy clang-tidy-${LLVM_VERSION_MAJOR})
string(JOIN ", " CPACK_DEBIAN_PACKAGE_DEPENDS
  "${tidy} (>= 1:${llvm}~)" "${tidy} (<< 1:${next}~)" clang-tools-${LLVM_VERSION_MAJOR} python3)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "python3-jinja2, python3-markdown-it, python3-pygments") # for --html
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)

# What belongs to the package alone.
set(owned ${AsyncChecks_BINARY_DIR}/CMakeFiles/debian)
file(WRITE ${owned}/doc/copyright
"Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: AsyncChecks

Files: *
Copyright: the authors of AsyncChecks
License: Apache-2.0
 On Debian systems, the text of the license is in
 /usr/share/common-licenses/Apache-2.0.
")
set(CPACK_INSTALLED_DIRECTORIES ${owned}/doc usr/share/doc/${package})
file(WRITE ${owned}/prerm
"#!/bin/sh
set -e
cd \"$DPKG_ROOT/usr/${installed_folder}/async_tidy\"
rm -rf __pycache__ html/__pycache__
")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${owned}/prerm)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

include(CPack)
