#include "Asked.h"
#include "Disk.h"
#include "Uri.h"

using namespace llvm;

namespace async_checks {

bool Asked::wants(StringRef Kind) const {
  return Only.empty() || any_of(Only, [&](StringRef Each) {
           return Kind == Each || (Kind.starts_with(Each) && Kind[Each.size()] == '.');
         });
}

static std::optional<StringRef> uriIn(const json::Value &Parameters) {
  const json::Object *Object = Parameters.getAsObject();
  const json::Object *Document = Object ? Object->getObject("textDocument") : nullptr;
  if (!Document)
    Document = Object;
  return Document ? Document->getString("uri") : std::nullopt;
}

std::optional<std::string> pathIn(const json::Value &Parameters) {
  std::optional<StringRef> Uri = uriIn(Parameters);
  std::optional<std::string> Path = Uri ? pathOf(*Uri) : std::nullopt;
  return Path ? std::optional(realPath(*Path)) : std::nullopt;
}

static std::optional<int64_t> lineOf(const json::Object &Range, StringRef End) {
  const json::Object *Position = Range.getObject(End);
  return Position ? Position->getInteger("line") : std::nullopt;
}

std::optional<Asked> askedBy(const json::Value &Parameters) {
  std::optional<std::string> Path = pathIn(Parameters);
  if (!Path)
    return std::nullopt;
  const json::Object *Range = Parameters.getAsObject()->getObject("range");
  std::optional<int64_t> First = Range ? lineOf(*Range, "start") : std::nullopt;
  std::optional<int64_t> Last = Range ? lineOf(*Range, "end") : std::nullopt;
  if (!First || !Last)
    return std::nullopt;
  Asked Question = {uriIn(Parameters)->str(), *Path, *First, *Last, {}, {}};
  const json::Object *Context = Parameters.getAsObject()->getObject("context");
  if (const json::Array *For = Context ? Context->getArray("diagnostics") : nullptr)
    Question.For = *For;
  if (const json::Array *Only = Context ? Context->getArray("only") : nullptr)
    for (const json::Value &Kind : *Only)
      if (std::optional<StringRef> Name = Kind.getAsString())
        Question.Only.push_back(Name->str());
  return Question;
}

} // namespace async_checks
