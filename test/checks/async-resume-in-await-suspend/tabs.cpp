// RUN: %prove %s
// RUN: cp %s %t.cpp
// RUN: %clang-tidy --checks=-*,async-resume-in-await-suspend --fix %t.cpp -- -std=c++20
// RUN: grep -P '^\t\treturn std::noop_coroutine' %t.cpp
// RUN: grep -P '^ {8}return std::noop_coroutine' %t.cpp
#include <coroutine>

bool ready();
void queue(std::coroutine_handle<> h);

struct with_tabs {
	std::coroutine_handle<> next;
	bool await_ready() noexcept { return false; }
	void await_suspend(std::coroutine_handle<> h) noexcept {
	// CHECK-FIXES: 	std::coroutine_handle<> await_suspend(std::coroutine_handle<> h) noexcept {
		if (ready()) {
			next.resume();
			// CHECK-MESSAGES: :[[@LINE-1]]:4: warning: the next coroutine is resumed on top of this call: a chain of such awaits overflows the stack [async-resume-in-await-suspend]
			// CHECK-FIXES: 			return next;
			return;
			// CHECK-FIXES-REMOVED: return;
		}
		queue(h);
	}
	// CHECK-FIXES: 		return std::noop_coroutine();
	void await_resume() noexcept {}
};

struct with_four_spaces {
    std::coroutine_handle<> next;
    bool await_ready() noexcept { return false; }
    void await_suspend(std::coroutine_handle<> h) noexcept {
    // CHECK-FIXES:     std::coroutine_handle<> await_suspend(std::coroutine_handle<> h) noexcept {
        if (ready()) {
            next.resume();
            // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the next coroutine is resumed on top of this call: a chain of such awaits overflows the stack [async-resume-in-await-suspend]
            // CHECK-FIXES:             return next;
            return;
            // CHECK-FIXES-REMOVED: return;
        }
        queue(h);
    }
    // CHECK-FIXES:         return std::noop_coroutine();
    void await_resume() noexcept {}
};
