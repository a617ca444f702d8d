// usage: fleet.js REPORT
//
// The report of a project is there to be looked at.
'use strict';

const assert = require('node:assert/strict');
const { after, before, test } = require('node:test');
const { Browser, texts } = require('./browser');

const [report] = process.argv.slice(2);
let browser, page;

before(async () => {
  browser = await Browser.start('/usr/bin/chromium');
  page = await browser.open(report);
});

after(() => browser?.stop());

test('the overview counts by checks, which lead to their findings', async () => {
  assert.deepEqual(await texts(page, '.total strong'), ['21', '14']);
  await page.click('text=async-sync-over-async');
  assert.deepEqual(await texts(page, '.row .where'), ['src/dispatcher.cpp:9', 'src/maintenance.cpp:29']);
});

test('the way goes from the coroutine to what blocks, through the code that calls', async () => {
  await page.keyboard.press('Enter');
  await page.waitForSelector('.way');
  assert.deepEqual(await texts(page, '.box code'), ['assign', 'nearest', 'way_of', 'sync_wait']);
  assert.deepEqual(await texts(page, '.box .kind'), ['coroutine', 'blocks the thread']);
  assert.deepEqual(await texts(page, '.frame .file'), ['src/dispatcher.cpp']);
  assert.equal((await texts(page, '.call code'))[0], 'const int id = nearest(store_, journal_, ids, to);');
});

test('its fix is a difference, and its page is beside it', async () => {
  assert.deepEqual((await texts(page, '.line.old code')).map(it => it.trim()).slice(0, 2),
    ['int way_of(VehicleStore &store, int id, Position to) {', 'const Vehicle vehicle = sync_wait(store.find(id));']);
  assert.ok((await texts(page, '.line.new code')).some(it => /= co_await store\.find\(id\);/.test(it)));
  assert.equal(await page.textContent('aside h1'), 'async-sync-over-async');
});
