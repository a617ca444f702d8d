// REQUIRES: async-clangd, node, vscode, all-versions
// RUN: cmake --build %build --target async-checks-vscode
// RUN: %python -m zipfile -l %extension/async-checks.vsix | FileCheck %s --implicit-check-not=.ts
// RUN: node %s %async-clangd %async-tidy %inputs %extension
//
// CHECK-DAG: extension/package.json
// CHECK-DAG: extension/extension.js
// CHECK-DAG: extension/README.md
// CHECK-DAG: extension/LICENSE
//
// usage: vscode.js SERVER ASYNC-TIDY INCLUDE EXTENSION
//
// What the extension for VS Code does without an editor: it finds the programs, drives async-tidy,
// reads what that says, and starts the server so that it answers.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { createRequire } = require('node:module');
const os = require('node:os');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { pathToFileURL } = require('node:url');
const { Client } = require('./client');

const [server, tidyProgram, inputs, extension] = process.argv.slice(2);
const manifest = JSON.parse(fs.readFileSync(path.join(extension, 'package.json'), 'utf8'));
const files = {
  '.clang-tidy': "Checks: '-*,async-*'\n",
  'store.h': '#pragma once\nint load(int id);\n',
  'store.cpp': '#include "store.h"\n#include "acme/task.h"\nacme::task<int> ask(int id);\n' +
    'int load(int id) { /* 𝕏 */ return ask(id).get() + 1; }\n',
  'a server/main.cpp': '#include "acme/task.h"\n#include "../store.h"\nacme::task<> work();\n' +
    'acme::task<int> handle() {\n  /* 𝕏 */ work();\n  co_return load(1) + 1;\n}\n',
};

let folder, project;

// The modules that do not need an editor, as JavaScript.
function load(...names) {
  const { buildSync } = createRequire(path.join(extension, 'package.json'))('esbuild');
  const [{ text }] = buildSync({
    stdin: { contents: names.map((it) => `export * as ${it} from './${it}';`).join('\n'), resolveDir: path.join(extension, 'src') },
    bundle: true, platform: 'node', write: false,
  }).outputFiles;
  const module = { exports: {} };
  new Function('module', 'exports', 'require', text)(module, module.exports, require);
  return module.exports;
}

const { choice, plan, programs, sarif, tidy } = load('choice', 'plan', 'programs', 'sarif', 'tidy');

const at = (name) => path.join(folder, name);

before(() => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'async vscode-')));
  fs.mkdirSync(at('out/debug'), { recursive: true });
  fs.mkdirSync(at('a server'));
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(at(name), text);
  fs.writeFileSync(at('out/debug/compile_commands.json'), JSON.stringify(
    Object.keys(files).filter((name) => name.endsWith('.cpp')).map((name) => ({
      directory: at('out/debug'), file: at(name), arguments: ['clang++', '-std=c++20', `-I${inputs}`, '-c', at(name)],
    }))));
  project = { program: tidyProgram, folder, buildFolder: 'out/debug', more: ['-j', '2'] };
});

after(() => fs.rmSync(folder, { recursive: true }));

function makeProgram(...names) {
  const file = at(path.join(...names));
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, '#!/bin/sh\n', { mode: 0o755 });
  return file;
}

test('programs are found where they are installed or built, and the named folder counts alone', () => {
  const installed = makeProgram('prefix', 'bin', 'async-tidy');
  const built = makeProgram('build', 'AsyncChecks', 'clangd', 'async-clangd');
  const onPath = makeProgram('path', 'async-clangd');
  fs.mkdirSync(at('path/async-tidy'));
  assert.equal(programs.find('async-tidy', at('prefix')), installed);
  assert.equal(programs.find('async-tidy', at('prefix/bin')), installed);
  assert.equal(programs.find('async-clangd', at('build')), built);
  assert.equal(programs.find('async-clangd', '', `relative:${at('path')}`), onPath);
  assert.equal(programs.find('async-clangd', at('prefix'), at('path')), undefined);
  assert.notEqual(programs.find('async-tidy', '', at('path')), at('path/async-tidy'));
  fs.chmodSync(installed, 0o644);
  assert.equal(programs.find('async-tidy', at('prefix')), undefined);
});

test('programs are found in the home folder', () => {
  const home = process.env.HOME;
  try {
    process.env.HOME = folder;
    const installed = makeProgram('.local', 'bin', 'async-tidy');
    assert.equal(programs.find('async-tidy', '', ''), installed);
    assert.equal(programs.find('async-tidy', '~/.local'), installed);
  } finally {
    process.env.HOME = home;
  }
});

test('a check has its page, and a name that is none has none', () => {
  const page = programs.pageOf('async-discarded-task', tidyProgram);
  assert.match(fs.readFileSync(page, 'utf8'), /^# async-discarded-task\n/);
  assert.equal(programs.pageOf('async-nothing', tidyProgram), undefined);
  assert.equal(programs.pageOf('async-discarded-task', at('no/async-tidy')), undefined);
});

test('the clangd extension is asked for, and only changed if it is to be', () => {
  const next = (made, clangd, found = '/a/async-clangd') => choice.next({ choice: made, clangd, server: found });
  assert.equal(next('ask', undefined), 'start');
  assert.equal(next('ask', 'clangd'), 'ask');
  assert.equal(next('ask', '/a/async-clangd'), 'nothing');
  assert.equal(next('clangd', 'clangd'), 'hand over');
  assert.equal(next('clangd', '/a/async-clangd'), 'nothing');
  assert.equal(next('clangd', undefined), 'start');
  assert.equal(next('own', 'clangd'), 'start');
  assert.equal(next('off', undefined), 'nothing');
  assert.equal(choice.next({ choice: 'own' }), 'nothing');
});

test('a look at the project gives problems with places, notes and pages', async () => {
  const steps = [];
  const { log, failures } = await tidy.report(project, [], { step: (...made) => steps.push(made) });
  assert.deepEqual(failures, []);
  assert.ok(steps.some(([, total, name]) => total >= 2 && name === 'store.cpp'), JSON.stringify(steps));
  const found = sarif.findings(log);
  assert.deepEqual(found.map((it) => [it.check, it.place, it.isFixable]), [
    ['async-discarded-task', { file: at('a server/main.cpp'), line: 4, start: 11, end: 15 }, true],
    ['async-sync-over-async', { file: at('store.cpp'), line: 3, start: 35, end: 38 }, false],
  ]);
  assert.equal(found[1].notes.at(-1).place.file, at('a server/main.cpp'));
  assert.deepEqual([...sarif.byFile(found).keys()], [at('a server/main.cpp'), at('store.cpp')]);
  assert.equal(sarif.summary(found), '2 findings in 2 files; 1 can be repaired.');
  assert.equal(sarif.summary([]), 'There is nothing to report.');
  const said = [{ code: 'async-discarded-task', line: 4 }, { code: 'async-sync-over-async', line: 2 }];
  assert.deepEqual(sarif.unsaid(found, said).map((it) => it.check), ['async-sync-over-async']);
});

test('the plan is readable, and its links name lines', async () => {
  const { output } = await tidy.run(project, ['--plan', '--json']);
  const chains = JSON.parse(output);
  assert.equal(plan.rootOf(chains, at('a server')), folder);
  const text = plan.markdown(chains, (file, line) => `${pathToFileURL(at(file))}#L${line}`);
  assert.match(text, /^# Plan\n\n## load\n/);
  assert.ok(text.includes(`- \`handle\` awaits \`load\`, at [a server/main.cpp:6](${pathToFileURL(at('a server/main.cpp'))}#L6)`), text);
  assert.ok(text.includes('changes `a server/main.cpp`, `store.cpp`, `store.h`.'), text);
  const [chain] = chains;
  const stays = plan.markdown([{ ...chain, refusal: 'it is virtual', refusedAt: { file: 'store.h', line: 2 } }], () => '#');
  assert.match(stays, /\*\*It stays as it is:\*\* \[store\.h:2\]\(#\): it is virtual\./);
  assert.match(plan.markdown([], () => '#'), /No function/);
});

test('a repair is shown before it is made, and ends the findings', async () => {
  const { output } = await tidy.run(project, ['--dry-run', '--quiet']);
  assert.deepEqual(tidy.changedBy(output), ['a server/main.cpp', 'store.cpp', 'store.h']);
  for (const [name, text] of Object.entries(files)) assert.equal(fs.readFileSync(at(name), 'utf8'), text);
  const { log } = await tidy.report(project, ['--fix']);
  assert.deepEqual(sarif.findings(log), []);
  assert.match(fs.readFileSync(at('a server/main.cpp'), 'utf8'), /co_await work\(\);\n {2}co_return co_await load\(1\)/);
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(at(name), text);
});

test('failures are told', async () => {
  const none = { ...project, buildFolder: 'no such folder' };
  const { failures, log } = await tidy.report(none, []);
  assert.match(failures[0], /has no compile_commands\.json/);
  assert.equal(log, undefined);
  assert.deepEqual((await tidy.run({ ...project, program: '/bin/false', more: [] }, [])).failures, []);
  const crash = makeProgram('crash');
  fs.appendFileSync(crash, 'exit 9\n');
  assert.deepEqual((await tidy.run({ ...project, program: crash }, [])).failures, ['async-tidy ends with code 9']);
  await assert.rejects(tidy.run({ ...project, program: at('nothing') }, []), /ENOENT/);
});

test('it ends when it is cancelled', async () => {
  const slow = makeProgram('slow');
  fs.appendFileSync(slow, 'echo "[ 1/12] a.cpp" >&2\nexec sleep 60\n');
  const interrupted = new AbortController();
  const step = (...made) => (assert.deepEqual(made, [1, 12, 'a.cpp']), interrupted.abort());
  await assert.rejects(tidy.run({ ...project, program: slow }, [], { signal: interrupted.signal, step }), tidy.Interrupted);
});

test('options that an async-tidy has are known', async () => {
  assert.equal(await tidy.offers(project, '--sarif'), true);
  assert.equal(await tidy.offers(project, '--no-such-option'), false);
});

test('the server starts with the build folder that is set, and answers', async () => {
  const client = await Client.start(server, programs.commandLine(folder, 'out/debug', ['--clang-tidy']));
  const document = await client.open(at('a server/main.cpp'));
  assert.deepEqual((await document.findings()).map(({ code, range }) => [code, range.start]),
    [['async-discarded-task', { line: 4, character: 11 }]]);
  await client.stop();
});

test('the manifest has what the sources use, and the version of the programs', () => {
  const sources = fs.readdirSync(path.join(extension, 'src'))
    .map((name) => fs.readFileSync(path.join(extension, 'src', name), 'utf8')).join('\n');
  const used = (pattern) => [...new Set([...sources.matchAll(pattern)].map((found) => found[1]))].sort();
  const { commands, configuration } = manifest.contributes;
  assert.deepEqual(used(/registerCommand\('([^']+)'/g), commands.map((it) => it.command).sort());
  assert.deepEqual(used(/settings\([^)]*\)\.(?:get|update)(?:<[^>]*>)?\('([^']+)'/g).map((it) => `asyncChecks.${it}`),
    Object.keys(configuration.properties).sort());
  const { version } = JSON.parse(fs.readFileSync(path.join(path.dirname(tidyProgram), 'AsyncChecks.json'), 'utf8'));
  assert.equal(manifest.version, version);
});
