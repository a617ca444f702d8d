// What calls of functions and function objects return.
#include "model/syntax/Callables.h"
#include "Ast.h"

using namespace clang;

namespace async_checks {

/// The result of calling a variable `f` that is declared by \p Declaration.
static std::string resultOfCalling(llvm::StringRef Declaration) {
  Unit Code("struct service { int run(); int number; }; int plain(char);" + Declaration);
  return Code.text(resultOfCallable(Code.type("f"), Code.Model.Context));
}

TEST(Callables, AreFunctionsByAnyWay) {
  EXPECT_EQ(resultOfCalling("auto *f = plain;"), "int");
  EXPECT_EQ(resultOfCalling("auto &f = plain;"), "int");
  EXPECT_EQ(resultOfCalling("auto f = &service::run;"), "int");
  EXPECT_EQ(resultOfCalling("auto f = [] { return 1; };"), "int");
}

TEST(Callables, AreFunctionObjectsWhoseCallsAgree) {
  EXPECT_EQ(resultOfCalling("struct { int operator()(); int operator()(int); } f;"),
            "int");
  EXPECT_EQ(resultOfCalling("struct { int operator()(); char operator()(int); } f;"), "");
}

TEST(Callables, ShowTheResultOfAGenericOnceItIsCalled) {
  EXPECT_EQ(resultOfCalling("auto f = [](auto) { return 1; };"), "");
  EXPECT_EQ(resultOfCalling("auto f = [](auto) { return 1; }; int n = f(2);"), "int");
  EXPECT_EQ(resultOfCalling("auto f = [](auto) -> char { return 1; };"), "char");
}

TEST(Callables, BringInCallsByUsing) {
  EXPECT_EQ(resultOfCalling("struct one { int operator()(); };"
                            "struct : one { using one::operator(); } f;"),
            "int");
}

TEST(Callables, AreNothingElse) {
  EXPECT_EQ(resultOfCalling("service f;"), "");
  EXPECT_EQ(resultOfCalling("service *f;"), "");
  EXPECT_EQ(resultOfCalling("int f;"), "");
}

} // namespace async_checks
