// What tasks refer to.
#include "model/lifetime/Holds.h"
#include "Ast.h"

using namespace clang;

namespace async_checks {

constexpr llvm::StringLiteral HeldTasks = R"cpp(
  template struct acme::task<int>;
  struct text { text(); text(const char *); ~text(); int size; };
  struct view {
    view(const text &);
    const char *begin() const;
    const char *end() const;
    int size() const;
    const char *data() const;
    const char *first;
  };
  task<int> reads(const text &t) { co_return t.size; }
  task<int> ignores(const text &) { co_return 1; }
  task<int> copies(text t) { co_return t.size; }
  task<int> views(view v) { co_return v.size(); }
  task<int> points(const text *t) { co_return t->size; }
  task<int> declared(const text &);
  task<int> moves(text &&);
  task<int> forwards(const text &t) { return reads(t); }
  struct client {
    int state;
    task<int> run() { co_return state; }
    task<int> idle() { co_return 1; }
    text name;
    task<int> read() { return reads(name); }
  };
  text make();
  text global;
)cpp";

/// What the task of the first call of \p Callee refers to where `user` does \p Code.
struct Held {
  Held(llvm::StringRef Code, llvm::StringRef Callee)
      : Code(HeldTasks +
             "void user(const text &lent, text own) { text local; client c; " + Code +
             "; }"),
        All(holdsOf(call(this->Code.body("user"), Callee), this->Code.Model)) {}

  /// Lifetime::Unknown if there is nothing to lose.
  Lifetime lives() const {
    return All.empty() ? Lifetime::Unknown : All.front().Refers.Lives;
  }

  Unit Code;
  llvm::SmallVector<Hold, 2> All;
};

TEST(Holds, KnowHowLongThingsLive) {
  EXPECT_EQ(Held("reads(local)", "reads").lives(), Lifetime::Local);
  EXPECT_EQ(Held("reads(own)", "reads").lives(), Lifetime::Local);
  EXPECT_EQ(Held("reads(c.name)", "reads").lives(), Lifetime::Local);
  EXPECT_EQ(Held("reads(make())", "reads").lives(), Lifetime::Temporary);
  EXPECT_EQ(Held("reads(\"x\")", "reads").lives(), Lifetime::Temporary);
  EXPECT_EQ(Held("reads(lent)", "reads").lives(), Lifetime::Lent);
  EXPECT_EQ(Held("reads(global)", "reads").lives(), Lifetime::Unknown);
}

TEST(Holds, LookThroughViewsAndPointers) {
  EXPECT_EQ(Held("views(local)", "views").lives(), Lifetime::Local);
  EXPECT_EQ(Held("views(make())", "views").lives(), Lifetime::Temporary);
  EXPECT_EQ(Held("views(view(local))", "views").lives(), Lifetime::Local);
  EXPECT_EQ(Held("points(&local)", "points").lives(), Lifetime::Local);
}

TEST(Holds, LookThroughLocalReferencesAndViews) {
  EXPECT_EQ(Held("auto &same = local; reads(same)", "reads").lives(), Lifetime::Local);
  EXPECT_EQ(Held("auto &name = c.name; reads(name)", "reads").lives(), Lifetime::Local);
  EXPECT_EQ(Held("auto &a = lent; auto &b = a; reads(b)", "reads").lives(),
            Lifetime::Lent);
  EXPECT_EQ(Held("const text &kept = make(); reads(kept)", "reads").lives(),
            Lifetime::Local);
  EXPECT_EQ(Held("view v = local; views(v)", "views").lives(), Lifetime::Local);
  EXPECT_EQ(Held("view v = local; v = global; views(v)", "views").lives(),
            Lifetime::Unknown);
  EXPECT_EQ(Held("auto &same = global; reads(same)", "reads").lives(), Lifetime::Unknown);
  EXPECT_EQ(Held("text &own_name = own_name; reads(own_name)", "reads").lives(),
            Lifetime::Unknown);
}

TEST(Holds, CountTheObjectOfACall) {
  EXPECT_EQ(Held("c.run()", "run").lives(), Lifetime::Local);
  EXPECT_EQ(Held("client().run()", "run").lives(), Lifetime::Temporary);
  EXPECT_TRUE(Held("c.idle()", "idle").All.empty());
}

TEST(Holds, AskWhatTheCalleeKeeps) {
  EXPECT_TRUE(Held("ignores(local)", "ignores").All.empty());
  EXPECT_TRUE(Held("copies(local)", "copies").All.empty());
  EXPECT_TRUE(Held("moves(make())", "moves").All.empty());
  EXPECT_EQ(Held("forwards(local)", "forwards").lives(), Lifetime::Local);
  EXPECT_EQ(Held("declared(local)", "declared").lives(), Lifetime::Local);
}

TEST(Holds, SeeUsesThatComeTooLate) {
  Unit Code(HeldTasks + R"cpp(
    struct job {
      struct promise_type : kit::promise<job, std::suspend_never>, kit::returns<void> {};
    };
    task<int> step();
    job late(const text &t) { co_await step(); (void)t.size; }
    job early(const text &t) { (void)t.size; co_await step(); }
    job looped(const text &t) { for (;;) { (void)t.size; co_await step(); } }
    job handled(const text &t) { try { co_await step(); } catch (...) { (void)t.size; } }
    job renamed(const text &t) { auto &same = t; co_await step(); (void)same.size; }
    task<int> waits(const text &t) { co_await step(); co_return t.size; }
    job lent(const text &t) { co_await waits(t); }
    job read(const text &t) { co_await reads(t); }
    job lent_on(const text &t) { co_await forwards(t); }
    job lent_away(const text &t) { co_await declared(t); }
    job copied(const text &t) { co_await copies(t); }
    job ignored(const text &t) { co_await ignores(t); }
  )cpp");
  auto IsLate = [&](llvm::StringRef Name) {
    const Body &In = Code.body(Name);
    return lateUse(In.Function.getParamDecl(0), In, Code.Model) != nullptr;
  };
  EXPECT_TRUE(IsLate("late"));
  EXPECT_FALSE(IsLate("early"));
  EXPECT_TRUE(IsLate("looped"));
  EXPECT_TRUE(IsLate("handled"));
  EXPECT_TRUE(IsLate("renamed"));
  EXPECT_TRUE(IsLate("lent"));
  EXPECT_FALSE(IsLate("read"));
  EXPECT_TRUE(IsLate("lent_on"));
  EXPECT_TRUE(IsLate("lent_away"));
  EXPECT_FALSE(IsLate("copied"));
  EXPECT_FALSE(IsLate("ignored"));
}

} // namespace async_checks
