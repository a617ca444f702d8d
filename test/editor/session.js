// REQUIRES: async-clangd, node, asio
// RUN: rm -rf %t && mkdir %t && cp -r %S/../examples/claims/src %t
// RUN: echo 'Checks: "async-*"' > %t/.clang-tidy
// RUN: echo -std=c++20 > %t/compile_flags.txt
// RUN: echo -DASIO_STANDALONE >> %t/compile_flags.txt
// RUN: echo -DASIO_HAS_CO_AWAIT >> %t/compile_flags.txt
// RUN: echo -DASIO_DISABLE_STD_ALIGNED_ALLOC >> %t/compile_flags.txt
// RUN: node %s %async-clangd --edits %if all-versions %{60%} %else %{30%} %t/src/assessor.cpp %t/src/ledger.cpp %t/src/server.cpp
//
// usage: session.js SERVER [--other SERVER] [--edits N] [--seed N] FILE...
//
// An editing session: random edits of the files, all open at once, half-typed code and quick
// fixes among them. Fails if the server dies, answers an edit with no diagnostics or with those
// of another text, says something else about a text than when it was opened, or grows. Prints
// how long the diagnostics of an edit take; with --other also how long another server takes for
// the same edits, which both get in turn.
'use strict';

const assert = require('node:assert/strict');
const { isDeepStrictEqual, parseArgs } = require('node:util');
const { Client } = require('./client');

const { values: options, positionals: [server, ...files] } = parseArgs({
  allowPositionals: true,
  options: {
    other: { type: 'string' },
    edits: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
  },
});
const edits = Number(options.edits);

// Marsaglia's xorshift32: the same session for the same seed.
let state = Number(options.seed);
function below(limit) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % limit;
}
const oneOf = (choices) => choices[below(choices.length)];

const words = [
  'co_await ', 'co_return ', 'co_return;', ';', '{', '}', '(', ')', '[&]', 'auto x = ', 'return ', '&', '*', '::',
  'std::move(', '.get()', '->', 'if (true) ', 'for (;;) ', 'try {', '} catch (...) {', '"', '//', '/*', '\n', '#if 1\n',
  'template <typename T>\n', 'struct s {', 'requires ', '<', '>', 'void ', 'const ', 'é', '\t', 'lambda = [] {',
];

// What somebody who types does to a text: where, how much goes, what comes.
function randomEdit(text) {
  const at = below(text.length + 1);
  const line = text.lastIndexOf('\n', at - 1) + 1;
  const end = text.indexOf('\n', at) + 1 || text.length;
  return oneOf([
    () => [at, at, oneOf(words)],
    () => [at, at, String.fromCharCode(33 + below(94))],
    () => [at, Math.min(text.length, at + 1 + below(12)), ''],
    () => [line, end, ''],
    () => [line, line, text.slice(line, end)],
    () => [at, end, ''],
  ])();
}

// One document in each of the servers.
class File {
  static async open(clients, name) {
    const file = new File();
    file.name = name;
    file.documents = await Promise.all(clients.map((client) => client.open(name)));
    file.ours = file.documents[0];
    file.original = file.ours.text;
    for (const document of file.documents) await document.diagnostics();
    file.first = report(await file.ours.diagnostics());
    return file;
  }

  // Makes an edit and notes how long each server takes: they take turns in being the first.
  async change(start, end, newText, times) {
    const order = this.documents.map((document, index) => ({ document, index }));
    if (below(2)) order.reverse();
    for (const { document, index } of order) {
      const range = { start: document.content.positionAt(start), end: document.content.positionAt(end) };
      const begin = performance.now();
      await document.edit([{ range, newText }]);
      await document.diagnostics();
      times[index].push(performance.now() - begin);
    }
  }

  // Takes everything back, and expects the diagnostics of the beginning.
  async restore() {
    for (const document of this.documents) {
      if (document.text !== this.original) await document.rewrite(this.original);
      await document.diagnostics();
    }
    await this.ours.diagnostics((found) => isDeepStrictEqual(report(found), this.first));
  }

  // Applies a quick fix of ours, if there is one, to the text as it was, and expects one finding less.
  async repair() {
    await this.restore();
    const before = await this.ours.findings();
    if (before.length === 0) return 0;
    const [fix] = await this.ours.fixes(oneOf(before));
    if (!fix) return 0;
    await this.ours.apply(fix);
    const after = await this.ours.findings();
    assert.ok(after.length < before.length, `${this.name}: '${fix.title}' ends no finding`);
    await this.restore();
    return 1;
  }
}

// The checks of a unit speak in no certain order.
const report = (diagnostics) =>
  diagnostics.map(({ range, code, message }) => `${range.start.line + 1}: ${message} [${code}]`).sort();

function quantile(times, part) {
  return [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))];
}

const sum = (times) => times.reduce((a, b) => a + b, 0);

function printTimes(name, times) {
  const figures = [['median', quantile(times, 0.5)], ['95 %', quantile(times, 0.95)], ['mean', sum(times) / times.length]];
  console.log(`${name}: ${figures.map(([what, time]) => `${what} ${time.toFixed(1)} ms`).join(', ')}`);
}

async function main() {
  const servers = [server, ...(options.other ? [options.other] : [])];
  const clients = await Promise.all(servers.map((each) => Client.start(each, ['--background-index=0', '-j=4'])));
  const opened = [];
  for (const name of files) opened.push(await File.open(clients, name));
  for (const file of opened) console.log(`${file.name}: ${file.first.length} diagnostics`);

  const times = clients.map(() => []);
  const memory = clients.map(() => []);
  let fixes = 0;
  for (let count = 0; count < edits; ++count) {
    const file = oneOf(opened);
    await file.change(...randomEdit(file.ours.text), times);
    if (count % 10 === 9) fixes += await file.repair();
    if (count % Math.ceil(edits / 10) === 0) clients.forEach((client, index) => memory[index].push(client.memory()));
  }
  for (const file of opened) await file.restore();
  clients.forEach((client, index) => memory[index].push(client.memory()));

  console.log(`${edits} edits, ${fixes} quick fixes`);
  servers.forEach((name, index) => {
    printTimes(name, times[index]);
    console.log(`  memory, MiB: ${memory[index].join(' ')}`);
  });
  if (options.other) {
    const ratios = times[0].map((time, index) => time / times[1][index]);
    console.log(`ratio per edit: median ${quantile(ratios, 0.5).toFixed(3)}, ` +
      `of the sums ${(sum(times[0]) / sum(times[1])).toFixed(3)}`);
  }
  for (const client of clients) await client.stop();
  // After the first tenth everything has been loaded.
  assert.ok(memory[0].at(-1) < 1.3 * memory[0][1], `memory grows: ${memory[0].join(' ')} MiB`);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
