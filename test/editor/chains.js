// REQUIRES: async-clangd, node
// RUN: node %s %async-clangd %async-tidy %inputs
//
// usage: chains.js SERVER ASYNC-TIDY INCLUDE
//
// A chain that async-tidy has planned is a code action at its wait, which changes all files.
'use strict';

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { fileURLToPath } = require('node:url');
const protocol = require('vscode-languageserver-protocol/node');
const { TextDocument } = require('vscode-languageserver-textdocument');
const { Client } = require('./client');

const [server, tidy, inputs] = process.argv.slice(2);
const files = {
  '.clang-tidy': "Checks: '-*,async-*'\n",
  'store.h': '#pragma once\nint load(int id);\n',
  // The last line has no end, and the text behind a character that is two in UTF-16.
  'store.cpp': '#include "store.h"\n#include "acme/task.h"\nacme::task<int> ask(int id);\n' +
    'int load(int id) { /* 𝕏 */ return ask(id).get() + 1; }',
  'server.cpp': '#include "acme/task.h"\n#include "store.h"\nacme::task<int> handle() {\n  co_return load(1) + 1;\n}\n',
};
const changed = {
  'store.h': '#pragma once\n#include "acme/task.h"\nacme::task<int> load(int id);\n',
  'store.cpp': files['store.cpp'].replace('int load', 'acme::task<int> load')
    .replace('return ask(id).get()', 'co_return co_await ask(id)'),
  'server.cpp': files['server.cpp'].replace('load(1)', 'co_await load(1)'),
};
const wait = { start: { line: 3, character: 40 }, end: { line: 3, character: 40 } };

let folder, build, client, document;

const at = (name) => path.join(folder, name);
const look = (...more) => spawnSync(tidy, ['-p', build, '--quiet', ...more], { encoding: 'utf8', cwd: folder });

before(async () => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'async chains-')));
  build = at('build');
  fs.mkdirSync(build);
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(at(name), text);
  fs.writeFileSync(path.join(build, 'compile_commands.json'), JSON.stringify(
    Object.keys(files).filter((name) => name.endsWith('.cpp')).map((name) => ({
      directory: build, file: at(name), arguments: ['clang++', '-std=c++20', `-I${inputs}`, '-c', at(name)],
    }))));
  const done = look('--plan');
  assert.equal(done.status, 1, done.stdout + done.stderr);
  client = await Client.start(server);
  document = await client.open(at('store.cpp'));
});

after(async () => {
  await client.stop();
  fs.rmSync(folder, { recursive: true });
});

const chains = (actions) => actions.filter(({ title }) => /asynchronous$/.test(title));
const offered = async (of = document, range = wait) => chains(await of.actions(range)).map(({ title }) => title);
const title = "make 'load' in 3 files asynchronous";

test('the wait has an action', async () => {
  assert.deepEqual(await offered(), [title]);
});

test('the plan is looked for where the user says that the compile database is', async () => {
  for (const [named, expected] of [[build, [title]], [folder, []]]) {
    const other = await Client.start(server, [`--compile-commands-dir=${named}`]);
    assert.deepEqual(await offered(await other.open(at('store.cpp'))), expected);
    await other.stop();
  }
});

test('the places are counted as the client does', async () => {
  for (const [name, character] of [['utf-8', 57], ['utf-16', 55], ['utf-32', 54]]) {
    const other = await Client.start(server, [], { general: { positionEncodings: [name] }, offsetEncoding: [name] });
    const [action] = chains(await (await other.open(at('store.cpp'))).actions(wait));
    assert.equal(action.edit.changes[document.uri][0].range.end.character, character);
    await other.stop();
  }
});

test('other lines have none', async () => {
  const start = { line: 0, character: 0 };
  assert.deepEqual(await offered(document, { start, end: start }), []);
});

test('other kinds of actions are not disturbed', async () => {
  const actions = await client.connection.sendRequest(protocol.CodeActionRequest.type, {
    textDocument: { uri: document.uri }, range: wait, context: { diagnostics: [], only: ['refactor'] },
  });
  assert.deepEqual(chains(actions), []);
});

test('a file that has changed takes the action away', async () => {
  fs.writeFileSync(at('server.cpp'), `${files['server.cpp']}\n`);
  assert.deepEqual(await offered(), []);
  fs.writeFileSync(at('server.cpp'), files['server.cpp']);
});

test('a plan that is damaged is no plan', async () => {
  const plan = path.join(build, '.async-tidy/program/chains.json');
  const text = fs.readFileSync(plan, 'utf8');
  for (const damaged of [text.slice(0, -20), '[]', '{"chains": [1, {"title": 2}]}', text.replaceAll('"edits"', '"edit"')]) {
    fs.writeFileSync(plan, damaged);
    assert.deepEqual(await offered(), []);
  }
  fs.writeFileSync(plan, text);
});

test('a text that is not saved has none', async () => {
  const text = document.text;
  await document.rewrite(`${text}\n`);
  assert.deepEqual(await offered(), []);
  await document.rewrite(text);
  await client.connection.sendNotification(protocol.DidSaveTextDocumentNotification.type, {
    textDocument: { uri: document.uri },
  });
  assert.deepEqual(await offered(), [title]);
});

test('the action changes all files, and leaves nothing to say', async () => {
  const [action] = chains(await document.actions(wait, await document.findings()));
  assert.equal(action.kind, 'quickfix');
  assert.ok(action.diagnostics.some(({ code }) => code === 'async-sync-over-async'));
  for (const [uri, edits] of Object.entries(action.edit.changes)) {
    const file = fileURLToPath(uri);
    const before = TextDocument.create(uri, 'cpp', 1, fs.readFileSync(file, 'utf8'));
    fs.writeFileSync(file, TextDocument.applyEdits(before, edits));
  }
  for (const [name, text] of Object.entries(changed)) assert.equal(fs.readFileSync(at(name), 'utf8'), text);
  const done = look();
  assert.equal(done.status, 0, done.stdout + done.stderr);
});
