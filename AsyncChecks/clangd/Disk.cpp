#include "Disk.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SHA256.h"

using namespace llvm;

namespace async_checks {

std::string realPath(StringRef Path) {
  SmallString<128> Real;
  return sys::fs::real_path(Path, Real) ? Path.str() : Real.str().str();
}

std::string digestOf(StringRef Text) {
  return toHex(SHA256::hash(arrayRefFromStringRef(Text)), /*LowerCase=*/true);
}

bool hasOnDisk(StringRef Path, StringRef Digest) {
  auto Text = MemoryBuffer::getFile(Path, /*IsText=*/false,
                                    /*RequiresNullTerminator=*/false);
  return Text && StringRef(digestOf((*Text)->getBuffer())).starts_with(Digest);
}

} // namespace async_checks
