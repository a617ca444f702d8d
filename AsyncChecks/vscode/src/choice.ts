// Who runs async-clangd.

export type Choice = 'ask' | 'clangd' | 'own' | 'off';
export type Step = 'start' | 'ask' | 'hand over' | 'nothing';

interface Situation {
  choice: Choice;
  server?: string; // async-clangd, if it is there
  clangd?: string; // what the clangd extension runs, if that is installed
}

export function next({ choice, server, clangd }: Situation): Step {
  if (!server || choice === 'off') return 'nothing';
  if (choice === 'own' || clangd === undefined) return 'start';
  if (clangd === server) return 'nothing';
  return choice === 'clangd' ? 'hand over' : 'ask';
}
