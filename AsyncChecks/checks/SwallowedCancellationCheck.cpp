#include "CallableCheck.h"
#include "Checks.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds handlers in coroutines that take a cancellation for an error and end it.
class SwallowedCancellationCheck : public CallableCheck {
public:
  using CallableCheck::CallableCheck;

private:
  using Exceptions = llvm::SmallVector<const CXXRecordDecl *, 1>;

  /// What a handler ends, and where the first of it comes from.
  struct Swallowed {
    const Expr *Origin = nullptr;
    Exceptions Classes;
  };

  void examine(const Body &Callable, Model &Model) override {
    // Where nobody awaits the coroutine, nobody waits for a cancellation either.
    const FunctionDecl &Function = Callable.Function;
    QualType Result = Function.getReturnType();
    if (!Callable.Coroutine || Result->isVoidType() ||
        Model.Types.of(Result).IsDetached ||
        (Model.isSyncEntryPoint(Function) && !isTestBody(Function, Model)))
      return;
    for (const CXXTryStmt *Try : Callable.Tries)
      examineTry(*Try, Callable, Model);
  }

  void examineTry(const CXXTryStmt &Try, const Body &Callable, Model &Model) {
    llvm::MapVector<const CXXCatchStmt *, Swallowed> Handlers;
    auto Follow = [&](const Expr &Origin, const Exceptions &Thrown) {
      for (const CXXRecordDecl *Class : Thrown) {
        const CXXCatchStmt *Handler = handlerOf(Try, *Class);
        if (!Handler || !reaches(Origin, Try, *Class, Callable, Model) ||
            !isSwallowed(*Handler, *Class, Callable, Model) ||
            knowsAnother(Try, *Class, Model))
          continue;
        Swallowed &Found = Handlers[Handler];
        if (!Found.Origin)
          Found.Origin = &Origin;
        if (!llvm::is_contained(Found.Classes, Class))
          Found.Classes.push_back(Class);
      }
    };
    Cancellations &Cancellations = Model.cancellations();
    for (const Suspension &Suspension : Callable.Suspensions)
      if (Callable.isWithin(*Suspension.Keyword, *Try.getTryBlock()) &&
          !Model.exceptions().neverThrows(Suspension))
        Follow(*Suspension.Keyword, Cancellations.thrownAt(Suspension, Callable));
    for (const CallExpr *Call : Callable.Calls)
      if (Callable.isWithin(*Call, *Try.getTryBlock()))
        Follow(*Call, Cancellations.thrownBy(*Call));
    if (Handlers.empty() || asksLater(Try, Callable, Model) ||
        isLeftAloneAsTest(Callable.Function, Model))
      return;
    for (const auto &[Handler, Found] : Handlers)
      found(describe(*Handler, Found, Try, Callable, Model));
  }

  // --- Where an exception goes ---

  /// The handler of \p Try that a \p Class gets to; null if there is none.
  static const CXXCatchStmt *handlerOf(const CXXTryStmt &Try,
                                       const CXXRecordDecl &Class) {
    for (unsigned I = 0; I != Try.getNumHandlers(); ++I) {
      const CXXCatchStmt *Handler = Try.getHandler(I);
      if (!Handler->getExceptionDecl())
        return Handler;
      QualType Caught = Handler->getCaughtType().getNonReferenceType();
      const CXXRecordDecl *Record = Caught->getAsCXXRecordDecl();
      if (Caught->isDependentType() ||
          (Record && (declaresSameEntity(Record, &Class) || Class.isDerivedFrom(Record))))
        return Handler;
    }
    return nullptr;
  }

  /// Whether no `try` inside of \p Outer keeps a \p Class from getting to its handlers.
  static bool reaches(const Stmt &From, const CXXTryStmt &Outer,
                      const CXXRecordDecl &Class, const Body &Callable, Model &Model) {
    for (const CXXTryStmt *Try = Callable.enclosingTry(From); Try && Try != &Outer;
         Try = Callable.enclosingTry(*Try))
      if (const CXXCatchStmt *Handler = handlerOf(*Try, Class))
        if (!passesOn(*Handler, Callable, Model))
          return false;
    return true;
  }

  /// Whether \p Handler, made for anything, ends a \p Class.
  static bool isSwallowed(const CXXCatchStmt &Handler, const CXXRecordDecl &Class,
                          const Body &Callable, Model &Model) {
    // What a macro catches, as the assertion of a test does, it knows how to report.
    if (Handler.getCatchLoc().isMacroID() || onlyAsserts(Handler, Model))
      return false;
    if (const VarDecl *Exception = Handler.getExceptionDecl()) {
      const CXXRecordDecl *Record =
          Exception->getType().getNonReferenceType()->getAsCXXRecordDecl();
      if (!Record || declaresSameEntity(Record, &Class) || !Record->isInStdNamespace())
        return false;
      if (llvm::any_of(Callable.uses(*Exception),
                       [&](const Expr *Use) { return asksKind(*Use, Callable); }))
        return false;
    }
    return !passesOn(Handler, Callable, Model);
  }

  /// Whether \p Handler throws, keeps the exception for later, or ends the program. A
  /// closure in it may do so.
  static bool passesOn(const CXXCatchStmt &Handler, const Body &Callable, Model &Model) {
    auto IsInside = [&](const Stmt *Node) { return Callable.isWithin(*Node, Handler); };
    return llvm::any_of(Callable.Throws, IsInside) ||
           llvm::any_of(Callable.Lambdas, IsInside) ||
           llvm::any_of(Callable.Calls, [&](const CallExpr *Call) {
             const FunctionDecl *Callee = Call->getDirectCallee();
             return Callee && IsInside(Call) &&
                    (Callee->isNoReturn() ||
                     Model.Words.ExceptionKeepers.matches(*Callee));
           });
  }

  /// Whether \p Handler does nothing but tell a test what went wrong.
  static bool onlyAsserts(const CXXCatchStmt &Handler, const Model &Model) {
    const auto *Block = dyn_cast<CompoundStmt>(Handler.getHandlerBlock());
    auto Asserts = [&](const Stmt *Each) { return isTestAssertion(*Each, Model); };
    return Block && llvm::any_of(Block->body(), Asserts) &&
           llvm::all_of(Block->body(), [&](const Stmt *Each) {
             return isa<CoreturnStmt, BreakStmt, ContinueStmt, NullStmt>(Each) ||
                    Asserts(Each);
           });
  }

  // --- Who thinks of cancellation ---

  /// Whether \p Try has a handler for what the library of \p Class throws when another
  /// kind of operation is cancelled.
  static bool knowsAnother(const CXXTryStmt &Try, const CXXRecordDecl &Class,
                           Model &Model) {
    for (unsigned I = 0; I != Try.getNumHandlers(); ++I)
      if (Try.getHandler(I)->getExceptionDecl())
        if (const CXXRecordDecl *Caught =
                Model.Types.record(Try.getHandler(I)->getCaughtType()))
          if (Model.cancellations().areOfOneLibrary(*Caught, Class))
            return true;
    return false;
  }

  /// `dynamic_cast<const cancelled *>(&e)`, `if (is_cancelled(e))`
  static bool asksKind(const Expr &Use, const Body &Callable) {
    const Stmt *Around = Callable.writtenParent(Use);
    while (isa_and_nonnull<ParenExpr, UnaryOperator>(Around))
      Around = Callable.writtenParent(*Around);
    if (isa_and_nonnull<CXXDynamicCastExpr>(Around))
      return true;
    const auto *Call = dyn_cast_or_null<CallExpr>(Around);
    return Call && Call->getType()->isBooleanType() && !Callable.isDiscarded(*Call);
  }

  /// Whether the coroutine asks a token in the handlers of \p Try, behind it, or in a
  /// loop around it.
  static bool asksLater(const CXXTryStmt &Try, const Body &Callable, Model &Model) {
    return llvm::any_of(Callable.Calls, [&](const CallExpr *Call) {
      if (!asksToken(*Call, Model) || Callable.isWithin(*Call, *Try.getTryBlock()))
        return false;
      if (Callable.isBefore(Try, *Call))
        return true;
      for (const Stmt *Around = &Try; Around; Around = Callable.parent(*Around))
        if (isa<WhileStmt, DoStmt, ForStmt, CXXForRangeStmt>(Around) &&
            Callable.isWithin(*Call, *Around))
          return true;
      return false;
    });
  }

  static bool asksToken(const CallExpr &Call, const Model &Model) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
    return (Callee && Model.Words.CancellationQueries.matches(*Callee)) ||
           (Member && Member->getMethodDecl() && Member->getMethodDecl()->isConst() &&
            Member->getNumArgs() == 0 && isToken(Member->getObjectType(), Model));
  }

  // --- What to say ---

  static Finding describe(const CXXCatchStmt &Handler, const Swallowed &Found,
                          const CXXTryStmt &Try, const Body &Callable, Model &Model) {
    Finding Finding{Handler.getCatchLoc(),
                    llvm::formatv("this handler takes '{0}' for an error: a cancelled "
                                  "coroutine goes on, and its caller is not told",
                                  qualifiedName(*Found.Classes.front()))};
    Finding.Notes.push_back(
        {beginOf(*Found.Origin), "the cancellation is thrown here", {}});
    if (std::optional<Edit> Fix = letPass(Handler, Found.Classes, Try, Callable, Model))
      Finding.Notes.push_back({Finding.At, "rethrow it in a handler of its own", *Fix});
    return Finding;
  }

  /// The handlers that rethrow \p Classes, before \p Handler.
  static std::optional<Edit> letPass(const CXXCatchStmt &Handler,
                                     const Exceptions &Classes, const CXXTryStmt &Try,
                                     const Body &Callable, Model &Model) {
    Source Text(Model.Context);
    if (!Text.isEditable(Handler.getCatchLoc()))
      return std::nullopt;
    std::string Handlers;
    for (const CXXRecordDecl *Class : Classes) {
      if (!mayName(*Class, Callable, Handler.getCatchLoc(), Model))
        return std::nullopt;
      for (const CXXTryStmt *Outer = Callable.enclosingTry(Try); Outer;
           Outer = Callable.enclosingTry(*Outer))
        if (handlerOf(*Outer, *Class))
          return std::nullopt;
      bool IsCovered = llvm::any_of(Classes, [&](const CXXRecordDecl *Other) {
        return Class->isDerivedFrom(Other);
      });
      if (!IsCovered)
        Handlers += "catch (const " + qualifiedName(*Class) + " &) { throw; } ";
    }
    Edit Fix;
    Fix.Changes.push_back(FixItHint::CreateInsertion(Handler.getCatchLoc(), Handlers));
    return Fix;
  }

  /// Whether the qualified name of \p Class means the class at \p Where.
  static bool mayName(const CXXRecordDecl &Class, const Body &Callable,
                      SourceLocation Where, Model &Model) {
    if (!Model.Context.getSourceManager().isBeforeInTranslationUnit(Class.getLocation(),
                                                                    Where))
      return false;
    const NamedDecl *Outermost = &Class;
    for (const Decl *Part = &Class; Part;
         Part = dyn_cast_or_null<Decl>(Part->getDeclContext())) {
      if (Part->getAccess() == AS_private || Part->getAccess() == AS_protected)
        return false;
      if (const auto *Named = dyn_cast<NamedDecl>(Part); Named && Named->getIdentifier())
        Outermost = Named;
    }
    for (const DeclContext *Scope = Callable.Function.getDeclContext();
         Scope && !Scope->isTranslationUnit(); Scope = Scope->getParent())
      if (!isa<FunctionDecl>(Scope) && !Scope->lookup(Outermost->getDeclName()).empty())
        return false;
    return true;
  }
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeSwallowedCancellation(const CheckSetup &Setup) {
  return std::make_unique<SwallowedCancellationCheck>(Setup);
}

} // namespace async_checks
