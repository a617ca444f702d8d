// What classes say about locks.
#include "model/suspension/LockTypes.h"
#include "Ast.h"

using namespace clang;

namespace async_checks {

constexpr llvm::StringLiteral Locks = R"cpp(
  struct mutex { void lock(); bool try_lock(); void unlock(); };
  struct fiber { void lock(); void unlock(); acme::task<int> co_lock(); };
  struct token {
    void lock(); bool try_lock(); void unlock();
    template <class T> auto async_lock(T &&);
  };
  struct guard {
    mutex &m;
    guard(mutex &m) : m(m) { m.lock(); }
    ~guard() { m.unlock(); }
  };
  struct service {
    mutex m;
    void remove() { guard g(m); }
    void forget() { m.lock(); m.unlock(); }
    void leave() { m.unlock(); }
  };
  struct handle { service &s; mutex &m; ~handle() { s.remove(); s.forget(); } };
  struct visit { service &s; ~visit() { s.leave(); } };
  struct flag { bool busy; };
  struct busy { flag &f; ~busy() { f.busy = false; } };
  struct own { bool busy; ~own() { busy = false; } };
  struct unlocker { void operator()(mutex *m) const { m->unlock(); } };
  struct nothing { void operator()(mutex *) const {} };
  template <class T, class D> struct owner { ~owner(); T *operator->(); };
  template struct owner<mutex, unlocker>;
  template struct owner<mutex, nothing>;
  using held = owner<mutex, unlocker>;
  using kept = owner<mutex, nothing>;
  using a_mutex = mutex; using a_fiber = fiber; using a_token = token;
  using a_guard = guard; using a_handle = handle; using a_visit = visit;
  using a_busy = busy; using an_own = own;
)cpp";

TEST(LockTypes, TellMutexesThatCoroutinesMayHold) {
  Unit Code(Locks);
  auto Kind = [&](llvm::StringRef Name) {
    return Code.Model.LockTypes.mutex(Code.type(Name));
  };
  EXPECT_EQ(Kind("a_mutex"), LockTypes::Mutex::OfThread);
  EXPECT_EQ(Kind("a_fiber"), LockTypes::Mutex::Awaitable);
  EXPECT_EQ(Kind("a_token"), LockTypes::Mutex::Awaitable);
  EXPECT_EQ(Kind("a_guard"), LockTypes::Mutex::None);
}

TEST(LockTypes, TellGuardsByWhatTheyHold) {
  Unit Code(Locks);
  auto IsGuard = [&](llvm::StringRef Name) {
    return Code.Model.LockTypes.guard(Code.type(Name)) != nullptr;
  };
  EXPECT_TRUE(IsGuard("a_guard"));
  EXPECT_TRUE(IsGuard("a_visit"));
  EXPECT_FALSE(IsGuard("a_handle"));
  EXPECT_FALSE(IsGuard("a_busy"));
}

TEST(LockTypes, TellWhatKeepsOthersOut) {
  Unit Code(Locks);
  auto IsPermit = [&](llvm::StringRef Name) {
    return Code.Model.LockTypes.isPermit(Code.type(Name));
  };
  EXPECT_TRUE(IsPermit("a_guard"));
  EXPECT_TRUE(IsPermit("a_busy"));
  EXPECT_FALSE(IsPermit("an_own"));
  EXPECT_TRUE(IsPermit("held"));
  EXPECT_FALSE(IsPermit("kept"));
}

} // namespace async_checks
