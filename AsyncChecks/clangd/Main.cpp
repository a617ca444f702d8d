// The clangd of LLVM with the checks inside: what makes it more than a call of its
// main().

#include "Actions.h"
#include "Session.h"
#include "Uri.h"
#include "Wrapped.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include <cstdlib>
#include <optional>

using namespace llvm;

namespace clang::clangd {
struct CodeAction;
struct PublishDiagnosticsParams;
int clangdMain(int argc, char *argv[]);
} // namespace clang::clangd

static bool isOurs(StringRef Check) { return Check.starts_with("async-"); }

// Checks that clangd has not measured run only if the user says so.

#define IS_FAST "_ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE"
std::optional<bool> theirIsFast(StringRef Check) THEIRS(IS_FAST);
std::optional<bool> isFast(StringRef Check) OURS(IS_FAST);

std::optional<bool> isFast(StringRef Check) {
  return isOurs(Check) ? true : theirIsFast(Check);
}

// Diagnostics link to the page of their check, which clangd expects on LLVM's site, and
// fixes of several edits have a title that is shorter than the diagnostic.

/// The folder of the pages: the installed one, or that of the sources.
static std::string pages() {
  static int Anchor;
  SmallString<128> Folder(sys::fs::getMainExecutable(nullptr, &Anchor));
  sys::path::remove_filename(Folder);
  sys::path::append(Folder, ASYNC_CHECKS_PAGES);
  sys::path::remove_dots(Folder, /*remove_dot_dot=*/true);
  return sys::fs::is_directory(Folder) ? Folder.str().str() : ASYNC_CHECKS_SOURCE_PAGES;
}

static void linkPage(json::Object &Diagnostic, StringRef Check) {
  static const std::string Folder = pages();
  Diagnostic["codeDescription"] =
      json::Object{{"href", async_checks::fileUri((Folder + "/" + Check + ".md").str())}};
}

/// Says "fix: <what is wrong>" if \p Action has the whole message for a title.
static void shortenTitle(json::Object &Action, StringRef Message) {
  std::optional<StringRef> Title = Action.getString("title");
  if (Title && Message.starts_with_insensitive(*Title))
    Action["title"] = async_checks::fixTitle(*Title);
}

/// Calls \p Change for each object in the array \p Key of \p Holder, if there is one.
template <typename Callback>
static void forEachIn(json::Object &Holder, StringRef Key, Callback Change) {
  if (json::Array *Values = Holder.getArray(Key))
    for (json::Value &Value : *Values)
      if (json::Object *Object = Value.getAsObject())
        Change(*Object);
}

static json::Value improved(json::Value Message) {
  json::Object &Holder = *Message.getAsObject();
  forEachIn(Holder, "diagnostics", [&](json::Object &Diagnostic) {
    std::optional<StringRef> Check = Diagnostic.getString("code");
    std::optional<StringRef> Text = Diagnostic.getString("message");
    if (!Check || !isOurs(*Check) || !Text)
      return;
    shortenTitle(Holder, *Text);
    forEachIn(Diagnostic, "codeActions",
              [&](json::Object &Action) { shortenTitle(Action, *Text); });
    linkPage(Diagnostic, *Check);
  });
  return Message;
}

#define PUBLISHED "_ZN5clang6clangd6toJSONERKNS0_24PublishDiagnosticsParamsE"
json::Value theirPublished(const clang::clangd::PublishDiagnosticsParams &)
    THEIRS(PUBLISHED);
json::Value published(const clang::clangd::PublishDiagnosticsParams &) OURS(PUBLISHED);

json::Value published(const clang::clangd::PublishDiagnosticsParams &Diagnostics) {
  return improved(theirPublished(Diagnostics));
}

#define ACTION "_ZN5clang6clangd6toJSONERKNS0_10CodeActionE"
json::Value theirAction(const clang::clangd::CodeAction &) THEIRS(ACTION);
json::Value action(const clang::clangd::CodeAction &) OURS(ACTION);

json::Value action(const clang::clangd::CodeAction &Action) {
  return improved(theirAction(Action));
}

/// True if the user names another folder of Clang's own headers.
static bool namesResources(ArrayRef<char *> Arguments) {
  const char *Flags = std::getenv("CLANGD_FLAGS");
  auto Names = [](StringRef Text) { return Text.contains("-resource-dir"); };
  return Names(Flags ? Flags : "") || any_of(Arguments, Names);
}

/// The value of the option \p Name, as `--name=value` or `--name value`; empty if there
/// is none.
static std::string valueOf(StringRef Name, ArrayRef<char *> Arguments) {
  for (size_t At = 1; At < Arguments.size(); ++At) {
    StringRef Argument = StringRef(Arguments[At]).ltrim('-');
    if (Argument.consume_front(Name)) {
      if (Argument.consume_front("="))
        return Argument.str();
      if (Argument.empty() && At + 1 < Arguments.size())
        return Arguments[At + 1];
    }
  }
  return "";
}

int main(int argc, char *argv[]) {
  SmallVector<char *, 16> Arguments(argv, argv + argc);
  // clangd looks beside itself, and this one need not be installed beside Clang.
  std::string Resources = "--resource-dir=" ASYNC_CHECKS_RESOURCES;
  if (!namesResources(Arguments) && sys::fs::is_directory(ASYNC_CHECKS_RESOURCES))
    Arguments.insert(Arguments.begin() + 1, Resources.data());
  async_checks::NamedBuildFolder = valueOf("compile-commands-dir", Arguments);
  Arguments.push_back(nullptr);
  return clang::clangd::clangdMain(int(Arguments.size()) - 1, Arguments.data());
}
