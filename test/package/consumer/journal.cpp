#include "journal.h"

task append(int entry) { co_return co_await store(entry); }
