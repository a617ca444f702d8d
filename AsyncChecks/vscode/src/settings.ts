// What the user has set, and the programs that go with it.
import * as vscode from 'vscode';
import type { Choice } from './choice';
import { find, type Name } from './programs';
import type { Project } from './tidy';

const settings = (folder?: vscode.WorkspaceFolder) => vscode.workspace.getConfiguration('asyncChecks', folder);

export const choice = (): Choice => settings().get('server', 'ask');
export const buildFolder = (folder?: vscode.WorkspaceFolder) => settings(folder).get('buildFolder', '');
export const serverArguments = () => settings().get<string[]>('serverArguments', []);

export function program(name: Name): string | undefined {
  return find(name, settings().get('path', ''));
}

export function choose(made: Choice): Thenable<void> {
  return settings().update('server', made, vscode.ConfigurationTarget.Global);
}

// The folder that a command is for.
async function folderInQuestion(): Promise<vscode.WorkspaceFolder | undefined> {
  const document = vscode.window.activeTextEditor?.document.uri;
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length < 2) return folders[0];
  return (document && vscode.workspace.getWorkspaceFolder(document)) ?? vscode.window.showWorkspaceFolderPick();
}

export async function project(): Promise<Project | undefined> {
  const folder = await folderInQuestion();
  if (!folder) return undefined;
  const tidy = program('async-tidy');
  if (!tidy) {
    const where = settings().get('path', '') || 'the usual folders';
    const open = await vscode.window.showErrorMessage(`There is no async-tidy in ${where}.`, 'Open Settings');
    if (open) vscode.commands.executeCommand('workbench.action.openSettings', 'asyncChecks.path');
    return undefined;
  }
  return {
    program: tidy, folder: folder.uri.fsPath, buildFolder: buildFolder(folder),
    more: settings(folder).get<string[]>('tidyArguments', []),
  };
}
