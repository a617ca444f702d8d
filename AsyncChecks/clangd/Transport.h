// How clangd talks with its client: the interface of LLVM, which is packaged without its
// header.
#pragma once

#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"

namespace clang::clangd {

class Transport {
public:
  virtual ~Transport() = default;

  virtual void notify(llvm::StringRef Method, llvm::json::Value Parameters) = 0;
  virtual void call(llvm::StringRef Method, llvm::json::Value Parameters,
                    llvm::json::Value Id) = 0;
  virtual void reply(llvm::json::Value Id, llvm::Expected<llvm::json::Value> Result) = 0;

  /// Who gets what the client sends; false ends the session.
  class MessageHandler {
  public:
    virtual ~MessageHandler() = default;

    virtual bool onNotify(llvm::StringRef Method, llvm::json::Value Parameters) = 0;
    virtual bool onCall(llvm::StringRef Method, llvm::json::Value Parameters,
                        llvm::json::Value Id) = 0;
    virtual bool onReply(llvm::json::Value Id,
                         llvm::Expected<llvm::json::Value> Result) = 0;
  };

  virtual llvm::Error loop(MessageHandler &Handler) = 0;
};

enum JSONStreamStyle { Standard, Delimited };

} // namespace clang::clangd
