// The report of async-tidy as an editor sees it: places count from zero, columns in UTF-16.
import { fileURLToPath } from 'node:url';

export interface Log {
  runs: Run[];
}

interface Run {
  originalUriBaseIds: Record<string, { uri: string }>;
  results: Result[];
}

interface Result {
  ruleId: string;
  level: 'warning' | 'error';
  message: { text: string };
  locations: Location[];
  relatedLocations?: (Location & { message: { text: string } })[];
  fixes?: unknown[];
}

interface Location {
  physicalLocation: {
    artifactLocation: { uri: string; uriBaseId?: string };
    region: { startLine: number; startColumn: number; snippet: { text: string } };
  };
}

export interface Place {
  file: string;
  line: number;
  start: number;
  end: number;
}

export interface Finding {
  check: string;
  level: 'warning' | 'error';
  message: string;
  place: Place;
  notes: { message: string; place: Place }[];
  isFixable: boolean;
}

export function findings(log: Log): Finding[] {
  return log.runs.flatMap((run) => run.results.map((result) => ({
    check: result.ruleId,
    level: result.level,
    message: result.message.text,
    place: placeOf(result.locations[0], run),
    notes: (result.relatedLocations ?? []).map((it) => ({ message: it.message.text, place: placeOf(it, run) })),
    isFixable: !!result.fixes?.length,
  })));
}

export function byFile(found: Finding[]): Map<string, Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const it of found) files.set(it.place.file, [...(files.get(it.place.file) ?? []), it]);
  return files;
}

function placeOf({ physicalLocation: { artifactLocation, region } }: Location, run: Run): Place {
  const base = artifactLocation.uriBaseId && run.originalUriBaseIds[artifactLocation.uriBaseId].uri;
  const file = fileURLToPath(new URL(artifactLocation.uri, base || undefined));
  const characters = [...region.snippet.text];
  const before = characters.slice(0, region.startColumn - 1).join('');
  const word = /^[\p{L}\p{N}_]+/u.exec(region.snippet.text.slice(before.length));
  return { file, line: region.startLine - 1, start: before.length, end: before.length + (word?.[0].length ?? 1) };
}

interface Said {
  code: string;
  line: number;
}

// What others do not already say: a server shows the findings of files that are open.
export function unsaid(found: Finding[], said: Said[]): Finding[] {
  return found.filter((it) => !said.some(({ code, line }) => code === it.check && line === it.place.line));
}

export function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

export function summary(found: Finding[]): string {
  if (!found.length) return 'There is nothing to report.';
  const fixable = found.filter((it) => it.isFixable).length;
  const files = counted(byFile(found).size, 'file');
  return `${counted(found.length, 'finding')} in ${files}; ${fixable || 'none'} can be repaired.`;
}
