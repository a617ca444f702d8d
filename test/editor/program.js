// REQUIRES: async-clangd, node
// RUN: node %s %async-clangd %async-tidy %inputs
//
// usage: program.js SERVER ASYNC-TIDY INCLUDE
//
// What async-tidy has linked is seen in the editor, as far as it is still so.
'use strict';

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { fileURLToPath } = require('node:url');
const { Client } = require('./client');

const [server, tidy, inputs] = process.argv.slice(2);
const files = {
  '.clang-tidy': "Checks: '-*,async-*'\n",
  'src/server.cpp': '#include "acme/task.h"\nvoid load();\nacme::task<> handle() {\n  load();\n  co_return;\n}\n',
  'src/store.cpp': '#include <thread>\nvoid load() {\n  std::this_thread::sleep_for(std::chrono::seconds(1));\n}\n',
};

let folder, build;

const at = (name) => path.join(folder, name);

before(() => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'async-program-')));
  build = at('out');
  fs.mkdirSync(at('src'));
  fs.mkdirSync(build);
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(at(name), text);
  fs.writeFileSync(path.join(build, 'compile_commands.json'), JSON.stringify(
    Object.keys(files).filter((name) => name.endsWith('.cpp')).map((name) => ({
      directory: build, file: at(name), arguments: ['clang++', '-std=c++20', `-I${inputs}`, '-c', at(name)],
    }))));
  const done = spawnSync(tidy, ['-p', build, '--quiet'], { encoding: 'utf8' });
  assert.equal(done.status, 1, done.stderr);
});

after(() => fs.rmSync(folder, { recursive: true }));

// What the editor shows of the coroutine's file: the messages, and where their notes lead.
async function shown() {
  const client = await Client.start(server, [`--compile-commands-dir=${build}`]);
  const document = await client.open(at('src/server.cpp'));
  const diagnostics = await document.findings();
  await client.stop();
  return diagnostics.map(({ code, relatedInformation = [] }) => [code, ...relatedInformation.map(
    ({ location }) => `${path.relative(folder, fileURLToPath(location.uri))}:${location.range.start.line + 1}`)]);
}

test('ways lead into other files', async () => {
  assert.deepEqual(await shown(), [['async-blocking-call', 'src/store.cpp:3']]);
});

test('an edit of the file itself takes nothing away', async () => {
  fs.writeFileSync(at('src/server.cpp'), `// new\n${files['src/server.cpp']}`);
  assert.deepEqual(await shown(), [['async-blocking-call', 'src/store.cpp:3']]);
});

test('a way through a file that has changed is not shown', async () => {
  fs.writeFileSync(at('src/store.cpp'), `// new\n${files['src/store.cpp']}`);
  assert.deepEqual(await shown(), []);
});

test('a slice that is damaged is no slice', async () => {
  fs.writeFileSync(at('src/store.cpp'), files['src/store.cpp']);
  const slice = path.join(build, '.async-tidy/program/slices/server.cpp.slice');
  fs.writeFileSync(slice, fs.readFileSync(slice, 'utf8').slice(0, -5));
  assert.deepEqual(await shown(), []);
});
