#include "CallableCheck.h"
#include "Checks.h"
#include "fix/Names.h"
#include "model/lifetime/Lifetimes.h"
#include "clang/AST/ASTLambda.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds coroutines that run on by themselves and use their object after a suspension
/// without keeping it.
class ThisAcrossAwaitCheck : public CallableCheck {
public:
  using CallableCheck::CallableCheck;

private:
  void examine(const Body &Callable, Model &Model) override {
    if (std::optional<LateUse> Late = findLateUse(Model, Callable))
      found(describe(*Late, Callable, Model));
  }

  static Finding describe(const LateUse &Late, const Body &In, Model &Model) {
    Finding Finding;
    Finding.At = beginOf(*Late.Use);
    Finding.Message = llvm::formatv("the '{0}' may be gone here: nobody waits for this "
                                    "coroutine, and nothing in it keeps the object",
                                    Late.Class->getName());
    Finding.Notes.push_back({beginOf(*Late.Suspension), "it is suspended here", {}});
    if (Late.IsEager)
      Finding.Fix = keepObject(Late, In, Model);
    if (Late.Spawn.isValid())
      Finding.Notes.push_back(
          {Late.Spawn,
           Late.IsEager
               ? "its task is let go of here"
               : "its task is let go of here: let what is started own the object",
           {}});
    return Finding;
  }

  /// `auto self = shared_from_this();` before all else.
  static std::optional<Edit> keepObject(const LateUse &Late, const Body &In,
                                        Model &Model) {
    Source Text(Model.Context);
    const auto *Block = dyn_cast<CompoundStmt>(In.Coroutine->getBody());
    if (!Late.Owner || !Block || Block->body_empty() ||
        !Text.isEditable(Block->getSourceRange()) ||
        identifiersIn(Text, In.Function.getSourceRange()).contains("self"))
      return std::nullopt;
    SourceLocation Begin = Text.endOf(Block->getLBracLoc());
    llvm::StringRef Between =
        Text.text(Begin, Block->body_front()->getBeginLoc()).rtrim('\n');
    size_t Line = Between.rfind('\n');
    std::string Indent = Line == llvm::StringRef::npos ? " " : Between.substr(Line).str();
    Edit Fix;
    Fix.Changes.push_back(FixItHint::CreateInsertion(
        Begin, Indent + "auto self = " + (isInherited(Late, In) ? "this->" : "") +
                   Late.Owner->getNameAsString() + "();"));
    return Fix;
  }

  /// Whether the name of the owner is found only with an object before it.
  static bool isInherited(const LateUse &Late, const Body &In) {
    const CXXRecordDecl *Pattern = Late.Class->getTemplateInstantiationPattern();
    if (!Pattern)
      Pattern = Late.Class;
    return Pattern->hasAnyDependentBases();
  }
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeThisAcrossAwait(const CheckSetup &Setup) {
  return std::make_unique<ThisAcrossAwaitCheck>(Setup);
}

} // namespace async_checks
