// The differences between LLVM 16 and 22, and the only file that names a version.
#pragma once

#include "clang/Basic/Version.h"

/// The oldest LLVM that the project builds for.
#define ASYNC_LLVM_MIN 16

/// Stands at the head of what only versions older than \p Major need: once the minimum
/// reaches it, the compiler asks for the shim's deletion.
#define ASYNC_SHIM_FOR(Major)                                                            \
  static_assert(ASYNC_LLVM_MIN < Major, "every supported LLVM has this: delete the "     \
                                        "shim")

#if CLANG_VERSION_MAJOR < 22
ASYNC_SHIM_FOR(22);
#include "clang-tidy/ClangTidyModuleRegistry.h"
#endif

#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"

namespace async_checks::compat {

/// The default argument of \p Parameter, which must have one: a type until LLVM 18.
inline clang::QualType defaultType(const clang::TemplateTypeParmDecl &Parameter) {
#if CLANG_VERSION_MAJOR < 19
  ASYNC_SHIM_FOR(19);
  return Parameter.getDefaultArgument();
#else
  return Parameter.getDefaultArgument().getArgument().getAsType();
#endif
}

/// Whether the unit is C++23 or newer: temporaries in the header of a range-`for` live as
/// long as the loop, and `this auto` declares an object.
inline bool isCxx23(const clang::LangOptions &Language) {
#if CLANG_VERSION_MAJOR < 17
  ASYNC_SHIM_FOR(17);
  return Language.CPlusPlus2b;
#else
  return Language.CPlusPlus23;
#endif
}

/// Where the definition that \p Function comes from is named. Until LLVM 16, the instance
/// of a member that is defined outside of its class template has the place in the class.
inline clang::SourceLocation nameLocation(const clang::FunctionDecl &Function) {
#if CLANG_VERSION_MAJOR < 17
  ASYNC_SHIM_FOR(17);
  if (const clang::FunctionDecl *Pattern = Function.getTemplateInstantiationPattern())
    return Pattern->getLocation();
#endif
  return Function.getLocation();
}

/// Whether the object of \p Method is a parameter of its own, which LLVM knows since 18.
inline bool hasExplicitObject(const clang::CXXMethodDecl &Method) {
#if CLANG_VERSION_MAJOR < 18
  ASYNC_SHIM_FOR(18);
  return false;
#else
  return Method.isExplicitObjectMemberFunction();
#endif
}

/// Whether tasks of type \p Record are declared `[[clang::coro_lifetimebound]]`, which
/// LLVM knows since 18.
inline bool isLifetimeBound(const clang::CXXRecordDecl &Record) {
#if CLANG_VERSION_MAJOR < 18
  ASYNC_SHIM_FOR(18);
  return false;
#else
  return Record.hasAttr<clang::CoroLifetimeBoundAttr>();
#endif
}

/// Whether \p Function is declared `[[clang::coro_wrapper]]`, which LLVM knows since 18.
inline bool isCoroWrapper(const clang::FunctionDecl &Function) {
#if CLANG_VERSION_MAJOR < 18
  ASYNC_SHIM_FOR(18);
  return false;
#else
  return Function.hasAttr<clang::CoroWrapperAttr>();
#endif
}

/// Whether \p Function is declared `[[clang::blocking]]`, which LLVM knows since 19.
inline bool isMarkedBlocking(const clang::FunctionDecl &Function) {
#if CLANG_VERSION_MAJOR < 19
  ASYNC_SHIM_FOR(19);
  return false;
#else
  for (const clang::FunctionEffectWithCondition &Each : Function.getFunctionEffects())
    if (Each.Effect.kind() == clang::FunctionEffect::Kind::Blocking)
      return true;
  return false;
#endif
}

/// Whether clang-tidy matches what system headers declare as well.
#if CLANG_VERSION_MAJOR < 22
ASYNC_SHIM_FOR(22);
inline constexpr bool MatchesSystemHeaders = true;
#else
inline constexpr bool MatchesSystemHeaders = false;
#endif

/// How a preamble is given what takes its diagnostics, and the symbol of
/// clang::PrecompiledPreamble::Build(), which depends on it.
#if CLANG_VERSION_MAJOR < 22
ASYNC_SHIM_FOR(22);
using PreambleDiagnostics = clang::DiagnosticsEngine &;
#define ASYNC_BUILD_PREAMBLE                                                             \
  "_ZN5clang19PrecompiledPreamble5BuildERKNS_18CompilerInvocationEPKN4llvm12"            \
  "MemoryBufferENS_14PreambleBoundsERNS_17DiagnosticsEngineENS4_18IntrusiveRefCntPtrI"   \
  "NS4_3vfs10FileSystemEEESt10shared_ptrINS_22PCHContainerOperationsEEbNS4_9StringRef"   \
  "ERNS_17PreambleCallbacksE"
#else
using PreambleDiagnostics = llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine>;
#define ASYNC_BUILD_PREAMBLE                                                             \
  "_ZN5clang19PrecompiledPreamble5BuildERKNS_18CompilerInvocationEPKN4llvm12"            \
  "MemoryBufferENS_14PreambleBoundsENS4_18IntrusiveRefCntPtrINS_17DiagnosticsEngineEEE"  \
  "NS9_INS4_3vfs10FileSystemEEESt10shared_ptrINS_22PCHContainerOperationsEEbNS4_9"       \
  "StringRefERNS_17PreambleCallbacksE"
#endif

} // namespace async_checks::compat
