// Functions that park the thread, themselves or through what they call.
#pragma once

#include "model/program/Program.h"
#include "model/waiting/Switches.h"

namespace async_checks {

class Model;

/// One step on the way from a function to what parks the thread.
struct BlockingStep {
  /// The call in the function, or the object that it makes; null if the function is
  /// defined in another unit.
  const clang::Expr *At = nullptr;
  /// The ordinary function that \c At calls, or the constructor or destructor of what it
  /// makes, where the way goes on; null where \c At itself parks the thread.
  const clang::FunctionDecl *Next = nullptr;
  /// How many ordinary functions there are on the way from here, this one included.
  unsigned Depth = 1;
  /// What parks the thread in the end waits for one that its object has, to come to its
  /// end.
  bool JoinsOwn = false;
  /// What the program knows of the function, if it is defined in another unit.
  const program::Answer *Elsewhere = nullptr;
  /// What its callers have to say for the way to be taken.
  Switch Asked;
};

/// A step on a way as it is shown: `From` calls `To` here.
struct ShownStep {
  Program::Shown At;
  std::string From, To;
};

/// Which ordinary functions park the thread, as far as the unit and the program show. A
/// destructor that joins the threads of its object is none of them: who owns a thread
/// ends it. A virtual call that may run more than one function, a call through a pointer,
/// a blocking wait and a coroutine end the search. Linear in the size of all bodies.
class Blocking {
public:
  explicit Blocking(Model &Model);

  /// The first step of the shortest way from \p Function to a blocking call; null if
  /// there is none in sight.
  const BlockingStep *of(const clang::FunctionDecl &Function) const;

  /// The whole way from \p Function, which runs at \p At and which its caller calls
  /// \p Name. The last step leads to what parks the thread.
  std::vector<ShownStep> way(const clang::FunctionDecl &Function, const clang::Expr &At,
                             std::string Name) const;

private:
  async_checks::Model &Unit;
  llvm::DenseMap<const clang::FunctionDecl *, BlockingStep> Steps;
};

/// Whether an argument of some call in the unit names a database that is kept in memory.
bool namesDatabaseInMemory(Model &Model);

/// What the user calls that which parks the thread at \p At: the callee, the class of what
/// is made, or what an operator reads from.
std::string nameOfParking(const clang::Expr &At);

/// Whether \p At, which parks the thread, joins a thread that is not somebody else's.
bool joinsOwn(Model &Model, const clang::Expr &At);

/// The calls in \p Body that park the thread by what their callees are known to do, and
/// the objects whose construction does. What hands out something to await is none.
llvm::SmallVector<const clang::Expr *, 4> blockingCallsIn(Model &Model, const Body &Body);

/// Whether \p Use, a mention of an object in \p In, tells it not to block.
bool tellsNotToBlock(Model &Model, const clang::Expr &Use, const Body &In);

/// The field whose object \p At, which parks the thread, works with, if one can tell it
/// not to block; null if there is none.
const clang::FieldDecl *fieldThatBlocks(Model &Model, const clang::Expr &At);

/// Whether what parks the thread in the callee of \p Call parks it in \p In too, and is
/// no wait: that is the business of others, and what is complete is only read.
bool passesOn(Model &Model, const clang::CallExpr &Call, const Body &In);

/// The same, if it is also known which function runs: by the program, of one that parks
/// the thread.
bool isFollowed(Model &Model, const clang::CallExpr &Call, const Body &In);

/// Whether the coroutine \p In has moved itself, before \p At, to threads that are there
/// to be blocked: `co_await resume_on(background)`.
bool isAmongBlockers(Model &Model, const clang::Stmt &At, const Body &In);

/// Whether \p Lambda is handed to such threads, or submitted to any pool:
/// `background.run([] { … })`, `pool.submit([] { … })`.
bool isGivenToBlockers(Model &Model, const clang::LambdaExpr &Lambda, const Body &In);

/// Whether the function that \p Call names is the one that runs.
bool isBoundEarly(const clang::CallExpr &Call);

} // namespace async_checks
