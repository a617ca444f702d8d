// REQUIRES: async-clangd, node
// RUN: node %if all-versions %{%} %else %{--test-name-pattern=compiles%} %s %async-clangd %inputs
//
// usage: actions.js SERVER INCLUDE
//
// What clangd has no action for: a fix that changes a header as well, all fixes of a file at once, and
// a comment that silences a check. Each leaves text that compiles, and does what it says.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, afterEach, before, beforeEach, test } = require('node:test');
const { fileURLToPath } = require('node:url');
const protocol = require('vscode-languageserver-protocol/node');
const { TextDocument } = require('vscode-languageserver-textdocument');
const { Client } = require('./client');

const [server, inputs] = process.argv.slice(2);
const files = {
  '.clang-tidy': "Checks: 'async-*'\n",
  'compile_flags.txt': `-std=c++20\n-I${inputs}\n`,
  'log.h': '#pragma once\n#include "acme/task.h"\n#include "acme/void.h"\n/* 𝕏 é */ void log(int n);\n',
  'log.cpp': '#include "log.h"\n\nacme::task<> wait(int n);\n\nvoid log(int n) { co_await wait(n); }\n\n' +
    'acme::task<> both() {\n  co_await wait(0);\n  wait(1);\n  wait(2); // twice\n}\n',
};
const line = (number) => ({ start: { line: number, character: 0 }, end: { line: number, character: 99 } });

let folder, client, document;

const at = (name) => path.join(folder, name);

async function begin(by = client) {
  document = await by.open(at('log.cpp'));
  assert.equal((await document.findings()).length, 3);
}

before(async () => {
  client = await Client.start(server);
});

after(async () => {
  await client.stop();
});

beforeEach(() => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'async actions-')));
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(at(name), text);
});

afterEach(() => {
  fs.rmSync(folder, { recursive: true });
});

// Makes the edits of all files: first on the disk, then in the document.
async function make(action) {
  const { [document.uri]: own, ...others } = action.edit.changes;
  for (const [uri, edits] of Object.entries(others)) {
    const before = TextDocument.create(uri, 'cpp', 1, fs.readFileSync(fileURLToPath(uri), 'utf8'));
    fs.writeFileSync(fileURLToPath(uri), TextDocument.applyEdits(before, edits));
  }
  await document.edit(own);
}

async function the(title, range = line(4)) {
  const found = (await document.actions(range, await document.findings())).filter((action) => title.test(action.title));
  assert.deepEqual(found.length, 1, JSON.stringify(found));
  return found[0];
}

const titles = async (range) => (await document.actions(range)).map((action) => action.title);

async function leaves(text) {
  await document.diagnostics((found) => found.length === 0);
  assert.equal(document.text, text);
}

const header = /^fix: coroutine 'log' returns void, in 2 files$/;
const fixedHeader = files['log.h'].replace('void log', 'acme::task<void> log');
const fixedLog = files['log.cpp'].replace('void', 'acme::task<>');
const fixedAll = fixedLog.replaceAll('\n  wait', '\n  co_await wait');

for (const [encoding, character] of [['utf-8', 14], ['utf-16', 11], ['utf-32', 10]]) {
  test(`a fix changes the header, too, counted in ${encoding}`, async () => {
    const other = await Client.start(server, [], {
      general: { positionEncodings: [encoding] }, offsetEncoding: [encoding],
    });
    await begin(other);
    const action = await the(header);
    assert.equal(action.kind, 'quickfix');
    assert.deepEqual(action.diagnostics.map(({ code }) => code), ['async-void-coroutine']);
    const uri = Object.keys(action.edit.changes).find((each) => each.endsWith('log.h'));
    assert.equal(action.edit.changes[uri][0].range.start.character, character);
    await other.stop();
  });
}

test('a fix that changes the header leaves text that compiles', async () => {
  await begin();
  await make(await the(header));
  assert.equal(fs.readFileSync(at('log.h'), 'utf8'), fixedHeader);
  await document.diagnostics((found) => found.every(({ code }) => code === 'async-discarded-task'));
  assert.equal(document.text, fixedLog);
});

test('a header that has changed since, or is not saved, takes its fix away', async () => {
  await begin();
  const other = await client.open(at('log.h'));
  await other.diagnostics();
  await other.rewrite(`${files['log.h']}\n`);
  await other.diagnostics();
  assert.ok(!(await titles(line(4))).some((title) => header.test(title)));
  await client.connection.sendNotification(protocol.DidCloseTextDocumentNotification.type, {
    textDocument: { uri: other.uri },
  });
  await the(header);
  fs.writeFileSync(at('log.h'), `${files['log.h']}\n`);
  assert.ok(!(await titles(line(4))).some((title) => header.test(title)));
});

test('the edits are those of the text as it is', async () => {
  await begin();
  await document.rewrite(`\n\n${files['log.cpp']}`);
  await make(await the(header, line(6)));
  await document.diagnostics((found) => found.every(({ code }) => code === 'async-discarded-task'));
  assert.equal(document.text, `\n\n${fixedLog}`);
});

test('all fixes of a check are one action', async () => {
  await begin();
  await make(await the(/^fix all of 'async-discarded-task' in this file$/, line(8)));
  await document.diagnostics((found) => found.every(({ code }) => code === 'async-void-coroutine'));
  assert.equal(document.text, files['log.cpp'].replaceAll('\n  wait', '\n  co_await wait'));
});

test('all fixes of a file are a source action, which the server tells of', async () => {
  await begin();
  assert.ok(client.capabilities.codeActionProvider.codeActionKinds.includes('source.fixAll.async'));
  for (const only of [['source'], ['source.fixAll'], ['source.fixAll.async']]) {
    const actions = await document.actions(line(0), [], only);
    assert.deepEqual(actions.map(({ kind }) => kind), ['source.fixAll.async']);
  }
  assert.deepEqual(await document.actions(line(0), [], ['source.fixAllOthers']), []);
  await make((await document.actions(line(0), [], ['source.fixAll']))[0]);
  await leaves(fixedAll);
  assert.equal(fs.readFileSync(at('log.h'), 'utf8'), fixedHeader);
});

test('a comment silences a check in a line', async () => {
  await begin();
  for (const number of [4, 8, 9]) {
    await make(await the(/^silence 'async-/, line(number)));
    await document.findings();
  }
  await leaves(files['log.cpp'].replace('(n); }', '(n); } // NOLINT(async-void-coroutine)')
    .replace('wait(1);', 'wait(1); // NOLINT(async-discarded-task)')
    .replace('// twice', '// twice // NOLINT(async-discarded-task)'));
  assert.deepEqual(await document.actions(line(0), [], ['source.fixAll']), []);
});

test('no comment goes where the line does not end', async () => {
  fs.writeFileSync(at('log.cpp'), files['log.cpp'].replace('wait(1);', 'wait(1); \\').replace('// twice', ''));
  await begin();
  assert.ok(!(await titles(line(8))).some((title) => /^silence/.test(title)));
  await the(/^silence/, line(9));
});
