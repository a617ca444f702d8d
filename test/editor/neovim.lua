-- REQUIRES: async-clangd, nvim
-- RUN: rm -rf %t && mkdir %t && split-file %s %t
-- RUN: env SERVER=%async-clangd FOLDER=%t INCLUDE=%inputs nvim --headless --clean -S %s
--
-- Neovim's own client opens a file, gets diagnostics, applies each quick fix by its code action
-- menu, and has the text that it should then have, and no diagnostics.

local folder = vim.env.FOLDER

local function wait_for(what, condition)
  if not vim.wait(60000, condition, 20) then
    error('Neovim waits in vain for ' .. what)
  end
end

local function main()
  vim.fn.writefile({ '-std=c++20', '-I' .. vim.env.INCLUDE }, folder .. '/compile_flags.txt')
  vim.cmd('edit ' .. folder .. '/code.cpp')
  local buffer = vim.api.nvim_get_current_buf()
  local client = vim.lsp.start_client({ cmd = { vim.env.SERVER, '--log=error' }, root_dir = folder })
  vim.lsp.buf_attach_client(buffer, client)

  local function found()
    return vim.diagnostic.get(buffer)
  end
  wait_for('diagnostics', function() return #found() > 0 end)
  for _, each in ipairs(found()) do
    print(('%d:%d: %s [%s]\n'):format(each.lnum + 1, each.col + 1, each.message, each.code))
  end

  vim.ui.select = function(actions, _, choose)
    local title = actions[1][2].title
    print('  action: ' .. title .. '\n')
    choose(actions[1])
  end
  while #found() > 0 do
    local before, count = vim.api.nvim_buf_get_changedtick(buffer), #found()
    local first = found()[1]
    vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
    vim.lsp.buf.code_action()
    wait_for('an edit', function() return vim.api.nvim_buf_get_changedtick(buffer) ~= before end)
    wait_for('the end of a diagnostic', function() return #found() < count end)
  end

  local text = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
  local expected = vim.fn.readfile(folder .. '/fixed.cpp')
  assert(vim.deep_equal(text, expected), 'the text is now:\n' .. table.concat(text, '\n'))
  vim.lsp.stop_client(client)
end

local ok, message = pcall(main)
if ok then
  vim.cmd('quitall!')
else
  io.stderr:write(message .. '\n')
  vim.cmd('cquit')
end

--[==[
//--- .clang-tidy
Checks: 'async-*'
//--- code.cpp
#include "acme/task.h"
#include "acme/void.h"

acme::task<int> number();
acme::task<> wait(int n);

void log(int n) { co_await wait(n); }

acme::task<int> sum() {
  wait(1);
  int n = number().get();
  log(n);
  co_return n;
}
//--- fixed.cpp
#include "acme/task.h"

acme::task<int> number();
acme::task<> wait(int n);

acme::task<> log(int n) { co_await wait(n); }

acme::task<int> sum() {
  co_await wait(1);
  int n = co_await number();
  co_await log(n);
  co_return n;
}
//--- end
]==]
