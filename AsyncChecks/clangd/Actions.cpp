#include "Actions.h"
#include "Disk.h"
#include "Uri.h"
#include <map>
#include <set>

using namespace llvm;

namespace async_checks {

std::vector<Published> publishedIn(const json::Value &Parameters) {
  std::vector<Published> Found;
  const json::Array *All = Parameters.getAsObject()->getArray("diagnostics");
  for (const json::Value &Value : All ? *All : json::Array()) {
    const json::Object *Each = Value.getAsObject();
    std::optional<StringRef> Check = Each->getString("code");
    const json::Object *Range = Each->getObject("range");
    const json::Object *Start = Range ? Range->getObject("start") : nullptr;
    if (Check && Start)
      Found.push_back({Check->str(), Each->getString("message").value_or("").str(),
                       Start->getInteger("line").value_or(0)});
  }
  return Found;
}

std::string fixTitle(StringRef Message) {
  return ("fix: " + Message.split(": ").first).str();
}

namespace {

/// Fixes that can be made together.
class FixSet {
public:
  /// Adds \p Change, unless it overlaps with what is there.
  bool add(const Fix &Change) {
    if (any_of(Change, [&](const FileEdits &Each) { return overlaps(Each); }))
      return false;
    for (const FileEdits &Each : Change)
      for (const TextEdit &Edit : Each.Edits)
        if (!is_contained(Files[Each.Path], Edit))
          Files[Each.Path].push_back(Edit);
    return true;
  }

  json::Object changes(const Asked &Where, Units Counted) const {
    json::Object Changes;
    for (const auto &[Path, Edits] : Files) {
      json::Array Texts;
      for (const TextEdit &Each : Edits)
        Texts.push_back(
            json::Object{{"range", json::Object{{"start", Each.Begin.in(Counted)},
                                                {"end", Each.End.in(Counted)}}},
                         {"newText", Each.Text}});
      Changes[Path == Where.Path ? Where.Uri : fileUri(Path)] = std::move(Texts);
    }
    return json::Object{{"changes", std::move(Changes)}};
  }

  size_t size() const { return Files.size(); }

private:
  bool overlaps(const FileEdits &More) const {
    auto Known = Files.find(More.Path);
    return Known != Files.end() && any_of(More.Edits, [&](const TextEdit &Edit) {
             return any_of(Known->second, [&](const TextEdit &Other) {
               return !(Edit == Other) && Edit.Offset < Other.Offset + Other.Length &&
                      Other.Offset < Edit.Offset + Edit.Length;
             });
           });
  }

  std::map<std::string, std::vector<TextEdit>> Files;
};

class ActionMaker {
public:
  ActionMaker(const Asked &Where, ArrayRef<HeardFinding> Findings,
              ArrayRef<Published> Told, const StringSet<> &Unsaved, Units Counted)
      : Where(Where), Unsaved(Unsaved), Counted(Counted) {
    for (const HeardFinding &Each : Findings)
      if (any_of(Told, [&](const Published &It) { return isSame(Each, It); }))
        Shown.push_back(&Each);
  }

  json::Array make() {
    if (Where.wants("quickfix"))
      for (const HeardFinding *Each : Shown)
        if (Where.First <= Each->Line && Each->Line <= Where.Last)
          addFor(*Each);
    if (!Where.Only.empty() && Where.wants(FixAllKind))
      addAll("fix all asynchronous mistakes in this file", FixAllKind, /*Check=*/"",
             /*AtLeast=*/1);
    return std::move(Actions);
  }

private:
  static bool isSame(const HeardFinding &Heard, const Published &Told) {
    return Heard.Check == Told.Check && Heard.Line == Told.Line &&
           StringRef(Told.Message).starts_with_insensitive(Heard.Message);
  }

  void addFor(const HeardFinding &Of) {
    addFix(fixTitle(Of.Message), Of.Change, Of);
    for (const HeardFinding::Note &Note : Of.Notes)
      addFix(Note.Message, Note.Change, Of);
    if (!Done.insert({Of.Check, Of.Line}).second)
      return;
    if (Done.insert({Of.Check, AllLines}).second)
      addAll("fix all of '" + Of.Check + "' in this file", "quickfix", Of.Check,
             /*AtLeast=*/2);
    addComment(Of);
  }

  /// Adds a fix that leaves the file: the others are clangd's.
  void addFix(std::string Title, const Fix &Change, const HeardFinding &Of) {
    if (all_of(Change, [&](const FileEdits &Each) { return Each.Path == Where.Path; }) ||
        !isOfToday(Change))
      return;
    FixSet Made;
    Made.add(Change);
    if (Made.size() > 1)
      Title += ", in " + std::to_string(Made.size()) + " files";
    add(Title, "quickfix", Made, Of.Check, Of.Line);
  }

  void addAll(std::string Title, StringRef Kind, StringRef Check, unsigned AtLeast) {
    FixSet Made;
    unsigned Count = 0;
    for (const HeardFinding *Each : Shown)
      if ((Check.empty() || Each->Check == Check) && !Each->Change.empty() &&
          isOfToday(Each->Change))
        Count += Made.add(Each->Change);
    if (Count >= AtLeast)
      add(Title, Kind, Made, Check);
  }

  /// Adds a comment behind the line, which goes on in the next one if it ends so.
  void addComment(const HeardFinding &Of) {
    StringRef Line = Of.EndOfLine.Before;
    if (Line.rtrim().ends_with("\\") || Line.contains("R\""))
      return;
    Place End = {Of.Line, Line.rtrim("\r").str()};
    FixSet Made;
    Made.add({{Where.Path, "", {{0, 0, End, End, " // NOLINT(" + Of.Check + ")"}}}});
    add("silence '" + Of.Check + "' in this line", "quickfix", Made, Of.Check, Of.Line);
  }

  bool isOfToday(const Fix &Change) const {
    return all_of(Change, [&](const FileEdits &Each) {
      return Each.Path == Where.Path ||
             (!Unsaved.contains(Each.Path) && hasOnDisk(Each.Path, Each.Digest));
    });
  }

  void add(StringRef Title, StringRef Kind, const FixSet &Made, StringRef Check,
           std::optional<unsigned> Line = {}) {
    json::Array For;
    for (const json::Value &Each : Where.For)
      if (isOf(Each, Check, Line))
        For.push_back(Each);
    Actions.push_back(json::Object{{"title", Title.str()},
                                   {"kind", Kind},
                                   {"diagnostics", std::move(For)},
                                   {"edit", Made.changes(Where, Counted)}});
  }

  static bool isOf(const json::Value &Diagnostic, StringRef Check,
                   std::optional<unsigned> Line) {
    std::vector<Published> One =
        publishedIn(json::Object{{"diagnostics", json::Array{Diagnostic}}});
    return !One.empty() && One.front().Check == Check &&
           (!Line || One.front().Line == *Line);
  }

  static constexpr int64_t AllLines = -1;

  const Asked &Where;
  const StringSet<> &Unsaved;
  const Units Counted;
  std::vector<const HeardFinding *> Shown;
  std::set<std::pair<std::string, int64_t>> Done; ///< by check and line
  json::Array Actions;
};

} // namespace

json::Array findingActions(const Asked &Where, ArrayRef<HeardFinding> Findings,
                           ArrayRef<Published> Told, const StringSet<> &Unsaved,
                           Units Counted) {
  return ActionMaker(Where, Findings, Told, Unsaved, Counted).make();
}

} // namespace async_checks
