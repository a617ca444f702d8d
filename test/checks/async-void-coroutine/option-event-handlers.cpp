// RUN: %prove %s --config-option 'async.EventHandlers=^on_;ui::refresh' --config-option async.SyncEntryPoints=wmain
// CHECK-SILENT
#include "acme/task.h"
#include "acme/void.h"

acme::task<> work();

void on_timer() { co_await work(); }
namespace ui {
void refresh() { co_await work(); }
} // namespace ui
void wmain() { co_await work(); }
