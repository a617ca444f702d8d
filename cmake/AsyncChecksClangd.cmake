# Finds what LLVM's development package holds of clangd.
#
# Defines the target AsyncChecks::clangd: the static libraries of clangd and clang-tidy, with
# Clang and LLVM shared, as the clangd of the package has them.

if(NOT TARGET clangdMain OR NOT TARGET clang-cpp)
  message(FATAL_ERROR
    "ASYNC_CHECKS_CLANGD needs the static libraries of clangd and the shared one of Clang, and "
    "LLVM ${LLVM_PACKAGE_VERSION} in ${LLVM_DIR} lacks them. Debian and Ubuntu have both for "
    "LLVM 19 and 22, in libclang-<version>-dev.")
endif()
if(TARGET clangdRemoteIndexProto)
  find_package(Protobuf QUIET)
  find_package(gRPC QUIET CONFIG)
  if(NOT TARGET protobuf::libprotobuf OR NOT TARGET gRPC::grpc++)
    message(FATAL_ERROR
      "ASYNC_CHECKS_CLANGD needs gRPC and protobuf, for clangd's remote index.\n"
      "On Debian and Ubuntu install: libgrpc++-dev libprotobuf-dev protobuf-compiler-grpc")
  endif()
endif()

add_library(AsyncChecksClangd INTERFACE)
add_library(AsyncChecks::clangd ALIAS AsyncChecksClangd)
# Code actions register themselves: nothing refers to them by name.
target_link_libraries(AsyncChecksClangd INTERFACE
  clangdMain -Wl,--whole-archive $<TARGET_FILE:clangDaemonTweaks> -Wl,--no-whole-archive
  clangDaemon clang-cpp LLVM)
