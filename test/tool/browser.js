// A report in a headless Chromium: what its pages say on the console is an error.
'use strict';

const assert = require('node:assert/strict');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { chromium } = require('playwright-core');

class Browser {
  static async start(program) {
    const browser = new Browser();
    browser.chromium = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] });
    browser.said = [];
    return browser;
  }

  // Opens a report at an address in it, with no network.
  async open(folder, address = '') {
    const context = await this.chromium.newContext({ offline: true, viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on('console', message => this.said.push(message.text()));
    page.on('pageerror', error => this.said.push(error.stack));
    page.on('dialog', dialog => { this.said.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
    await page.goto(pathToFileURL(path.join(folder, 'index.html')).href + address);
    return page;
  }

  async stop() {
    await this.chromium.close();
    assert.deepEqual(this.said, []);
  }
}

// The text of each element that matches.
const texts = (page, selector) => page.locator(selector).allTextContents();

module.exports = { Browser, texts };
