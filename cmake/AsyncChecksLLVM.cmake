# Finds the Clang that the module is built for, and says what it needs.
#
#   ASYNC_CHECKS_LLVM_VERSION   major version to use; the newest supported one if empty
#
# Defines the target AsyncChecks::LLVM: headers, definitions and flags that match the
# host, and nothing to link: a module takes Clang from the clang-tidy that loads it.

set(ASYNC_CHECKS_LLVM_NEWEST 22)
set(ASYNC_CHECKS_LLVM_OLDEST 16)
set(ASYNC_CHECKS_LLVM_VERSION "" CACHE STRING
  "LLVM major version to build for (${ASYNC_CHECKS_LLVM_OLDEST} to ${ASYNC_CHECKS_LLVM_NEWEST}); empty for the newest found")

if(ASYNC_CHECKS_LLVM_VERSION)
  set(candidates ${ASYNC_CHECKS_LLVM_VERSION})
else()
  set(candidates)
  foreach(major RANGE ${ASYNC_CHECKS_LLVM_OLDEST} ${ASYNC_CHECKS_LLVM_NEWEST})
    list(PREPEND candidates ${major})
  endforeach()
endif()

# The version files of LLVM want "major.minor", so look by place and check what comes back.
foreach(major IN LISTS candidates)
  find_package(Clang QUIET CONFIG
    HINTS ${Clang_DIR} /usr/lib/llvm-${major}/lib/cmake/clang
    NO_DEFAULT_PATH)
  if(Clang_FOUND)
    break()
  endif()
endforeach()
if(NOT Clang_FOUND)
  find_package(Clang QUIET CONFIG)
endif()

list(GET candidates 0 wanted)
set(packages "clang-tidy-${wanted} libclang-${wanted}-dev llvm-${wanted}-dev llvm-${wanted}-tools clang-${wanted} clang-tools-${wanted}")
if(NOT Clang_FOUND)
  message(FATAL_ERROR
    "AsyncChecks needs the development files of Clang ${ASYNC_CHECKS_LLVM_OLDEST} to "
    "${ASYNC_CHECKS_LLVM_NEWEST}, and found none for: ${candidates}.\n"
    "On Debian and Ubuntu install: ${packages}\n"
    "Elsewhere pass -DClang_DIR=<prefix>/lib/cmake/clang.")
endif()
if(ASYNC_CHECKS_LLVM_VERSION AND NOT LLVM_VERSION_MAJOR EQUAL ASYNC_CHECKS_LLVM_VERSION)
  message(FATAL_ERROR
    "LLVM ${ASYNC_CHECKS_LLVM_VERSION} was asked for, but ${Clang_DIR} is LLVM "
    "${LLVM_PACKAGE_VERSION}.\nOn Debian and Ubuntu install: ${packages}")
endif()
if(LLVM_VERSION_MAJOR LESS ASYNC_CHECKS_LLVM_OLDEST OR LLVM_VERSION_MAJOR GREATER ASYNC_CHECKS_LLVM_NEWEST)
  message(FATAL_ERROR
    "LLVM ${LLVM_PACKAGE_VERSION} in ${LLVM_DIR} is not supported: AsyncChecks builds for "
    "${ASYNC_CHECKS_LLVM_OLDEST} to ${ASYNC_CHECKS_LLVM_NEWEST}.\n"
    "On Debian and Ubuntu install: ${packages}")
endif()
if(NOT EXISTS ${CLANG_INCLUDE_DIRS}/clang-tidy/ClangTidyCheck.h)
  message(FATAL_ERROR
    "${CLANG_INCLUDE_DIRS}/clang-tidy holds no headers of clang-tidy.\n"
    "On Debian and Ubuntu install: libclang-${LLVM_VERSION_MAJOR}-dev")
endif()
message(STATUS "AsyncChecks: LLVM ${LLVM_PACKAGE_VERSION} in ${LLVM_DIR}")

add_library(AsyncChecksLLVM INTERFACE)
add_library(AsyncChecks::LLVM ALIAS AsyncChecksLLVM)
target_include_directories(AsyncChecksLLVM SYSTEM INTERFACE ${CLANG_INCLUDE_DIRS} ${LLVM_INCLUDE_DIRS})
separate_arguments(llvm_definitions NATIVE_COMMAND "${LLVM_DEFINITIONS}")
target_compile_definitions(AsyncChecksLLVM INTERFACE ${llvm_definitions})
target_compile_features(AsyncChecksLLVM INTERFACE cxx_std_20)
# Debian's headers say RTTI is on, its clang-tidy is built without: what counts is that a
# class derived from ClangTidyCheck asks for no type information that the host lacks.
target_compile_options(AsyncChecksLLVM INTERFACE -fno-rtti -fno-exceptions)
