#include "model/suspension/Frames.h"
#include "model/Model.h"

using namespace clang;

namespace async_checks {

/// The bytes that \p Variable takes in a frame.
static uint64_t sizeInFrame(const VarDecl &Variable, const ASTContext &Context) {
  QualType Type = Variable.getType();
  if (!Variable.hasLocalStorage() || Type->isDependentType() || Type->isReferenceType() ||
      Type->isIncompleteType() || Variable.isInvalidDecl())
    return 0;
  return Context.getTypeSizeInChars(Type).getQuantity();
}

static std::vector<FramePart> candidates(const Body &In, const ASTContext &Context) {
  std::vector<FramePart> Found;
  auto Add = [&](const VarDecl &Variable) {
    if (uint64_t Size = sizeInFrame(Variable, Context))
      Found.push_back({&Variable, Size});
  };
  for (const ParmVarDecl *Parameter : In.Function.parameters())
    Add(*Parameter);
  for (const DeclStmt *Declaration : In.Declarations)
    for (const Decl *Declared : Declaration->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(Declared))
        Add(*Variable);
  llvm::sort(Found, [](const FramePart &A, const FramePart &B) {
    return std::pair(B.Size, A.Variable->getLocation()) <
           std::pair(A.Size, B.Variable->getLocation());
  });
  return Found;
}

static uint64_t sizeOf(llvm::ArrayRef<FramePart> Parts) {
  uint64_t Size = 0;
  for (const FramePart &Part : Parts)
    Size += Part.Size;
  return Size;
}

/// Whether \p Variable was there before \p Point and is still.
static bool livesAcross(const VarDecl &Variable, const Suspension &Point,
                        const Body &In) {
  if (isa<ParmVarDecl>(Variable))
    return true;
  for (const DeclStmt *Declaration : In.Declarations)
    if (llvm::is_contained(Declaration->decls(), &Variable)) {
      const Stmt *Scope = In.scopeOf(*Declaration);
      return In.isBehind(*Point.Keyword, *Declaration) &&
             (!Scope || In.isWithin(*Point.Keyword, *Scope));
    }
  return false;
}

FrameLoad frameLoad(const Body &In, uint64_t Threshold, Model &Model) {
  FrameLoad Most;
  std::vector<FramePart> All = candidates(In, Model.Context);
  if (sizeOf(All) <= Threshold)
    return Most;
  for (const Suspension *Point : realSuspensions(In, Model)) {
    FrameLoad Here;
    Here.At = Point;
    for (const FramePart &Part : All)
      if (livesAcross(*Part.Variable, *Point, In))
        Here.Parts.push_back(Part);
    Here.Size = sizeOf(Here.Parts);
    if (Here.Size > Most.Size)
      Most = std::move(Here);
  }
  return Most;
}

// --- How many there are ---

static bool runsOnce(const FunctionDecl &Function, unsigned Depth, Model &Model) {
  if (Model.isSyncEntryPoint(Function) || runsInTestsOnly(Function, Model))
    return true;
  auto IsOnce = [&](const Body &In, const Stmt &At) {
    return Depth > 0 && !loopAround(At, In) && runsOnce(In.Function, Depth - 1, Model);
  };
  auto [Around, Lambda] = Model.uses().lambda(Function);
  if (Around)
    return IsOnce(*Around, *Lambda);
  const FunctionUses &Uses = Model.uses().of(Function);
  return !Uses.Calls.empty() && !Uses.IsAddressTaken &&
         llvm::all_of(Uses.Calls,
                      [&](const CallSite &Site) { return IsOnce(*Site.In, *Site.Call); });
}

bool runsOnce(const Body &In, Model &Model) {
  return runsOnce(In.Function, /*Depth=*/4, Model);
}

} // namespace async_checks
