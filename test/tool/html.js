// REQUIRES: chromium
// RUN: rm -rf %t && mkdir %t
// RUN: node %s %python %async-tidy %t
//
// usage: html.js PYTHON ASYNC-TIDY FOLDER
//
// A report of five thousand findings is small and fluid, and what sources say in it stays text.
'use strict';

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { pathToFileURL } = require('node:url');
const { Browser, texts } = require('./browser');

const [python, tidy, folder] = process.argv.slice(2);
const project = path.join(folder, 'project'), report = path.join(folder, 'report');

const FILES = 250, EACH = 20;
const EVIL = `src/<img src=x onerror=alert(1)>&'"</script>#1%?.cpp`;
const COMMENT = '</code></script><script>alert(2)</script><img src=x onerror=alert(3)> &lt; \u2028';
const CHECKS = ['async-discarded-task', 'async-stale-write', 'async-void-coroutine', 'async-blocking-call'];

function write(name, lines) {
  const file = path.join(project, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, lines.join('\n'));
}

const region = (line, column, text) => ({ startLine: line, startColumn: column, snippet: { text } });
const at = (uri, line, column, text) => ({
  physicalLocation: { artifactLocation: { uri: encodeURIComponent(uri).replace(/%2F/g, '/'), uriBaseId: 'ROOT' },
    region: region(line, column, text) },
});

// A finding at a place, with notes and with a fix that inserts text before it.
function result(check, message, location, notes = [], offset = undefined) {
  const { artifactLocation, region: { startLine, startColumn } } = location.physicalLocation;
  return {
    ruleId: check, level: 'warning', message: { text: message }, locations: [location],
    relatedLocations: notes.map(([text, where]) => ({ ...where, message: { text } })),
    fixes: offset === undefined ? [] : [{ artifactChanges: [{ artifactLocation, replacements: [{
      deletedRegion: { startLine, startColumn, endLine: startLine, endColumn: startColumn, byteOffset: offset, byteLength: 0 },
      insertedContent: { text: 'co_await ' } }] }] }],
  };
}

// Files of functions, each with a finding in the middle.
function* generated() {
  for (let file = 0; file < FILES; file++) {
    const name = `src/part${file % 25}/module${file}.cpp`, lines = [];
    for (let number = 0; number < EACH; number++) {
      lines.push(`// What is done for ${file} and ${number}.`, `task<int> work_${file}_${number}(store &store, int id) {`,
        `  const std::string text = "number " + std::to_string(id + ${number});`, `  store.save_${number}(text, ${file});`,
        '  if (text.empty())', '    co_return 0;', `  co_return ${number};`, '}', '');
    }
    write(name, lines);
    for (let number = 0; number < EACH; number++) {
      const line = 9 * number + 4, text = lines[line - 1];
      const offset = Buffer.byteLength(lines.slice(0, line - 1).join('\n')) + 3;
      yield result(CHECKS[(file + number) % 3], `the task that 'save_${number}' returns is discarded`, at(name, line, 3, text),
        [[`it is made in 'work_${file}_${number}'`, at(name, line - 2, 11, lines[line - 3])]], number % 2 ? offset : undefined);
    }
  }
}

// A way over three files, and names and comments that want to be more than text.
function* special() {
  const evil = ['#include "store.h"', `/* ${COMMENT}`, '   of two lines */', `void load() { nap("${COMMENT}"); } // ${COMMENT}`];
  write(EVIL, evil);
  write('src/handler.cpp', ['task<> handle() {', '  serve(1);', '  co_return;', '}']);
  write('src/service.h', ['inline void serve(int) {', '  load();', '}']);
  yield result('async-blocking-call', "'serve' blocks the thread that runs this coroutine", at('src/handler.cpp', 2, 3, '  serve(1);'), [
    ["'serve' calls 'load' here", at('src/service.h', 2, 3, '  load();')], ["'nap' blocks here", at(EVIL, 4, 15, evil[3])]]);
  yield result('async-discarded-task', `the task that '${COMMENT}' returns is discarded`, at(EVIL, 4, 15, evil[3]), [], evil.slice(0, 3)
    .reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 14));
}

let browser, page;

before(async () => {
  const results = [...generated(), ...special()];
  fs.writeFileSync(path.join(folder, 'log.sarif'), JSON.stringify({ runs: [{
    originalUriBaseIds: { ROOT: { uri: `${pathToFileURL(fs.realpathSync(project))}/` } }, results,
    invocations: [{ toolExecutionNotifications: [{ message: { text: `broken.cpp: ${COMMENT}` } }] }] }] }));
  const done = spawnSync(python, [tidy, '--merge', path.join(folder, 'log.sarif'), '--quiet', '--html', report], { encoding: 'utf-8' });
  assert.equal(done.status, 2, done.stderr);
  browser = await Browser.start('/usr/bin/chromium');
  page = await browser.open(report);
});

after(() => browser?.stop());

test('the folder is small', () => {
  const bytes = fs.readdirSync(report, { recursive: true }).reduce((sum, name) => sum + fs.statSync(path.join(report, name)).size, 0);
  console.log(`${(bytes / 1e6).toFixed(1)} MB`);
  assert.ok(bytes < 50e6, `${bytes} bytes`);
});

test('the overview counts, and its bars lead to the list', async () => {
  assert.deepEqual(await texts(page, '.total strong'), ['5,002', '2,501']);
  assert.match(await page.textContent('.failures'), /broken\.cpp: <\/code>/);
  await page.click('#overview button.all >> nth=-1');
  await page.click('#overview >> text="src/part7"');
  assert.equal(await page.textContent('.search output'), '200 of 5,002');
});

test('each keystroke filters; how long it takes is printed', async () => {
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await page.evaluate(() => {
    window.times = [];
    let begin;
    addEventListener('keydown', () => { begin = performance.now(); }, true);
    list.input.addEventListener('input', () => {
      document.body.offsetHeight; // lays out what has changed
      window.times.push(performance.now() - begin);
    });
  });
  await page.keyboard.type('save_1 module24');
  assert.equal(await page.textContent('.search output'), '121 of 5,002');
  for (let count = 0; count < 5; count++) await page.keyboard.press('Backspace');
  const times = (await page.evaluate(() => window.times)).sort((a, b) => a - b);
  assert.equal(times.length, 20);
  console.log(`a keystroke takes ${times[10].toFixed(1)} ms, at most ${times[19].toFixed(1)} ms`);
});

test('filters narrow each other down, and are in the address', async () => {
  await page.keyboard.press('Escape');
  assert.equal(await page.textContent('.search output'), '5,002');
  await page.click('.entries >> text="stale-write"');
  await page.click('.entries >> text="src/part3"');
  await page.click('.boxes >> text=with a fix');
  const shown = await page.textContent('.search output');
  assert.match(shown, /^3\d of 5,002$/);
  await page.reload();
  assert.equal(await page.textContent('.search output'), shown);
  for (const where of await texts(page, '.row .where')) assert.match(where, /^src\/part3\//);
  for (const check of await texts(page, '.row .check')) assert.equal(check, 'async-stale-write');
});

test('keys move, open and go back', async () => {
  const address = page.url();
  const [first, second] = await texts(page, '.row .where');
  const selected = () => page.textContent('.row[aria-selected=true] .where');
  assert.equal(await selected(), first);
  await page.keyboard.press('j');
  assert.equal(await selected(), second);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#finding h1');
  assert.equal(await page.textContent('.about .place'), second);
  await page.keyboard.press('k');
  await page.waitForSelector(`.about .place >> text="${first}"`);
  await page.keyboard.press('Escape');
  await page.waitForSelector(`.row[aria-selected=true] .where >> text="${first}"`);
  assert.equal(page.url(), address);
  await page.keyboard.press('End');
  assert.equal(await page.getAttribute('.row[aria-selected=true]', 'aria-posinset'), await page.getAttribute('.row >> nth=-1', 'aria-setsize'));
});

test('a finding opens from its link, with code, notes, fix, page and a link to the editor', async () => {
  const id = await page.evaluate(() => list.items.find(it => it.path.endsWith('module77.cpp') && it.line === 13).id);
  const linked = await browser.open(report, `#finding/${id}`);
  await linked.waitForSelector('#finding h1');
  assert.equal(await linked.textContent('#finding h1'), 'The task that save_1 returns is discarded');
  assert.equal(await linked.textContent('mark.own'), 'store');
  assert.equal(await linked.textContent('mark.note'), 'work_77_1');
  assert.deepEqual(await texts(linked, '.says .text'), ['It is made in work_77_1', 'The task that save_1 returns is discarded']);
  assert.equal(await linked.textContent('.line.old code'), '  store.save_1(text, 77);');
  assert.equal(await linked.textContent('.line.new code'), '  co_await store.save_1(text, 77);');
  assert.equal((await texts(linked, 'mark.more')).join(''), 'co_await ');
  assert.ok(await linked.locator('.line code .k').count() > 1);
  assert.match(await linked.textContent('aside .page'), /When nobody\s+keeps/);
  assert.equal(await linked.getAttribute('.about .place', 'href'),
    `vscode://file${fs.realpathSync(project)}/src/part2/module77.cpp:13:3`);
  await linked.goto(linked.url().replace(id, 'of-another-report'));
  await linked.waitForSelector('text=no such finding');
});

test('the way of a thread leads over its files to what blocks', async () => {
  await page.goto(page.url().replace(/#.*/, '#findings?text=handler.cpp'));
  await page.keyboard.press('Enter');
  await page.waitForSelector('.way');
  assert.deepEqual(await texts(page, '.box code'), ['this coroutine', 'serve', 'load', 'nap']);
  assert.deepEqual(await texts(page, '.frame .file'), ['src/handler.cpp', 'src/service.h', EVIL]);
  assert.deepEqual((await texts(page, '.call')).slice(0, 2), ['line 2serve(1);', 'line 2load();']);
  const boxes = await page.locator('.box').evaluateAll(all => all.map(it => it.getBoundingClientRect().top));
  assert.deepEqual(boxes, [...boxes].sort((a, b) => a - b));
});

test('what sources say stays text', async () => {
  await page.goto(page.url().replace(/#.*/, '#findings?text=onerror&check=async-discarded-task'));
  await page.keyboard.press('Enter');
  await page.waitForSelector('#finding figure');
  assert.equal(await page.textContent('#finding h1'), `The task that ${COMMENT} returns is discarded`);
  assert.equal(await page.textContent('#finding figcaption'), `${EVIL}:4`);
  assert.match(await page.textContent('.line.new code'), /co_await nap\("<\/code><\/script>/);
  assert.ok((await page.getAttribute('.about .place', 'href')).endsWith(
    '/src/%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%26\'%22%3C/script%3E%231%25%3F.cpp:4:15'));
  assert.equal(await page.locator('img').count(), 0);
  assert.equal(await page.locator('body script').count(), 0);
});
