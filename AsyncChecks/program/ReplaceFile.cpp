#include "program/ReplaceFile.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace fs = llvm::sys::fs;

namespace async_checks::program {

/// It cannot be replaced, as /dev/null.
static bool isDevice(llvm::StringRef Path) {
  fs::file_status Status;
  return !fs::status(Path, Status) && fs::is_other(Status);
}

static std::error_code writeAndClose(int Handle, llvm::StringRef Text) {
  llvm::raw_fd_ostream Out(Handle, /*shouldClose=*/true);
  Out << Text;
  Out.close();
  std::error_code Error = Out.error();
  Out.clear_error();
  return Error;
}

llvm::Error replaceFile(llvm::StringRef Path, llvm::StringRef Text) {
  if (auto Old = llvm::MemoryBuffer::getFile(Path); Old && (*Old)->getBuffer() == Text)
    return llvm::Error::success();
  llvm::StringRef Folder = llvm::sys::path::parent_path(Path);
  if (std::error_code Error =
          Folder.empty() ? std::error_code() : fs::create_directories(Folder))
    return llvm::errorCodeToError(Error);
  int Handle = 0;
  if (isDevice(Path)) {
    std::error_code Error = fs::openFileForWrite(Path, Handle);
    return llvm::errorCodeToError(Error ? Error : writeAndClose(Handle, Text));
  }
  // llvm::writeToOutput takes the longer the more files it has written.
  llvm::SmallString<128> New;
  std::error_code Error = fs::createUniqueFile(Path + ".temp-%%%%%%", Handle, New);
  if (!Error)
    Error = writeAndClose(Handle, Text);
  if (!Error)
    Error = fs::rename(New, Path);
  if (!Error)
    return llvm::Error::success();
  fs::remove(New);
  return llvm::createFileError(Path, Error);
}

} // namespace async_checks::program
