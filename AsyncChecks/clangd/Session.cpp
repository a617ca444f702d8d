// The talk of clangd with its client, to which we add code actions of our own: those of
// clangd change the file that is open, and no other.

#include "Session.h"
#include "Chains.h"
#include "Transport.h"
#include "Uri.h"
#include "Wrapped.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"
#include <cstdio>
#include <mutex>

using namespace llvm;
using clang::clangd::JSONStreamStyle;
using clang::clangd::Transport;

namespace async_checks {

std::string NamedBuildFolder;

namespace {

std::string realPath(StringRef Path) {
  SmallString<128> Real;
  return sys::fs::real_path(Path, Real) ? Path.str() : Real.str().str();
}

const json::Object *documentOf(const json::Value &Parameters) {
  const json::Object *Object = Parameters.getAsObject();
  return Object ? Object->getObject("textDocument") : nullptr;
}

std::optional<std::string> uriOf(const json::Value &Parameters) {
  const json::Object *Document = documentOf(Parameters);
  std::optional<StringRef> Uri = Document ? Document->getString("uri") : std::nullopt;
  return Uri ? std::optional(Uri->str()) : std::nullopt;
}

std::optional<int64_t> lineOf(const json::Object &Range, StringRef End) {
  const json::Object *Position = Range.getObject(End);
  return Position ? Position->getInteger("line") : std::nullopt;
}

bool wantsFixes(const json::Object *Context) {
  const json::Array *Only = Context ? Context->getArray("only") : nullptr;
  return !Only || is_contained(*Only, json::Value("quickfix"));
}

std::optional<Asked> askedBy(const json::Value &Parameters) {
  std::optional<std::string> Uri = uriOf(Parameters);
  std::optional<std::string> Path = Uri ? pathOf(*Uri) : std::nullopt;
  const json::Object *Range =
      Path ? Parameters.getAsObject()->getObject("range") : nullptr;
  const json::Object *Context =
      Path ? Parameters.getAsObject()->getObject("context") : nullptr;
  if (!Range || !wantsFixes(Context))
    return std::nullopt;
  std::optional<int64_t> First = lineOf(*Range, "start"), Last = lineOf(*Range, "end");
  if (!First || !Last)
    return std::nullopt;
  const json::Array *For = Context ? Context->getArray("diagnostics") : nullptr;
  return Asked{*Uri, realPath(*Path), *First, *Last, For ? *For : json::Array()};
}

class Session : public Transport {
public:
  explicit Session(std::unique_ptr<Transport> Theirs) : Theirs(std::move(Theirs)) {}

  void notify(StringRef Method, json::Value Parameters) override {
    Theirs->notify(Method, std::move(Parameters));
  }
  void call(StringRef Method, json::Value Parameters, json::Value Id) override {
    Theirs->call(Method, std::move(Parameters), std::move(Id));
  }
  void reply(json::Value Id, Expected<json::Value> Result) override {
    if (std::optional<Asked> Question = answered(Id); Question && Result)
      add(*Question, *Result);
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
    std::optional<std::string> Uri = uriOf(Parameters);
    std::optional<std::string> Path = Uri ? pathOf(*Uri) : std::nullopt;
    if (!Path)
      return;
    std::string Real = realPath(*Path);
    std::lock_guard Lock(Mutex);
    if (Method == "Change" || (Method == "Open" && !isOnDisk(Real, Parameters)))
      Unsaved.insert(Real);
    else
      Unsaved.erase(Real);
  }

  static bool isOnDisk(StringRef Path, const json::Value &Parameters) {
    auto Text = MemoryBuffer::getFile(Path, /*IsText=*/false,
                                      /*RequiresNullTerminator=*/false);
    return Text && documentOf(Parameters)->getString("text") == (*Text)->getBuffer();
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
    if (json::Array *Actions = Result.getAsArray())
      for (json::Value &Each : chainActions(Question, NamedBuildFolder, Unsaved))
        Actions->push_back(std::move(Each));
  }

  std::unique_ptr<Transport> Theirs;
  std::mutex Mutex; ///< clangd answers from several threads
  StringMap<Asked> Questions;
  StringSet<> Unsaved;
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
