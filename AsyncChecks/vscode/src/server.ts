// async-clangd: started here, or handed to the clangd extension.
import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/node';
import { next } from './choice';
import * as settings from './settings';
import { commandLine } from './programs';

const CLANGD = 'llvm-vs-code-extensions.vscode-clangd';

export class Server {
  private client?: LanguageClient;

  // Does what is to be done now: nothing that is already so.
  async settle(): Promise<void> {
    const server = settings.program('async-clangd');
    const clangd = vscode.extensions.getExtension(CLANGD) && clangdSettings().get('path', '');
    const step = next({ choice: settings.choice(), server, clangd });
    if (step !== 'start') await this.stop();
    if (step === 'start') await this.start(server!);
    if (step === 'hand over') await handOver(server!);
    if (step === 'ask') await ask(server!);
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.settle();
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await client?.dispose();
  }

  private async start(server: string): Promise<void> {
    if (this.client) return;
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const build = settings.buildFolder(folder);
    this.client = new LanguageClient('asyncChecks', 'async-clangd', {
      command: server, args: commandLine(folder?.uri.fsPath ?? '', build, settings.serverArguments()),
    }, {
      documentSelector: ['c', 'cpp'].map((language) => ({ scheme: 'file', language })),
    });
    await this.client.start();
  }
}

const clangdSettings = () => vscode.workspace.getConfiguration('clangd');

async function handOver(server: string): Promise<void> {
  await clangdSettings().update('path', server, vscode.ConfigurationTarget.Global);
  await vscode.commands.executeCommand('clangd.restart');
}

// The answer is a setting, so that it can be taken back, and that it is asked for once.
async function ask(server: string): Promise<void> {
  const answer = await vscode.window.showInformationMessage(
    'May the clangd extension run async-clangd, the clangd with the checks inside? That changes the setting clangd.path.',
    'Yes', 'No');
  if (answer === 'Yes') await handOver(server);
  if (answer) await settings.choose(answer === 'Yes' ? 'clangd' : 'off');
}
