// REQUIRES: async-clangd, node
// RUN: node %s %async-clangd %inputs %S/../../AsyncChecks/docs
//
// usage: features.js SERVER INCLUDE PAGES
//
// What users of an editor take for granted holds for the checks.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { fileURLToPath } = require('node:url');
const { Client } = require('./client');

const [server, inputs, pages] = process.argv.slice(2);
const header = '#pragma once\n#include "acme/task.h"\nacme::task<> work();\n';
const source = '#include "code.h"\nacme::task<> code() {\n  work();\n  co_return;\n}\n';

let client, folder, number = 0;

before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'async-editor-'));
  client = await Client.start(server);
});

after(async () => {
  await client.stop();
  fs.rmSync(folder, { recursive: true });
});

// Opens `text` in a folder of its own, with more files in it.
async function open(text, files = {}) {
  const own = path.join(folder, String(++number));
  fs.mkdirSync(own);
  const all = {
    'compile_flags.txt': `-std=c++20\n-I${inputs}\n`, '.clang-tidy': 'Checks: "async-*"\n', 'code.h': header,
    'code.cpp': text, ...files,
  };
  for (const [name, content] of Object.entries(all)) fs.writeFileSync(path.join(own, name), content);
  return client.open(path.join(own, 'code.cpp'));
}

async function checksOf(text, files) {
  return (await (await open(text, files)).findings()).map((found) => found.code);
}

test('a finding has a place, a message, a severity, a source and a page', async () => {
  const [found] = await (await open(source)).findings();
  assert.deepEqual(found.range, { start: { line: 2, character: 2 }, end: { line: 2, character: 6 } });
  assert.match(found.message, /^The task that 'work' returns is discarded: .* \(fix available\)$/);
  assert.equal(found.severity, 2);
  assert.equal(found.source, 'clang-tidy');
  assert.equal(found.code, 'async-discarded-task');
  const page = fileURLToPath(found.codeDescription.href);
  assert.ok(page.startsWith(path.resolve(pages)), page);
  assert.match(fs.readFileSync(page, 'utf8'), /^# async-discarded-task\n/);
});

test('a quick fix is the preferred one and ends the finding', async () => {
  const document = await open(source);
  const [found] = await document.findings();
  const [fix, ...others] = await document.fixes(found);
  assert.deepEqual(others, []);
  assert.equal(fix.title, "insert 'co_await '");
  assert.equal(fix.isPreferred, true);
  assert.equal(fix.diagnostics[0].codeDescription.href, found.codeDescription.href);
  await document.apply(fix);
  assert.equal(document.text, source.replace('work()', 'co_await work()'));
  assert.deepEqual(await document.diagnostics(), []);
});

test('a fix of several edits is one action, with a title and its include', async () => {
  const text = `#include "acme/void.h"\nvoid twice();\nvoid twice() { co_return; }\n`;
  const document = await open(text, {
    '.clang-tidy': 'Checks: "async-*"\nCheckOptions: {async.TaskType: "acme::task<>", async.TaskHeader: acme/task.h}\n',
  });
  const [found] = await document.findings();
  const [fix] = await document.fixes(found);
  assert.equal(fix.title, "fix: coroutine 'twice' returns void");
  await document.apply(fix);
  assert.equal(document.text, '#include "acme/task.h"\n' + text.replaceAll('void twice', 'acme::task<> twice'));
  assert.deepEqual(await document.findings(), []);
});

test('notes are related information', async () => {
  const [found] = await (await open(
    '#include "code.h"\n#include <mutex>\nstd::mutex m;\n' +
    'acme::task<> code() {\n  std::lock_guard lock(m);\n  co_await work();\n}\n')).findings();
  assert.equal(found.code, 'async-lock-across-await');
  assert.deepEqual(found.relatedInformation.map((note) => [note.location.range.start.line, note.message]),
    [[5, 'The coroutine is suspended here and still holds it']]);
});

test('an alternative that stands on a note is an action with a title of its own', async () => {
  const text = '#include "cppcoro/task.h"\ncppcoro::task<> work(cppcoro::cancellation_token);\n' +
    'cppcoro::task<> code(cppcoro::cancellation_token token) {\n  try {\n    co_await work(token);\n' +
    '  } catch (...) {\n  }\n}\n';
  const document = await open(text);
  const [found] = await document.findings();
  assert.equal(found.code, 'async-swallowed-cancellation');
  const [fix, ...others] = await document.fixes(found);
  assert.deepEqual(others, []);
  assert.equal(fix.title, 'rethrow it in a handler of its own');
  await document.apply(fix);
  assert.equal(document.text,
    text.replace('catch', 'catch (const cppcoro::operation_cancelled &) { throw; } catch'));
  assert.deepEqual(await document.findings(), []);
});

test('the configuration decides', async () => {
  assert.deepEqual(await checksOf(source), ['async-discarded-task']);
  assert.deepEqual(await checksOf(source, { '.clang-tidy': 'Checks: "-*,async-naming"\n' }), []);
  assert.deepEqual(await checksOf(source, { '.clangd': 'Diagnostics: {ClangTidy: {Remove: async-*}}\n' }), []);
  assert.deepEqual(await checksOf(source, {
    '.clang-tidy': 'Checks: "-*"\n', '.clangd': 'Diagnostics: {ClangTidy: {Add: async-discarded-task}}\n',
  }), ['async-discarded-task']);
  const [found] = await (await open(source, {
    '.clang-tidy': 'Checks: "async-*"\nWarningsAsErrors: "async-*"\n',
  })).findings();
  assert.equal(found.severity, 1);
});

test('comments silence', async () => {
  for (const comment of ['NOLINT', 'NOLINT(async-discarded-task)', 'NOLINT(async-*)'])
    assert.deepEqual(await checksOf(source.replace('work();', `work(); // ${comment}`)), [], comment);
  const other = source.replace('work();', 'work(); // NOLINT(async-naming)');
  assert.deepEqual(await checksOf(other), ['async-discarded-task']);
});

test("clangd's own checks and actions are there", async () => {
  const text = 'int twice(int n) {\n  int unused = n + n;\n  if (n = 3) return 1;\n  return 0;\n}\n';
  const document = await open(text, { '.clang-tidy': 'Checks: "async-*,bugprone-*"\n' });
  const codes = (await document.diagnostics()).map((found) => found.code);
  assert.ok(codes.includes('bugprone-assignment-in-if-condition'), codes.join());
  const range = { start: { line: 1, character: 15 }, end: { line: 1, character: 20 } };
  const titles = (await document.actions(range)).map((action) => action.title);
  assert.ok(titles.includes('Extract subexpression to variable'), titles.join());
});

test('half-typed code is no reason to crash, and no finding stays that is not there', async () => {
  const document = await open(source);
  for (let end = source.length - 1; end > 0; end -= 3) {
    await document.rewrite(source.slice(0, end));
    await document.diagnostics();
  }
  await document.rewrite(source);
  assert.equal((await document.findings()).length, 1);
});
