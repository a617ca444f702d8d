// What the user asks for: to look at the project, to repair it, the plan and the report.
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Documents } from './documents';
import { markdown, rootOf } from './plan';
import type { Problems } from './problems';
import { counted, findings, summary } from './sarif';
import { project } from './settings';
import * as tidy from './tidy';

export class Commands {
  constructor(
    private readonly problems: Problems,
    private readonly documents: Documents,
    private readonly log: vscode.LogOutputChannel,
    private readonly storage: vscode.Uri,
  ) {}

  async look(): Promise<void> {
    const asked = await project();
    const done = asked && await this.watched('Looking at the project', (watcher) => tidy.report(asked, [], watcher));
    if (!done?.log) return;
    const found = this.show(done.log, asked!);
    const answers = found.some((it) => it.isFixable) ? ['Show Problems', 'Repair'] : found.length ? ['Show Problems'] : [];
    const answer = await vscode.window.showInformationMessage(summary(found), ...answers);
    if (answer === 'Repair') await this.repair();
    if (answer === 'Show Problems') await vscode.commands.executeCommand('workbench.actions.view.problems');
  }

  // Shows what would change before anything does.
  async repair(): Promise<void> {
    const asked = await project();
    if (!asked) return;
    await vscode.workspace.saveAll();
    const { output } = await this.watched('Trying a repair', (watcher) => tidy.run(asked, ['--dry-run', '--quiet'], watcher)) ?? {};
    if (output === undefined) return;
    const files = counted(tidy.changedBy(output).length, 'file');
    if (!output) return void vscode.window.showInformationMessage('There is nothing to repair.');
    await vscode.window.showTextDocument(this.documents.set('Repair.diff', output), { preview: true });
    const answer = await vscode.window.showInformationMessage(`This would change ${files}.`, 'Repair');
    if (!answer) return;
    await vscode.workspace.saveAll();
    const done = await this.watched('Repairing', (watcher) => tidy.report(asked, ['--fix'], watcher));
    if (done?.log) vscode.window.showInformationMessage(`What is left: ${summary(this.show(done.log, asked))}`);
  }

  async plan(): Promise<void> {
    const asked = await project();
    const done = asked && await this.watched('Planning', (watcher) => tidy.run(asked, ['--plan', '--json'], watcher));
    if (!done?.output) return;
    const chains = JSON.parse(done.output);
    const root = rootOf(chains, asked!.folder);
    // The preview follows links that are relative to a file.
    const link = (file: string, line: number) =>
      `${encodeURI(path.relative(this.storage.fsPath, path.join(root, file)))}#L${line}`;
    const plan = await this.stored('Plan.md');
    await vscode.workspace.fs.writeFile(plan, new TextEncoder().encode(markdown(chains, link)));
    await vscode.commands.executeCommand('markdown.showPreview', plan);
  }

  async report(): Promise<void> {
    const asked = await project();
    if (!asked) return;
    if (!await tidy.offers(asked, '--html')) {
      return void vscode.window.showErrorMessage(`${asked.program} writes no report of its own: it is too old.`);
    }
    const folder = (await this.stored('report')).fsPath;
    fs.rmSync(folder, { recursive: true, force: true });
    const done = await this.watched('Writing the report', (watcher) => tidy.run(asked, ['--quiet', '--html', folder], watcher));
    const page = path.join(folder, 'index.html');
    if (done && fs.existsSync(page)) await vscode.env.openExternal(vscode.Uri.file(page));
  }

  // Where something stands that others open as a file.
  private async stored(name: string): Promise<vscode.Uri> {
    await vscode.workspace.fs.createDirectory(this.storage);
    return vscode.Uri.joinPath(this.storage, name);
  }

  private show(log: tidy.Log, { program }: tidy.Project) {
    const found = findings(log);
    this.problems.set(found, program);
    return found;
  }

  // Runs async-tidy with its progress shown, to be cancelled there; what fails is told.
  private async watched<T extends tidy.Done>(title: string, work: (watcher: tidy.Watcher) => Promise<T>): Promise<T | undefined> {
    try {
      const done = await vscode.window.withProgress({
        location: vscode.ProgressLocation.Notification, title, cancellable: true,
      }, (progress, token) => {
        const interrupted = new AbortController();
        token.onCancellationRequested(() => interrupted.abort());
        return work({
          signal: interrupted.signal,
          line: (text) => this.log.info(text),
          step: (made, total, name) => progress.report({ message: `${made} of ${total}: ${name}` }),
        });
      });
      this.tell(done.failures);
      return done;
    } catch (error) {
      if (!(error instanceof tidy.Interrupted)) this.tell([String(error)]);
      return undefined;
    }
  }

  private async tell([first, ...more]: string[]): Promise<void> {
    if (!first) return;
    const rest = more.length ? ` (and ${counted(more.length, 'other')})` : '';
    if (await vscode.window.showErrorMessage(first + rest, 'Show All')) this.log.show();
  }
}
