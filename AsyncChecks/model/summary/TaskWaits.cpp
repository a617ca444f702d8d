#include "model/summary/TaskWaits.h"
#include "model/Model.h"
#include "model/tasks/TaskTypes.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/Path.h"

using namespace clang;
namespace path = llvm::sys::path;

namespace async_checks {

/// How the user's files include what declares \p Named: as it is written, or a path from
/// the root where that holds in one folder alone. Empty if the unit itself declares it.
static std::string inclusionOf(const NamedDecl &Named, Paths &Files) {
  const SourceManager &Sources = Named.getASTContext().getSourceManager();
  FileID File = Sources.getFileID(Sources.getExpansionLoc(Named.getLocation()));
  SourceLocation Include = Sources.getIncludeLoc(File);
  while (Include.isValid() && Sources.isInSystemHeader(Include)) {
    File = Sources.getFileID(Include);
    Include = Sources.getIncludeLoc(File);
  }
  if (Include.isInvalid())
    return "";
  llvm::StringRef Rest(Sources.getCharacterData(Include));
  std::string Path = Files.of(Sources.getLocForStartOfFile(File)).str();
  if (!Rest.starts_with("\"") && !Rest.starts_with("<"))
    return Path; // a macro names it
  llvm::StringRef Written =
      Rest.take_front(Rest.find(Rest.front() == '<' ? '>' : '"', 1) + 1);
  llvm::SmallString<128> Beside(path::parent_path(Files.of(Include)));
  path::append(Beside, Written.trim("\"<>"));
  path::remove_dots(Beside, /*remove_dot_dot=*/true);
  return Rest.front() == '"' && path::convert_to_slash(Beside) == Path ? Path
                                                                       : Written.str();
}

/// What makes a wait like \p Wait of a call that returns a task.
static void addManner(const BlockingWait &Wait, program::TaskWait &Said, Paths &Files) {
  const CallExpr &Call = *Wait.Whole;
  if (Wait.IsTimed || Wait.ThroughPointer)
    return;
  if (const auto *Method = dyn_cast<CXXMemberCallExpr>(&Call)) {
    const auto *Callee = cast<MemberExpr>(Method->getCallee()->IgnoreParens());
    if (Call.getNumArgs() == 0 && Callee->getBase()->IgnoreImplicit() == Wait.Awaited)
      Said.After = "." + Callee->getMemberDecl()->getNameAsString() + "()";
    return;
  }
  auto [Named, Arguments] = namedCall(Call);
  if (Arguments.size() != 1 || !Named->getDeclContext()->isFileContext())
    return;
  Said.WaitHeader = inclusionOf(*Named, Files);
  if (Said.WaitHeader.empty())
    return;
  Said.Before = qualifiedName(*Named) + "(";
  Said.After = ")";
}

program::TaskWait taskWait(Model &Model, const BlockingWait &Wait, const Body &In,
                           Paths &Files) {
  program::TaskWait Said;
  Said.Name = calleeName(*Wait.Whole);
  std::optional<TaskType> Task = inferTaskType(Model, In);
  if (Task && Task->key()) {
    Said.Task = qualifiedName(*Task->key());
    Said.TaskHeader = inclusionOf(*Task->key(), Files);
    addManner(Wait, Said, Files);
  }
  return Said;
}

} // namespace async_checks
