// REQUIRES: node
// RUN: rm -rf %t && mkdir %t && cp -r %S/../examples/fleet '%t/a project'
// RUN: cmake -S '%t/a project' -B '%t/a project/build' -DCMAKE_EXPORT_COMPILE_COMMANDS=ON
// RUN: not %python %async-tidy -p '%t/a project/build' --sarif %t/fleet.sarif %if chromium %{--html %t/report%}
// RUN: node %s %t/fleet.sarif '%t/a project'
// RUN: %if chromium %{node %S/fleet.js %t/report%}
//
// usage: sarif.js REPORT PROJECT
//
// The report is SARIF 2.1.0 by its schema, and by the rules of those who defined it and of GitHub.
'use strict';

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const Ajv = require('ajv/dist/2020');

const [report, project] = process.argv.slice(2);
const multitool = path.dirname(require.resolve('@microsoft/sarif-multitool-linux/package.json'));
const schema = JSON.parse(fs.readFileSync(path.join(multitool, 'sarif-2.1.0.json')));
const log = JSON.parse(fs.readFileSync(report));
const [run] = log.runs;

test('the schema takes it, and would not take another', () => {
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
  assert.ok(validate(log), JSON.stringify(validate.errors));
  const broken = structuredClone(log);
  broken.runs[0].results[0].level = 'fatal';
  assert.ok(!validate(broken));
});

test('the validator of SARIF and of GitHub has no error to report', () => {
  const done = spawnSync(path.join(multitool, 'Sarif.Multitool'), ['validate', report, '--rule-kind', 'Sarif;Ghas'],
    { encoding: 'utf-8', env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' } });
  assert.match(done.stdout, /1 files scanned/);
  assert.doesNotMatch(done.stdout, /: error /);
});

test('each rule has its sentence and its page', () => {
  assert.deepEqual(run.tool.driver.rules.map(rule => rule.id),
    ['async-blocking-call', 'async-blocking-wait', 'async-discarded-task', 'async-needless-coroutine',
      'async-redundant-coroutine', 'async-stale-write', 'async-sync-over-async', 'async-task-in-condition', 'async-unguarded-detached', 'async-void-coroutine']);
  for (const rule of run.tool.driver.rules) {
    assert.match(rule.shortDescription.text, /^Finds .*\.$/);
    assert.match(rule.help.markdown, new RegExp(`^# ${rule.id}\n`));
  }
});

test('each result has a level, a rule, a place in the project and a fingerprint of its own', () => {
  assert.equal(run.results.length, 21);
  for (const result of run.results) {
    assert.equal(result.level, 'warning');
    assert.equal(run.tool.driver.rules[result.ruleIndex].id, result.ruleId);
    const { artifactLocation, region } = result.locations[0].physicalLocation;
    const lines = fs.readFileSync(path.join(project, artifactLocation.uri), 'utf-8').split('\n');
    assert.equal(region.snippet.text, lines[region.startLine - 1]);
  }
  assert.equal(new Set(run.results.map(result => result.partialFingerprints['asyncTidy/v1'])).size, 21);
});

test('a way goes from the coroutine to what blocks its thread', () => {
  const flows = run.results.flatMap(result => result.codeFlows ?? []);
  assert.equal(flows.length, 2);
  for (const { threadFlows: [{ locations }] } of flows) {
    assert.match(locations[0].location.message.text, /^coroutine '\w+' calls /);
    assert.match(locations.at(-1).location.message.text, / blocks the thread /);
  }
});

test('the regions of fixes name the same text by lines and by bytes', () => {
  const changes = run.results.flatMap(result => result.fixes ?? []).flatMap(fix => fix.artifactChanges);
  assert.ok(changes.length >= 15);
  for (const { artifactLocation, replacements } of changes) {
    const text = fs.readFileSync(path.join(project, artifactLocation.uri), 'utf-8');
    const offset = (line, column) => text.split('\n').slice(0, line - 1).reduce(
      (sum, it) => sum + Buffer.byteLength(it) + 1, 0) + column - 1;
    for (const { deletedRegion: it } of replacements) {
      assert.equal(offset(it.startLine, it.startColumn), it.byteOffset);
      assert.equal(offset(it.endLine, it.endColumn), it.byteOffset + it.byteLength);
    }
  }
});

test('paths begin at the root of the project', () => {
  assert.equal(run.originalUriBaseIds.ROOT.uri, `file://${encodeURI(fs.realpathSync(project))}/`);
});
