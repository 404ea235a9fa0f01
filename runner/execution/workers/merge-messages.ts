import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { keepMessages } from '../kept-messages';
import { messagesFile } from './protocol';

/** Number of the last chunk with messages of an earlier attempt at the run; 0 where there is none. */
export function lastChunk(runFolder: string): number {
  const folder = path.dirname(path.join(runFolder, messagesFile(1)));
  if (!existsSync(folder)) return 0;
  return Math.max(0, ...readdirSync(folder).map((name) => Number.parseInt(name, 10)));
}

/**
 * Puts the messages of all chunks together, in the planned order. What each chunk says of the steps that there are is
 * kept once; of scenarios that it reads and does not run, nothing.
 */
export function mergeMessages(runFolder: string, chunks: number): void {
  const told = new Set<string>();
  for (let number = 1; number <= chunks; number += 1) {
    const part = path.join(runFolder, messagesFile(number));
    if (existsSync(part)) keepMessages(runFolder, once(readFileSync(part, 'utf8'), told));
  }
  rmSync(path.dirname(path.join(runFolder, messagesFile(1))), { recursive: true, force: true });
}

/** What a worker's chunks tell again and again. */
const DEFINITION = /^\{"(?:stepDefinition|hook|source)":|^\{"parameterType":\{"id":"[^"]*"/;
const PICKLE = /^\{"pickle":\{"id":"([^"]*)"/;
const TEST_CASE = /^\{"testCase":.*?"pickleId":"([^"]*)"/;

/** @param told definitions that are there already; those of this chunk are added */
function once(messages: string, told: Set<string>): string {
  const lines = messages.split('\n');
  const run = new Set(lines.flatMap((line) => TEST_CASE.exec(line)?.[1] ?? []));
  const kept = lines.filter((line) => {
    const pickle = PICKLE.exec(line)?.[1];
    if (pickle !== undefined) return run.has(pickle);
    if (!DEFINITION.test(line)) return true;
    // The id of a parameter type is another one in each chunk, and nothing refers to it.
    const definition = line.replace(/^\{"parameterType":\{"id":"[^"]*",/, '{"parameterType":{');
    const isNew = !told.has(definition);
    told.add(definition);
    return isNew;
  });
  return kept.join('\n');
}
