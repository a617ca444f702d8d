#include "fix/KeepCaptures.h"
#include "fix/Names.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

/// `[&x]` becomes `[x]`, and `[&]` `[&, x]`.
static bool addCopy(const LostCapture &Lost, const LambdaExpr &Lambda, const Source &Text,
                    Edit &To, std::string &Added) {
  const LambdaCapture &Capture = *Lost.Capture;
  if (!Lost.MayBeCopied || Capture.isPackExpansion())
    return false;
  if (Capture.isImplicit()) {
    Added += llvm::formatv(", {0}", Lost.Variable->getName());
    return true;
  }
  SourceLocation Name = Capture.getLocation();
  size_t Ampersand = Text.text(Lambda.getBeginLoc(), Name).rfind('&');
  if (Lambda.getCaptureDefault() != LCD_None || Ampersand == llvm::StringRef::npos)
    return false;
  To.Changes.push_back(FixItHint::CreateRemoval(
      Source::chars(Lambda.getBeginLoc().getLocWithOffset(Ampersand), Name)));
  return true;
}

/// `[this]` becomes `[this, self = shared_from_this()]`.
static bool addOwner(const LostContinuation &Lost, const Source &Text,
                     std::string &Added) {
  constexpr llvm::StringLiteral Name = "self";
  if (!Lost.Owner || !Lost.Owner->isInstance() ||
      identifiersIn(Text, Lost.Lambda->getSourceRange()).contains(Name))
    return false;
  bool IsOfTemplate = Lost.Lambda->getCallOperator()->isTemplateInstantiation();
  Added += llvm::formatv(", {0} = {1}{2}()", Name, IsOfTemplate ? "this->" : "",
                         Lost.Owner->getName());
  return true;
}

std::optional<Edit> keepCaptures(const LostContinuation &Lost, Model &Model) {
  Source Text(Model.Context);
  SourceRange Introducer = Lost.Lambda->getIntroducerRange();
  if (!Text.isEditable(Introducer))
    return std::nullopt;
  Edit Keep;
  std::string Added;
  for (const LostCapture &Each : Lost.Captures)
    if (Each.Capture->capturesThis() ? !addOwner(Lost, Text, Added)
                                     : !addCopy(Each, *Lost.Lambda, Text, Keep, Added))
      return std::nullopt;
  if (!Added.empty())
    Keep.Changes.push_back(FixItHint::CreateInsertion(Introducer.getEnd(), Added));
  return Keep;
}

} // namespace async_checks
