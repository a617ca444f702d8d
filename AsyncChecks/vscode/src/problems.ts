// The findings of a whole project among the problems of the editor.
import * as vscode from 'vscode';
import { pageOf } from './programs';
import { byFile, unsaid, type Finding, type Place } from './sarif';

export class Problems implements vscode.Disposable {
  private readonly shown = vscode.languages.createDiagnosticCollection('async-tidy');
  private found = new Map<string, Finding[]>();
  private tidy = '';
  private readonly watching = [
    vscode.languages.onDidChangeDiagnostics(({ uris }) => uris.forEach((uri) => this.update(uri))),
    // What is edited has other places; the server sees it as it is.
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length && this.found.delete(document.uri.fsPath)) this.shown.delete(document.uri);
    }),
  ];

  set(found: Finding[], tidy: string): void {
    this.shown.clear();
    this.found = byFile(found);
    this.tidy = tidy;
    for (const file of this.found.keys()) this.update(vscode.Uri.file(file));
  }

  private update(uri: vscode.Uri): void {
    const found = this.found.get(uri.fsPath);
    if (!found) return;
    const others = vscode.languages.getDiagnostics(uri).filter((it) => it.source !== SOURCE);
    const wanted = unsaid(found, others.map((it) => ({ code: codeOf(it), line: it.range.start.line })));
    // To set them is a change, too.
    if (wanted.length !== this.shown.get(uri)?.length) this.shown.set(uri, wanted.map((it) => this.diagnostic(it)));
  }

  private diagnostic(finding: Finding): vscode.Diagnostic {
    const severity = vscode.DiagnosticSeverity[finding.level === 'error' ? 'Error' : 'Warning'];
    const made = new vscode.Diagnostic(range(finding.place), finding.message, severity);
    const page = pageOf(finding.check, this.tidy);
    made.source = SOURCE;
    made.code = page ? { value: finding.check, target: vscode.Uri.file(page) } : finding.check;
    made.relatedInformation = finding.notes.map(({ message, place }) =>
      new vscode.DiagnosticRelatedInformation(new vscode.Location(vscode.Uri.file(place.file), range(place)), message));
    return made;
  }

  dispose(): void {
    this.shown.dispose();
    this.watching.forEach((it) => it.dispose());
  }
}

const SOURCE = 'async-tidy';

const range = ({ line, start, end }: Place) => new vscode.Range(line, start, line, end);

const codeOf = ({ code }: vscode.Diagnostic) => String(typeof code === 'object' ? code.value : code);
