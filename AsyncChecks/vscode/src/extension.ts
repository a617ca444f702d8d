// The extension: its commands, and the server.
import * as vscode from 'vscode';
import { Commands } from './commands';
import { Documents } from './documents';
import { Problems } from './problems';
import { Server } from './server';

let server: Server;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel('AsyncChecks', { log: true });
  const problems = new Problems();
  const documents = new Documents();
  const commands = new Commands(problems, documents, log, context.storageUri ?? context.globalStorageUri);
  server = new Server();
  const told = (work: Promise<void>) => work.catch((error) => vscode.window.showErrorMessage(String(error)));
  context.subscriptions.push(
    log, problems,
    vscode.workspace.registerTextDocumentContentProvider(Documents.scheme, documents),
    vscode.commands.registerCommand('asyncChecks.look', () => commands.look()),
    vscode.commands.registerCommand('asyncChecks.repair', () => commands.repair()),
    vscode.commands.registerCommand('asyncChecks.plan', () => commands.plan()),
    vscode.commands.registerCommand('asyncChecks.report', () => commands.report()),
    vscode.commands.registerCommand('asyncChecks.restart', () => told(server.restart())),
    vscode.extensions.onDidChange(() => told(server.settle())),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('asyncChecks')) told(server.restart());
    }),
  );
  told(server.settle());
}

export const deactivate = (): Promise<void> => server.stop();
