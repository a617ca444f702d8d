// RUN: %prove %s
// A generator runs when somebody goes over it.
#include "acme/generator.h"
#include "acme/task.h"
#include <functional>
#include <string>
#include <string_view>
#include <vector>

acme::generator<char> letters(const std::string &text) {
  for (char letter : text)
    co_yield char(letter);
}
acme::generator<char> letters_of(std::string text) {
  for (char letter : text)
    co_yield char(letter);
}
acme::generator<char> through(const std::string &text) { return letters(text); }
std::string make();
void use(char);
void all(acme::generator<char> sequence);

void kept() {
  auto sequence = letters(make());
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the generator that 'letters' returns refers to a temporary, which is gone at the end of this full expression [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-16]]:50: note: it is taken by reference here
  // CHECK-MESSAGES: :[[@LINE-3]]:27: note: a variable with a name lives as long as the generator
  // CHECK-FIX-NOTES: auto text = make();
  // CHECK-FIX-NOTES: auto sequence = letters(text);
  for (char letter : sequence)
    use(letter);
}

void in_loop() {
  for (char letter : letters(make()))
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the generator that 'letters' returns refers to a temporary, which is gone at the end of this full expression [async-dangling-task]
    // CHECK-MESSAGES: :[[@LINE-27]]:50: note: it is taken by reference here
    use(letter);
}

acme::generator<char> returned() {
  std::string text = make();
  return through(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the generator that 'through' returns refers to 'text', which is gone when the caller goes over it [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-27]]:50: note: it is taken by reference here
}

void fine(const std::string &given) {
  std::string text = make();
  for (char letter : letters(text))
    use(letter);
  for (char letter : letters(given))
    use(letter);
  for (char letter : letters_of(make()))
    use(letter);
  auto sequence = through(text);
  for (char letter : sequence)
    use(letter);
  all(letters(make()));
  auto unused = letters(make());
}
acme::generator<char> handed_on(const std::string &given) { return letters(given); }

using brancher = std::function<acme::generator<char>(const std::string &)>;
using handler = std::function<acme::task<int>(std::string_view)>;

void by_function(const brancher &branches) {
  auto sequence = branches(make());
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the generator that is returned here refers to a temporary, which is gone at the end of this full expression [async-dangling-task]
  for (char letter : sequence)
    use(letter);
}
acme::task<int> by_handler(const handler &answer) {
  auto first = answer(make());
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task that is returned here refers to a temporary, which is gone at the end of this full expression [async-dangling-task]
  int kept = co_await first;
  co_return kept + co_await answer(make());
}
acme::task<int> handed(const handler &answer) {
  std::string text = make();
  return answer(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that is returned here refers to 'text', which is gone when the caller awaits it [async-dangling-task]
  // CHECK-FIXES: co_return co_await answer(text);
  // CHECK-FIX-NOTES: co_return co_await answer(text);
}
