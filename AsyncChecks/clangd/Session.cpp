// The talk of clangd with its client, to which we add code actions of our own: those of
// clangd change the file that is open, and no other.

#include "Session.h"
#include "Actions.h"
#include "Chains.h"
#include "Disk.h"
#include "Transport.h"
#include "Wrapped.h"
#include "llvm/Support/FormatVariadic.h"
#include <cstdio>
#include <mutex>

using namespace llvm;
using clang::clangd::JSONStreamStyle;
using clang::clangd::Transport;

namespace async_checks {

std::string NamedBuildFolder;

namespace {

Units unitsOf(const json::Object &Initialized, const json::Object &Capabilities) {
  std::optional<StringRef> Name = Capabilities.getString("positionEncoding");
  if (!Name)
    Name = Initialized.getString("offsetEncoding");
  return Name == StringRef("utf-8")    ? Units::Utf8
         : Name == StringRef("utf-32") ? Units::Utf32
                                       : Units::Utf16;
}

class Session : public Transport {
public:
  explicit Session(std::unique_ptr<Transport> Theirs) : Theirs(std::move(Theirs)) {
    MakeListener = [this](StringRef Path) { return Findings.listener(Path); };
  }

  void notify(StringRef Method, json::Value Parameters) override {
    if (Method == "textDocument/publishDiagnostics")
      keep(Parameters);
    Theirs->notify(Method, std::move(Parameters));
  }
  void call(StringRef Method, json::Value Parameters, json::Value Id) override {
    Theirs->call(Method, std::move(Parameters), std::move(Id));
  }
  void reply(json::Value Id, Expected<json::Value> Result) override {
    if (std::optional<Asked> Question = answered(Id); Question && Result)
      add(*Question, *Result);
    if (Result && key(Id) == Initializing)
      agree(*Result);
    Theirs->reply(std::move(Id), std::move(Result));
  }
  Error loop(MessageHandler &Handler) override {
    Listener Ours(*this, Handler);
    return Theirs->loop(Ours);
  }

private:
  class Listener : public MessageHandler {
  public:
    Listener(Session &Ours, MessageHandler &Theirs) : Ours(Ours), Theirs(Theirs) {}

    bool onNotify(StringRef Method, json::Value Parameters) override {
      Ours.hear(Method, Parameters);
      return Theirs.onNotify(Method, std::move(Parameters));
    }
    bool onCall(StringRef Method, json::Value Parameters, json::Value Id) override {
      if (Method == "textDocument/codeAction")
        Ours.ask(Id, Parameters);
      if (Method == "initialize")
        Ours.Initializing = key(Id);
      return Theirs.onCall(Method, std::move(Parameters), std::move(Id));
    }
    bool onReply(json::Value Id, Expected<json::Value> Result) override {
      return Theirs.onReply(std::move(Id), std::move(Result));
    }

  private:
    Session &Ours;
    MessageHandler &Theirs;
  };

  /// Notes whether the text of a document is that on the disk.
  void hear(StringRef Method, const json::Value &Parameters) {
    if (!Method.consume_front("textDocument/did"))
      return;
    std::optional<std::string> Path = pathIn(Parameters);
    if (!Path)
      return;
    std::lock_guard Lock(Mutex);
    if (Method == "Change" || (Method == "Open" && !isOnDisk(*Path, Parameters)))
      Unsaved.insert(*Path);
    else
      Unsaved.erase(*Path);
  }

  static bool isOnDisk(StringRef Path, const json::Value &Parameters) {
    const json::Object *Document = Parameters.getAsObject()->getObject("textDocument");
    return hasOnDisk(Path, digestOf(Document->getString("text").value_or("")));
  }

  /// Notes what the client is told about a document.
  void keep(const json::Value &Parameters) {
    std::lock_guard Lock(Mutex);
    if (std::optional<std::string> Path = pathIn(Parameters))
      Told[*Path] = publishedIn(Parameters);
  }

  /// Notes how the client counts, and tells it of our kinds of actions.
  void agree(json::Value &Result) {
    json::Object *Answer = Result.getAsObject();
    json::Object *Capabilities = Answer ? Answer->getObject("capabilities") : nullptr;
    if (!Capabilities)
      return;
    Counted = unitsOf(*Answer, *Capabilities);
    if (json::Object *Provider = Capabilities->getObject("codeActionProvider"))
      if (json::Array *Kinds = Provider->getArray("codeActionKinds"))
        Kinds->push_back(FixAllKind);
  }

  static std::string key(const json::Value &Id) { return formatv("{0}", Id); }

  void ask(const json::Value &Id, const json::Value &Parameters) {
    std::lock_guard Lock(Mutex);
    if (std::optional<Asked> Question = askedBy(Parameters))
      Questions.try_emplace(key(Id), std::move(*Question));
  }

  /// The question that \p Id answers; null if it was another one.
  std::optional<Asked> answered(const json::Value &Id) {
    std::lock_guard Lock(Mutex);
    auto Question = Questions.find(key(Id));
    if (Question == Questions.end())
      return std::nullopt;
    Asked Found = std::move(Question->second);
    Questions.erase(Question);
    return Found;
  }

  /// Adds our actions to those that clangd gives.
  void add(const Asked &Question, json::Value &Result) {
    std::lock_guard Lock(Mutex);
    json::Array *Actions = Result.getAsArray();
    if (!Actions)
      return;
    for (json::Value &Each : findingActions(Question, Findings.of(Question.Path),
                                            Told[Question.Path], Unsaved, Counted))
      Actions->push_back(std::move(Each));
    if (Question.wants("quickfix"))
      for (json::Value &Each : chainActions(Question, NamedBuildFolder, Unsaved, Counted))
        Actions->push_back(std::move(Each));
  }

  std::unique_ptr<Transport> Theirs;
  std::mutex Mutex; ///< clangd answers from several threads
  StringMap<Asked> Questions;
  StringSet<> Unsaved;
  StringMap<std::vector<Published>> Told;
  Heard Findings;
  std::string Initializing; ///< the key of the first request
  Units Counted = Units::Utf16;
};

} // namespace

#define NEW_TRANSPORT                                                                    \
  "_ZN5clang6clangd16newJSONTransportEP8_IO_FILERN4llvm11raw_ostreamEPS4_bNS0_"          \
  "15JSONStreamStyleE"
std::unique_ptr<Transport> theirTransport(std::FILE *, raw_ostream &, raw_ostream *, bool,
                                          JSONStreamStyle) THEIRS(NEW_TRANSPORT);
std::unique_ptr<Transport> transport(std::FILE *, raw_ostream &, raw_ostream *, bool,
                                     JSONStreamStyle) OURS(NEW_TRANSPORT);

std::unique_ptr<Transport> transport(std::FILE *In, raw_ostream &Out, raw_ostream *Mirror,
                                     bool IsPretty, JSONStreamStyle Style) {
  return std::make_unique<Session>(theirTransport(In, Out, Mirror, IsPretty, Style));
}

} // namespace async_checks
