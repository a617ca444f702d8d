#include "HostGuard.h"
#include "clang/Basic/Version.h"
#include "llvm/Support/raw_ostream.h"

namespace async_checks {

bool hostFits() {
  std::string Host = clang::getClangFullVersion();
  std::string Built = " " CLANG_VERSION_STRING;
  Built.resize(Built.rfind('.') + 1); // " 22.1."
  if (Host.find("version" + Built) != std::string::npos)
    return true;
  llvm::errs() << "error: AsyncChecks was built for LLVM " << CLANG_VERSION_STRING
               << " and is loaded by '" << Host
               << "': its checks are not available; load the module of that LLVM\n";
  return false;
}

} // namespace async_checks
