// Where the programs of AsyncChecks are, and the pages of its checks.
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

export type Name = 'async-tidy' | 'async-clangd';

const prefixes = ['~/.local', '/usr/local', '/usr', '/opt/async-checks'];
// Of a prefix, and of a build folder.
const parts = ['.', 'bin', 'AsyncChecks', 'AsyncChecks/clangd'];

const atHome = (folder: string) => folder.replace(/^~(?=$|\/)/, os.homedir());

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

// The program in the folder that the user names, or else in those where it may be.
export function find(name: Name, folder: string, searched = process.env.PATH ?? ''): string | undefined {
  const within = (place: string) => parts.map((part) => path.resolve(atHome(place), part));
  const folders = folder
    ? within(folder)
    : [...searched.split(path.delimiter).filter(path.isAbsolute), ...prefixes.flatMap(within)];
  return folders.map((it) => path.join(it, name)).find(isProgram);
}

// The page of a check, as the description beside the real async-tidy has it.
export function pageOf(check: string, tidy: string): string | undefined {
  try {
    const beside = path.dirname(fs.realpathSync(tidy));
    const { docs } = JSON.parse(fs.readFileSync(path.join(beside, 'AsyncChecks.json'), 'utf8'));
    const page = path.resolve(beside, docs, `${check}.md`);
    return fs.existsSync(page) ? page : undefined;
  } catch {
    return undefined;
  }
}

// The arguments of async-clangd.
export function commandLine(folder: string, buildFolder: string, more: string[]): string[] {
  return [...(buildFolder ? [`--compile-commands-dir=${path.resolve(folder, buildFolder)}`] : []), ...more];
}
