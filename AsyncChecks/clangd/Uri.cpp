#include "Uri.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace async_checks {

std::string fileUri(StringRef Path) {
  std::string Uri = "file://";
  for (char Byte : Path)
    Uri += isAlnum(Byte) || StringRef("/-._~").contains(Byte)
               ? std::string(1, Byte)
               : "%" + toHex(StringRef(&Byte, 1));
  return Uri;
}

std::optional<std::string> pathOf(StringRef Uri) {
  if (!Uri.consume_front("file://"))
    return std::nullopt;
  std::string Path;
  for (; !Uri.empty(); Uri = Uri.drop_front()) {
    uint8_t Byte = Uri.front();
    if (Byte == '%' && Uri.size() > 2 && tryGetHexFromNibbles(Uri[1], Uri[2], Byte))
      Uri = Uri.drop_front(2);
    Path += static_cast<char>(Byte);
  }
  return Path;
}

} // namespace async_checks
