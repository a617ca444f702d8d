// What the checks have found in the files that are open, with fixes that clangd drops
// because they leave the file.
#pragma once

#include "Listener.h"
#include "Places.h"
#include "llvm/ADT/StringMap.h"
#include <mutex>
#include <vector>

namespace async_checks {

struct TextEdit {
  unsigned Offset, Length;
  Place Begin, End;
  std::string Text;

  bool operator==(const TextEdit &Other) const {
    return Offset == Other.Offset && Length == Other.Length && Text == Other.Text;
  }
};

/// The edits of one file, and the digest of the text that they are made for.
struct FileEdits {
  std::string Path; ///< real
  std::string Digest;
  std::vector<TextEdit> Edits;
};

using Fix = std::vector<FileEdits>;

struct HeardFinding {
  struct Note {
    std::string Message;
    Fix Change;
  };

  std::string Check, Message;
  unsigned Line;   ///< from zero
  Place EndOfLine; ///< of that line
  Fix Change;      ///< empty if there is none
  std::vector<Note> Notes;
};

/// What has been heard of each file when it was parsed last. clangd parses on several
/// threads.
class Heard {
public:
  void put(const std::string &Path, std::vector<HeardFinding> Findings);
  std::vector<HeardFinding> of(llvm::StringRef Path) const;

  /// Makes the listener of the file at \p Path.
  std::unique_ptr<Listener> listener(llvm::StringRef Path);

private:
  mutable std::mutex Mutex;
  llvm::StringMap<std::vector<HeardFinding>> Files;
};

} // namespace async_checks
