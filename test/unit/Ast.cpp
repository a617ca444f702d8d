// The parser behind the unit tests, and the code that most of them share.
#include "Ast.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Lex/Lexer.h"
#include "clang/Tooling/Tooling.h"

using namespace clang;

namespace async_checks {

const llvm::StringLiteral CoroutineHeader = R"cpp(
namespace std {
template <class R, class = void> struct coroutine_traits_impl {};
template <class R>
  requires requires { typename R::promise_type; }
struct coroutine_traits_impl<R, void> { using promise_type = typename R::promise_type; };
template <class R, class... Args> struct coroutine_traits : coroutine_traits_impl<R> {};

template <class Promise = void> struct coroutine_handle;
template <> struct coroutine_handle<void> {
  static coroutine_handle from_address(void *) noexcept;
  void *address() const noexcept;
  void resume() const;
  void destroy() const;
};
template <class Promise> struct coroutine_handle {
  static coroutine_handle from_address(void *) noexcept;
  operator coroutine_handle<>() const noexcept;
  void *address() const noexcept;
  void resume() const;
  void destroy() const;
};
struct suspend_always {
  constexpr bool await_ready() const noexcept { return false; }
  constexpr void await_suspend(coroutine_handle<>) const noexcept {}
  constexpr void await_resume() const noexcept {}
};
struct suspend_never {
  constexpr bool await_ready() const noexcept { return true; }
  constexpr void await_suspend(coroutine_handle<>) const noexcept {}
  constexpr void await_resume() const noexcept {}
};

template <class T> struct remove_reference { using type = T; };
template <class T> struct remove_reference<T &> { using type = T; };
template <class T> struct remove_reference<T &&> { using type = T; };
template <class T> constexpr typename remove_reference<T>::type &&move(T &&t) noexcept {
  return static_cast<typename remove_reference<T>::type &&>(t);
}
template <class T> constexpr T &&forward(typename remove_reference<T>::type &t) noexcept {
  return static_cast<T &&>(t);
}
}

namespace kit {
template <class Task, class Initial = std::suspend_always,
          class Final = std::suspend_always>
struct promise {
  Task get_return_object();
  Initial initial_suspend();
  Final final_suspend() noexcept;
  void unhandled_exception();
};
template <class T> struct returns { void return_value(T); };
template <> struct returns<void> { void return_void(); };
template <class T> struct awaiter {
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  T await_resume();
};
}

namespace acme {
template <class T = void> struct task {
  struct promise_type : kit::promise<task>, kit::returns<T> {};
  task(task &&);
  kit::awaiter<T> operator co_await() const;
  bool ready() const;
  T get();
  void wait();
};
}
using acme::task;
)cpp";

namespace {

/// Collects what is declared under a name outside of functions.
class NameFinder : public RecursiveASTVisitor<NameFinder> {
public:
  explicit NameFinder(llvm::StringRef Name) : Name(Name) {}

  llvm::SmallVector<NamedDecl *, 4> Found;

  bool VisitNamedDecl(NamedDecl *D) {
    if (D->getQualifiedNameAsString() == Name)
      Found.push_back(D);
    return true;
  }
  bool TraverseStmt(Stmt *) { return true; }

private:
  llvm::StringRef Name;
};

[[noreturn]] void missing(llvm::StringRef Name) {
  llvm::report_fatal_error(llvm::Twine("the unit does not have '") + Name + "'");
}

} // namespace

Unit::Unit(const llvm::Twine &Code, SharedOptions Options, llvm::StringRef Header)
    : Ast(tooling::buildASTFromCodeWithArgs((Header + Code).str(), {"-std=c++20", "-w"})),
      Words(std::move(Options)), Model(Ast->getASTContext(), Words) {
  EXPECT_FALSE(Ast->getDiagnostics().hasErrorOccurred());
}

Unit::~Unit() = default;

template <class Kind> const Kind &Unit::find(llvm::StringRef Name) const {
  NameFinder Finder(Name);
  Finder.TraverseDecl(Ast->getASTContext().getTranslationUnitDecl());
  const Kind *Best = nullptr;
  for (const NamedDecl *D : Finder.Found)
    if (const auto *Candidate = dyn_cast<Kind>(D)) {
      const auto *Function = dyn_cast<FunctionDecl>(D);
      if (!Best || (Function && Function->doesThisDeclarationHaveABody()))
        Best = Candidate;
    }
  if (!Best)
    missing(Name);
  return *Best;
}

const CXXRecordDecl &Unit::record(llvm::StringRef Name) const {
  const auto &Record = find<CXXRecordDecl>(Name);
  return Record.hasDefinition() ? *Record.getDefinition() : Record;
}

const FunctionDecl &Unit::function(llvm::StringRef Name) const {
  return find<FunctionDecl>(Name);
}

const FunctionDecl &Unit::instance(llvm::StringRef Name) const {
  for (const FunctionDecl *Instance : find<FunctionTemplateDecl>(Name).specializations())
    return *Instance;
  missing(Name);
}

const CXXMethodDecl &Unit::method(llvm::StringRef Name) const {
  return find<CXXMethodDecl>(Name);
}

const VarDecl &Unit::variable(llvm::StringRef Name) const { return find<VarDecl>(Name); }

QualType Unit::type(llvm::StringRef Name) const {
  const auto &Named = find<NamedDecl>(Name);
  if (const auto *Alias = dyn_cast<TypedefNameDecl>(&Named))
    return Alias->getUnderlyingType();
  if (const auto *Variable = dyn_cast<VarDecl>(&Named))
    return Variable->getType();
  missing(Name);
}

const Body &Unit::body(llvm::StringRef Function) {
  return Model.bodyOf(function(Function));
}

const TypeFacts &Unit::facts(llvm::StringRef Name) { return Model.Types.of(type(Name)); }

const FunctionUses &Unit::uses(llvm::StringRef Function) {
  return Model.uses().of(function(Function));
}

std::string Unit::text(const Stmt &Node) const {
  return Lexer::getSourceText(CharSourceRange::getTokenRange(Node.getSourceRange()),
                              Ast->getSourceManager(), Ast->getLangOpts())
      .str();
}

std::string Unit::text(QualType Type) const {
  return Type.isNull() ? "" : Type.getAsString(PrintingPolicy(Ast->getLangOpts()));
}

const VarDecl &local(const Body &In, llvm::StringRef Name) {
  for (const DeclStmt *Declaration : In.Declarations)
    for (const Decl *Declared : Declaration->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(Declared))
        if (Variable->getName() == Name)
          return *Variable;
  missing(Name);
}

const CallExpr &call(const Body &In, llvm::StringRef Name) {
  for (const CallExpr *Call : In.Calls)
    if (const auto *Callee = dyn_cast_or_null<NamedDecl>(Call->getCalleeDecl()))
      if (Callee->getNameAsString() == Name)
        return *Call;
  missing(Name);
}

} // namespace async_checks
