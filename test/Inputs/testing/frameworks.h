// The heads of tests, as the macros of several frameworks write them.
#pragma once

#include <coroutine>

#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)

// GoogleTest, and the coroutine tests that folly builds on it.
namespace testing {
class Test {
public:
  virtual ~Test();

protected:
  virtual void TestBody() = 0;
};
} // namespace testing
#define GTEST_TEST_(suite, name, base)                                                   \
  class suite##_##name##_Test : public base {                                            \
    void TestBody() override;                                                            \
  };                                                                                     \
  void suite##_##name##_Test::TestBody()
#define TEST(suite, name) GTEST_TEST_(suite, name, ::testing::Test)
#define TEST_F(suite, name) GTEST_TEST_(suite, name, suite)
#define CO_TEST(suite, name)                                                             \
  class suite##_##name##_Test : public ::testing::Test {                                 \
    void TestBody() override { folly::coro::blockingWait(co_TestBody()); }               \
    folly::coro::Task<> co_TestBody();                                                   \
  };                                                                                     \
  folly::coro::Task<> suite##_##name##_Test::co_TestBody()

// Catch2.
#define CATCH_TEST_CASE(name) static void JOIN(CATCH2_INTERNAL_TEST_, __COUNTER__)()

// doctest.
#define DOCTEST_TEST_CASE(name) static void JOIN(DOCTEST_ANON_FUNC_, __COUNTER__)()

// Boost.Test.
#define BOOST_FIXTURE_TEST_CASE(name, fixture)                                           \
  struct name : fixture {                                                                \
    void test_method();                                                                  \
  };                                                                                     \
  void name::test_method()
#define BOOST_AUTO_TEST_CASE(name)                                                       \
  struct name {                                                                          \
    void test_method();                                                                  \
  };                                                                                     \
  void name::test_method()

// The coroutine tests of seastar, on Boost.Test.
#define SEASTAR_TEST_CASE(name)                                                          \
  struct name {                                                                          \
    seastar::future<> run_test_case() const;                                             \
  };                                                                                     \
  seastar::future<> name::run_test_case() const

// How a test says what went wrong.
void complain(const char *file, int line, const char *what);
#define FAIL(what) complain(__FILE__, __LINE__, what)
#define BOOST_ERROR(what) complain(__FILE__, __LINE__, what)
#define REQUIRE(condition)                                                               \
  do {                                                                                   \
    if (!(condition))                                                                    \
      complain(__FILE__, __LINE__, #condition);                                          \
  } while (false)
#define LOG_ERROR(what) complain(__FILE__, __LINE__, what)
