#include "Chains.h"
#include "Disk.h"
#include "Uri.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace async_checks {

/// The folder of the compile database itself, if \p Folder has it or a link to it.
static std::optional<std::string> buildFolder(StringRef Folder) {
  SmallString<128> Database(Folder), Real;
  sys::path::append(Database, "compile_commands.json");
  if (sys::fs::real_path(Database, Real))
    return std::nullopt;
  return sys::path::parent_path(Real).str();
}

/// Where clangd finds the compile database of \p Path.
static std::optional<std::string> findBuildFolder(StringRef Path) {
  for (StringRef Above = sys::path::parent_path(Path); !Above.empty();
       Above = sys::path::parent_path(Above))
    for (StringRef Below : {"", "build"}) {
      SmallString<128> Folder(Above);
      sys::path::append(Folder, Below);
      if (std::optional<std::string> Found = buildFolder(Folder))
        return Found;
    }
  return std::nullopt;
}

static json::Value readChains(StringRef BuildFolder) {
  SmallString<128> File(BuildFolder);
  sys::path::append(File, ".async-tidy", "program", "chains.json");
  auto Text = MemoryBuffer::getFile(File);
  if (!Text)
    return nullptr;
  Expected<json::Value> Chains = json::parse((*Text)->getBuffer());
  if (Chains)
    return std::move(*Chains);
  consumeError(Chains.takeError()); // an editor shows what it can
  return nullptr;
}

static bool isAsPlanned(const json::Object &File, const StringSet<> &Unsaved) {
  std::optional<StringRef> Path = File.getString("path"),
                           Digest = File.getString("digest");
  return Path && Digest && !Unsaved.contains(*Path) && hasOnDisk(*Path, *Digest);
}

/// The edits as the client counts: they are planned in UTF-16.
static json::Array counted(json::Array Edits, StringRef Path, Units Counted) {
  auto Text = MemoryBuffer::getFile(Path, /*IsText=*/false,
                                    /*RequiresNullTerminator=*/false);
  if (!Text || Counted == Units::Utf16)
    return Edits;
  for (json::Value &Each : Edits)
    if (json::Object *Range = Each.getAsObject()->getObject("range"))
      for (StringRef End : {"start", "end"})
        if (json::Object *Position = Range->getObject(End))
          *Position = Place::ofUtf16((*Text)->getBuffer(), *Position).in(Counted);
  return Edits;
}

/// The edits of all files of \p Chain; null if one of them is not as it was.
static std::optional<json::Object> changesOf(const json::Object &Chain,
                                             const Asked &Where,
                                             const StringSet<> &Unsaved, Units Counted) {
  const json::Array *Files = Chain.getArray("files");
  json::Object Changes;
  for (const json::Value &Each : Files ? *Files : json::Array()) {
    const json::Object *File = Each.getAsObject();
    const json::Array *Edits = File ? File->getArray("edits") : nullptr;
    if (!Edits || !isAsPlanned(*File, Unsaved))
      return std::nullopt;
    StringRef Path = *File->getString("path");
    Changes[Path == Where.Path ? Where.Uri : fileUri(Path)] =
        counted(*Edits, Path, Counted);
  }
  return Changes;
}

static bool beginsIn(const json::Object &Chain, const Asked &Where) {
  int64_t Line = Chain.getInteger("line").value_or(0) - 1;
  return Chain.getString("path") == StringRef(Where.Path) && Where.First <= Line &&
         Line <= Where.Last;
}

json::Array chainActions(const Asked &Where, StringRef BuildFolder,
                         const StringSet<> &Unsaved, Units Counted) {
  std::optional<std::string> Folder =
      BuildFolder.empty() ? findBuildFolder(Where.Path) : buildFolder(BuildFolder);
  json::Value Plan = Folder ? readChains(*Folder) : nullptr;
  const json::Object *Known = Plan.getAsObject();
  const json::Array *Chains = Known ? Known->getArray("chains") : nullptr;
  json::Array Actions;
  for (const json::Value &Each : Chains ? *Chains : json::Array()) {
    const json::Object *Chain = Each.getAsObject();
    std::optional<StringRef> Title = Chain ? Chain->getString("title") : std::nullopt;
    if (!Title || !beginsIn(*Chain, Where))
      continue;
    if (std::optional<json::Object> Changes = changesOf(*Chain, Where, Unsaved, Counted))
      Actions.push_back(
          json::Object{{"title", Title->str()},
                       {"kind", "quickfix"},
                       {"diagnostics", json::Array(Where.For)},
                       {"edit", json::Object{{"changes", std::move(*Changes)}}}});
  }
  return Actions;
}

} // namespace async_checks
