// Places in texts, as the protocol tells them.
#pragma once

#include "llvm/Support/JSON.h"
#include <string>

namespace async_checks {

/// What the characters of a line are counted in.
enum class Units { Utf8, Utf16, Utf32 };

/// A place in a text.
struct Place {
  unsigned Line = 0;  ///< from zero
  std::string Before; ///< what stands before it in its line

  /// The place at \p Offset of \p Text.
  static Place at(llvm::StringRef Text, unsigned Offset);

  /// The place that is told as \p Position in UTF-16; the end of the line if that is
  /// shorter.
  static Place ofUtf16(llvm::StringRef Text, const llvm::json::Object &Position);

  llvm::json::Object in(Units Counted) const;
};

} // namespace async_checks
