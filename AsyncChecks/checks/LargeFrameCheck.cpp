#include "CallableCheck.h"
#include "Checks.h"
#include "fix/Edit.h"
#include "model/suspension/Frames.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds large variables that coroutines keep in their frames while they are suspended.
class LargeFrameCheck : public CallableCheck {
public:
  explicit LargeFrameCheck(const CheckSetup &Setup)
      : CallableCheck(Setup), Threshold(option("Threshold", 16384u)) {}

private:
  void examine(const Body &Callable, Model &Model) override {
    if (!Callable.Coroutine || Callable.Suspensions.empty())
      return;
    FrameLoad Load = frameLoad(Callable, Threshold, Model);
    if (Load.Size > Threshold && !runsOnce(Callable, Model))
      found(describe(Load, Callable, Model));
  }

  Finding describe(const FrameLoad &Load, const Body &Callable, Model &Model) const {
    const FramePart &Largest = Load.Parts.front();
    Finding Finding{
        Largest.Variable->getLocation(),
        llvm::formatv("each {0} that is suspended keeps {1} bytes, {2} of them in {3}",
                      nameOf(Callable.Function), Load.Size, Largest.Size,
                      nameOf(*Largest.Variable))};
    Finding.Notes.push_back({beginOf(*Load.At->Keyword), "it is suspended here", {}});
    for (const FramePart &Part : llvm::drop_begin(Load.Parts))
      if (Part.Size * Parts > Load.Size)
        Finding.Notes.push_back(
            {Part.Variable->getLocation(),
             llvm::formatv("{0} bytes in {1}", Part.Size, nameOf(*Part.Variable)),
             {}});
    Finding.Notes.push_back({Finding.At,
                             isa<ParmVarDecl>(Largest.Variable)
                                 ? "pass a pointer that owns it"
                                 : "end its scope before, or put it on the heap",
                             ontoHeap(*Largest.Variable, Callable, Model)});
    return Finding;
  }

  static std::string nameOf(const NamedDecl &Named) {
    std::string Name = Named.getNameAsString();
    return isa<CXXMethodDecl>(Named) && cast<CXXMethodDecl>(Named).getParent()->isLambda()
               ? "lambda"
           : Name.empty() ? "a variable"
                          : "'" + Name + "'";
  }

  /// `T x;` becomes `auto x_owner = std::make_unique<T>(); auto &x = *x_owner;`
  static Edit ontoHeap(const VarDecl &Variable, const Body &Callable,
                       const Model &Model) {
    Edit Heap;
    Source Text(Model.Context);
    const DeclStmt *Declaration = declarationOf(Variable, Callable);
    const CXXRecordDecl *Class = Variable.getType()->getAsCXXRecordDecl();
    if (!Declaration || !Class || !hasDefaultValue(Variable) ||
        Variable.getType().isConstQualified() || Variable.hasAttrs() ||
        Variable.getType()->getContainedAutoType() ||
        !Text.isEditable(Declaration->getSourceRange()))
      return Heap;
    llvm::StringRef Type =
        Text.text(Variable.getTypeSourceInfo()->getTypeLoc().getSourceRange());
    std::string Name = Variable.getNameAsString();
    Heap.Changes.push_back(FixItHint::CreateReplacement(
        Declaration->getSourceRange(),
        llvm::formatv("auto {0}_owner = std::make_unique<{1}>();\n{2}auto &{0} = "
                      "*{0}_owner;",
                      Name, Type, Text.indentation(Declaration->getBeginLoc()))
            .str()));
    Heap.Headers.push_back({"<memory>", Variable.getLocation()});
    return Heap;
  }

  /// The statement that declares \p Variable alone, in a block; null if there is none.
  static const DeclStmt *declarationOf(const VarDecl &Variable, const Body &Callable) {
    for (const DeclStmt *Declaration : Callable.Declarations)
      if (Declaration->isSingleDecl() && Declaration->getSingleDecl() == &Variable)
        return isa_and_nonnull<CompoundStmt>(Callable.parent(*Declaration)) ? Declaration
                                                                            : nullptr;
    return nullptr;
  }

  /// `T x;`, `T x{};`
  static bool hasDefaultValue(const VarDecl &Variable) {
    const Expr *Value = Variable.getInit();
    if (!Value)
      return true;
    if (const auto *List = dyn_cast<InitListExpr>(written(Value))) {
      const InitListExpr *Written = List->getSyntacticForm();
      return (Written ? Written : List)->getNumInits() == 0;
    }
    const auto *Construct = dyn_cast<CXXConstructExpr>(written(Value));
    return Construct && Construct->getNumArgs() == 0;
  }

  static constexpr unsigned Parts = 16; ///< what is less than one of them is not named
  const unsigned Threshold;
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeLargeFrame(const CheckSetup &Setup) {
  return std::make_unique<LargeFrameCheck>(Setup);
}

} // namespace async_checks
