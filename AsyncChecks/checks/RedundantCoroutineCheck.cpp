#include "CallableCheck.h"
#include "Checks.h"
#include "Compat.h"
#include "model/unit/Forwarding.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds coroutines that do nothing but await another one, whose task they could return.
class RedundantCoroutineCheck : public CallableCheck {
public:
  using CallableCheck::CallableCheck;

private:
  void examine(const Body &Callable, Model &Model) override {
    if (std::optional<Forwarding> Forwards = findForwarding(Model, Callable))
      found({compat::nameLocation(Callable.Function),
             llvm::formatv("{0} only awaits '{1}': it costs a frame of its own, and each "
                           "resumption goes through it",
                           describeCoroutine(Callable.Function),
                           calleeName(*Forwards->Call)),
             returnInstead(*Forwards, Model)});
  }

  /// `return` in the place of `co_return` and `co_await`
  static std::optional<Edit> returnInstead(const Forwarding &Forwards, Model &Model) {
    Source Text(Model.Context);
    SourceLocation Keyword = Forwards.Return->getKeywordLoc();
    SourceLocation Await = beginOf(*Forwards.Await);
    if (!Text.isEditable({Keyword, Forwards.Call->getEndLoc()}))
      return std::nullopt;
    Edit Result;
    Result.Changes = {
        FixItHint::CreateReplacement({Keyword, Keyword}, "return"),
        FixItHint::CreateRemoval(Source::chars(Await, behind(Await, Text)))};
    return Result;
  }

  /// Behind the keyword at \p Location and the white space that follows it.
  static SourceLocation behind(SourceLocation Location, const Source &Text) {
    SourceLocation End = Text.endOf(Location);
    auto [File, Offset] = Text.Sources.getDecomposedLoc(End);
    llvm::StringRef Rest = Text.Sources.getBufferData(File).drop_front(Offset);
    return End.getLocWithOffset(int(Rest.size() - Rest.ltrim().size()));
  }
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeRedundantCoroutine(const CheckSetup &Setup) {
  return std::make_unique<RedundantCoroutineCheck>(Setup);
}

} // namespace async_checks
