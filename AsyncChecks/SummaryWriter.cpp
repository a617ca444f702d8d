#include "SummaryWriter.h"
#include "AsyncCheck.h"
#include "model/program/Entities.h"
#include "model/summary/Summarize.h"
#include "program/ReplaceFile.h"
#include "program/Text.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace async_checks {

void SummaryWriter::registerMatchers(MatchFinder &Finder) {
  Finder.addMatcher(translationUnitDecl(), this);
}

void SummaryWriter::write() {
  if (!Context)
    return;
  const SharedOptions &Options = Models.options();
  program::Summary Summary;
  Summary.Unit = Paths(Context->getSourceManager(), Options.Root).ofUnit().str();
  if (Context->getDiagnostics().hasUncompilableErrorOccurred())
    Summary.IsBroken = true;
  else
    Summary = summarize(Models.of(*Context), Options.Root);
  std::string File =
      program::fileFor(Options.SummaryFolder, Summary.Unit, program::SummaryExtension);
  if (llvm::Error Error = program::replaceFile(File, program::write(Summary)))
    Models.warn("the summary " + File +
                " cannot be written: " + llvm::toString(std::move(Error)));
}

} // namespace async_checks
