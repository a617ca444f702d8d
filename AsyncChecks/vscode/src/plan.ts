// The plan of async-tidy for people: which chains of functions could become asynchronous.
import * as fs from 'node:fs';
import * as path from 'node:path';

interface At {
  file: string;
  line: number;
}

interface Call {
  caller: string;
  callee: string;
  at: At;
  why: string;
}

export interface Chain {
  name: string;
  at: At;
  wait: string;
  task: string;
  functions: { name: string; at: At }[];
  awaits: Call[];
  boundaries: Call[];
  refusal: string;
  refusedAt: At;
  files: string[];
}

// The folder that the files of a plan begin in: the one that is open, or one above it.
export function rootOf(chains: Chain[], folder: string): string {
  const file = chains[0]?.at.file ?? '';
  for (let root = folder; ; root = path.dirname(root)) {
    if (fs.existsSync(path.join(root, file))) return root;
    if (root === path.dirname(root)) return folder;
  }
}

// The plan as Markdown; `link` gives the address of a line.
export function markdown(chains: Chain[], link: (file: string, line: number) => string): string {
  const show = ({ file, line }: At) => (line ? `[${file}:${line}](${link(file, line)})` : 'elsewhere');
  const lines = (chain: Chain) => [
    `## ${chain.name}`,
    `${show(chain.at)} waits, in \`${chain.wait}\`.`,
    chain.refusal
      ? `**It stays as it is:** ${show(chain.refusedAt)}: ${chain.refusal}.`
      : `**It can become asynchronous:** that changes ${chain.files.map((file) => `\`${file}\``).join(', ')}.`,
    [
      ...chain.functions.map(({ name, at }) => `- \`${name}\` returns \`${chain.task}\`, at ${show(at)}`),
      ...chain.awaits.map(({ caller, callee, at }) => `- \`${caller}\` awaits \`${callee}\`, at ${show(at)}`),
      ...chain.boundaries.map(({ caller, callee, at, why }) =>
        `- \`${caller}\` waits for \`${callee}\`, at ${show(at)}: ${why}`),
    ].join('\n'),
  ];
  if (!chains.length) return '# Plan\n\nNo function on the way from a coroutine waits for a task.\n';
  return ['# Plan', ...chains.flatMap(lines)].filter(Boolean).join('\n\n') + '\n';
}
