// A language client: one server, its documents and what it says of them.
'use strict';

const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const path = require('node:path');
const { fileURLToPath, pathToFileURL } = require('node:url');
const protocol = require('vscode-languageserver-protocol/node');
const { TextDocument } = require('vscode-languageserver-textdocument');

const patience = 60_000; // milliseconds

class Client {
  static async start(server, options = [], capabilities = {}) {
    const client = new Client();
    // The index runs when nothing else does, and the server does not end before: on a busy machine, late.
    const quick = ['--log=error', '--background-index=false'];
    client.process = spawn(server, [...quick, ...options], { stdio: ['pipe', 'pipe', 'pipe'] });
    client.log = '';
    client.process.stderr.on('data', (data) => (client.log += data));
    client.exited = once(client.process, 'exit');
    client.connection = protocol.createProtocolConnection(
      new protocol.StreamMessageReader(client.process.stdout),
      new protocol.StreamMessageWriter(client.process.stdin));
    client.documents = new Map();
    client.connection.onNotification(protocol.PublishDiagnosticsNotification.type, (params) => {
      client.documents.get(fileURLToPath(params.uri))?.publish(params);
    });
    client.connection.listen();
    ({ capabilities: client.capabilities } = await client.connection.sendRequest(protocol.InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      capabilities: {
        textDocument: {
          publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, versionSupport: true },
          codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'refactor'] } } },
        },
        ...capabilities,
      },
    }));
    await client.connection.sendNotification(protocol.InitializedNotification.type, {});
    return client;
  }

  async open(file) {
    const text = fs.readFileSync(file, 'utf8');
    const document = new OpenDocument(this, path.resolve(file), text);
    this.documents.set(document.file, document);
    await this.connection.sendNotification(protocol.DidOpenTextDocumentNotification.type, {
      textDocument: { uri: document.uri, languageId: 'cpp', version: document.version, text },
    });
    return document;
  }

  // The resident memory of the server, in MiB.
  memory() {
    const status = fs.readFileSync(`/proc/${this.process.pid}/status`, 'utf8');
    return Math.round(Number(/VmRSS:\s*(\d+)/.exec(status)[1]) / 1024);
  }

  // Ends the server, which must not have crashed.
  async stop() {
    await this.connection.sendRequest(protocol.ShutdownRequest.type);
    await this.connection.sendNotification(protocol.ExitNotification.type);
    const [code, signal] = await this.exited;
    this.connection.dispose();
    assert.deepEqual({ code, signal }, { code: 0, signal: null }, this.log);
  }
}

class OpenDocument {
  constructor(client, file, text) {
    this.client = client;
    this.file = file;
    this.uri = pathToFileURL(file).href;
    this.content = TextDocument.create(this.uri, 'cpp', 1, text);
    this.waiting = [];
  }

  get text() {
    return this.content.getText();
  }

  get version() {
    return this.content.version;
  }

  publish(params) {
    assert.ok(params.version <= this.version, 'diagnostics of a version that does not exist yet');
    this.last = params;
    this.waiting = this.waiting.filter((waiter) => !this.satisfies(waiter));
  }

  satisfies({ isWanted, resolve }) {
    const isCurrent = this.last?.version === this.version && isWanted(this.last.diagnostics);
    if (isCurrent) resolve(this.last.diagnostics);
    return isCurrent;
  }

  // The diagnostics of the text as it is now, once those come that are wanted: the first ones may
  // still be by headers as they were before.
  async diagnostics(isWanted = () => true) {
    return new Promise((resolve, reject) => {
      const { client } = this;
      const fail = (what) => reject(new Error(
        `${what}\nlast diagnostics: ${JSON.stringify(this.last, null, 1)}\nlog: ${client.log}`));
      const late = setTimeout(fail, patience, `not the diagnostics that are wanted for version ${this.version}`);
      client.exited.then(([code, signal]) => fail(`the server is gone: ${code} ${signal}`));
      const waiter = { isWanted, resolve: (found) => (clearTimeout(late), resolve(found)) };
      if (!this.satisfies(waiter)) this.waiting.push(waiter);
    });
  }

  // The diagnostics of our checks.
  async findings() {
    return (await this.diagnostics()).filter((found) => /^async-/.test(found.code));
  }

  // Makes `edits`, as an editor sends them: one by one, the last of the text first.
  async edit(edits) {
    const from = (edit) => this.content.offsetAt(edit.range.start);
    const changes = edits
      .map((edit, index) => ({ edit, index }))
      .sort((a, b) => from(b.edit) - from(a.edit) || b.index - a.index)
      .map(({ edit }) => ({ range: edit.range, text: edit.newText }));
    const expected = TextDocument.applyEdits(this.content, edits);
    TextDocument.update(this.content, changes, this.version + 1);
    assert.equal(this.text, expected);
    await this.client.connection.sendNotification(protocol.DidChangeTextDocumentNotification.type, {
      textDocument: { uri: this.uri, version: this.version },
      contentChanges: changes,
      wantDiagnostics: true,
    });
  }

  // Replaces the whole text.
  async rewrite(text) {
    const end = this.content.positionAt(this.text.length);
    await this.edit([{ range: { start: { line: 0, character: 0 }, end }, newText: text }]);
  }

  // What can be done about a diagnostic, or in a range.
  async actions(range, diagnostics = [], only = undefined) {
    return this.client.connection.sendRequest(protocol.CodeActionRequest.type, {
      textDocument: { uri: this.uri }, range, context: { diagnostics, only },
    });
  }

  // What repairs a diagnostic, and no other.
  async fixes(diagnostic) {
    return (await this.actions(diagnostic.range, [diagnostic]))
      .filter(({ kind, title }) => kind === 'quickfix' && !/^(silence|fix all) /.test(title));
  }

  async apply(action) {
    const [uri, edits] = Object.entries(action.edit.changes)[0];
    assert.equal(fileURLToPath(uri), this.file);
    await this.edit(edits);
  }
}

module.exports = { Client };
