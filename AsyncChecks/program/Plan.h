// How chains of ordinary functions that wait become asynchronous: what the link decides
// and units carry out. Plain data, without Clang.
#pragma once

#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace async_checks::program {

/// A place, by the path of its file from the root.
struct Spot {
  std::string File;
  int Line = 0, Column = 0; ///< as JSON has them
};

/// A function that becomes a coroutine.
struct Member {
  std::string Usr, Name; ///< with its class
  Spot At;
};

/// A call of a member.
struct PlannedCall {
  std::string Caller, Callee; ///< as users call them
  Spot At;
  std::string Why; ///< the caller waits for the task there; empty where it awaits that
};

/// Functions that can only become coroutines together: those that wait for tasks, and
/// what leads from coroutines to them.
struct Chain {
  std::string Name; ///< of the function that waits; no two chains have one
  Spot At;          ///< of the wait
  std::string Wait; ///< what waits, as users call it
  // As program::TaskWait has them.
  std::string Task, Before, After, TaskHeader, WaitHeader;
  std::vector<Member> Members;
  std::vector<PlannedCall> Awaits, Boundaries;
  std::vector<std::string> Units; ///< that have a part in it, those with members first
  std::string Refusal;            ///< why nothing is changed; empty if something is
  Spot RefusedAt;
};

struct Plan {
  std::vector<Chain> Chains;
};

std::string write(const Plan &Plan);
llvm::Expected<Plan> readPlan(llvm::StringRef Text);

} // namespace async_checks::program
