#include "program/Plan.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"

namespace json = llvm::json;

namespace async_checks::program {

static constexpr int PlanVersion = 1;

namespace {

/// Writes or reads the fields of a record, by the one list of them in fields().
struct FieldWriter {
  json::Object Out;
  template <class Value> bool operator()(llvm::StringLiteral Name, Value &Each) {
    Out[Name] = Each;
    return true;
  }
};
struct FieldReader {
  json::ObjectMapper From;
  template <class Value> bool operator()(llvm::StringLiteral Name, Value &Each) {
    return From.map(Name, Each);
  }
};

template <class Visitor> bool fields(Visitor &Visit, Spot &Each) {
  return Visit("file", Each.File) && Visit("line", Each.Line) &&
         Visit("column", Each.Column);
}
template <class Visitor> bool fields(Visitor &Visit, Member &Each) {
  return Visit("usr", Each.Usr) && Visit("name", Each.Name) && Visit("at", Each.At);
}
template <class Visitor> bool fields(Visitor &Visit, PlannedCall &Each) {
  return Visit("caller", Each.Caller) && Visit("callee", Each.Callee) &&
         Visit("at", Each.At) && Visit("why", Each.Why);
}
template <class Visitor> bool fields(Visitor &Visit, Chain &Each) {
  return Visit("name", Each.Name) && Visit("at", Each.At) && Visit("wait", Each.Wait) &&
         Visit("task", Each.Task) && Visit("before", Each.Before) &&
         Visit("after", Each.After) && Visit("taskHeader", Each.TaskHeader) &&
         Visit("waitHeader", Each.WaitHeader) && Visit("functions", Each.Members) &&
         Visit("awaits", Each.Awaits) && Visit("boundaries", Each.Boundaries) &&
         Visit("units", Each.Units) && Visit("refusal", Each.Refusal) &&
         Visit("refusedAt", Each.RefusedAt);
}

} // namespace

#define RECORD(Kind)                                                                     \
  static json::Value toJSON(const Kind &Each) {                                          \
    FieldWriter To;                                                                      \
    fields(To, const_cast<Kind &>(Each));                                                \
    return std::move(To.Out);                                                            \
  }                                                                                      \
  static bool fromJSON(const json::Value &From, Kind &Each, json::Path At) {             \
    FieldReader Reader{{From, At}};                                                      \
    return Reader.From && fields(Reader, Each);                                          \
  }

RECORD(Spot)
RECORD(Member)
RECORD(PlannedCall)
RECORD(Chain)
#undef RECORD

std::string write(const Plan &Plan) {
  json::Value Whole = json::Object{{"version", PlanVersion}, {"chains", Plan.Chains}};
  return llvm::formatv("{0:2}\n", Whole);
}

llvm::Expected<Plan> readPlan(llvm::StringRef Text) {
  llvm::Expected<json::Value> Whole = json::parse(Text);
  if (!Whole)
    return Whole.takeError();
  json::Path::Root Root("plan");
  json::ObjectMapper From(*Whole, Root);
  Plan Read;
  int Of = 0;
  if (!From || !From.map("version", Of) || !From.map("chains", Read.Chains))
    return Root.getError();
  if (Of != PlanVersion)
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   "it is of another version of AsyncChecks");
  return Read;
}

} // namespace async_checks::program
