// Runs async-tidy over a project.
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as readline from 'node:readline';
import type { Log } from './sarif';

export interface Project {
  program: string; // async-tidy
  folder: string;
  buildFolder: string; // empty if async-tidy is to look for it
  more: string[]; // arguments
}

export interface Watcher {
  signal?: AbortSignal;
  step?(done: number, total: number, name: string): void;
  line?(text: string): void; // what is said besides
}

export interface Done {
  output: string;
  failures: string[];
}

export type { Log };

export class Interrupted extends Error {}

export function argumentsFor(project: Project, wanted: string[]): string[] {
  const build = project.buildFolder && ['-p', path.resolve(project.folder, project.buildFolder)];
  return [...(build || []), ...project.more, ...wanted];
}

// What is a step in "[ 3/12] src/a.cpp".
export function stepOf(line: string): [number, number, string] | undefined {
  const found = /^\[ *(\d+)\/(\d+)\] (.*)$/.exec(line);
  return found ? [Number(found[1]), Number(found[2]), found[3]] : undefined;
}

export function run(project: Project, wanted: string[], watcher: Watcher = {}): Promise<Done> {
  const { signal, step, line } = watcher;
  return new Promise((resolve, reject) => {
    const child = spawn(project.program, argumentsFor(project, wanted), {
      cwd: project.folder, stdio: ['ignore', 'pipe', 'pipe'],
    });
    const done: Done = { output: '', failures: [] };
    child.stdout.setEncoding('utf8').on('data', (text) => (done.output += text));
    readline.createInterface(child.stderr).on('line', (text) => {
      const made = stepOf(text);
      if (made) return step?.(...made);
      if (text.startsWith('error: ')) done.failures.push(text.slice('error: '.length));
      line?.(text);
    });
    // It ends what it has started, and keeps what it knows.
    const interrupt = () => child.kill('SIGINT');
    signal?.addEventListener('abort', interrupt);
    if (signal?.aborted) interrupt();
    child.on('error', reject);
    child.on('close', (code) => {
      signal?.removeEventListener('abort', interrupt);
      if (signal?.aborted) return reject(new Interrupted());
      const isKnown = code === 0 || code === 1 || done.failures.length;
      if (!isKnown) done.failures.push(`async-tidy ends with code ${code}`);
      resolve(done);
    });
  });
}

// Runs it for its report as well; there is none if it could not begin.
export async function report(project: Project, wanted: string[], watcher?: Watcher): Promise<Done & { log?: Log }> {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'async-checks-'));
  const file = path.join(scratch, 'report.sarif');
  try {
    const done = await run(project, [...wanted, '--quiet', '--sarif', file], watcher);
    return { ...done, log: fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined };
  } finally {
    fs.rmSync(scratch, { recursive: true });
  }
}

export async function offers(project: Project, option: string): Promise<boolean> {
  return (await run({ ...project, buildFolder: '', more: [] }, ['--help'])).output.includes(option);
}

// The files that a patch changes.
export function changedBy(patch: string): string[] {
  return [...patch.matchAll(/^\+\+\+ b\/(.*)$/gm)].map((found) => found[1]);
}
