import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { keepMessages } from '../kept-messages';
import { messagesFile } from './protocol';
import { ShortIds } from './short-ids';

/** Number of the last chunk with messages of an earlier attempt at the run; 0 where there is none. */
export function lastChunk(runFolder: string): number {
  const folder = path.dirname(path.join(runFolder, messagesFile(1)));
  if (!existsSync(folder)) return 0;
  return Math.max(0, ...readdirSync(folder).map((name) => Number.parseInt(name, 10)));
}

/**
 * Puts the messages of all chunks together, in the planned order. What each chunk says of features and of the steps that there
 * are is kept once; of scenarios that it reads and does not run, nothing.
 * @param prefix of every id, so that shards have none in common
 */
export function mergeMessages(runFolder: string, chunks: number, prefix = ''): void {
  const told = new Set<string>();
  const ids = new ShortIds(prefix);
  for (let number = 1; number <= chunks; number += 1) {
    const part = path.join(runFolder, messagesFile(number));
    if (existsSync(part)) keepMessages(runFolder, once(readFileSync(part, 'utf8'), told, ids));
  }
  rmSync(path.dirname(path.join(runFolder, messagesFile(1))), { recursive: true, force: true });
}

/** What a worker's chunks tell again and again. */
const DEFINITION = /^\{"(?:stepDefinition|hook|source|gherkinDocument)":|^\{"parameterType":\{"id":"[^"]*"/;
const PICKLE = /^\{"pickle":\{"id":"([^"]*)"/;
const TEST_CASE = /^\{"testCase":.*?"pickleId":"([^"]*)"/;

/** @param told definitions that are there already; those of this chunk are added */
function once(messages: string, told: Set<string>, ids: ShortIds): string {
  const lines = messages.split('\n');
  const run = new Set(lines.flatMap((line) => TEST_CASE.exec(line)?.[1] ?? []));
  const kept = lines.flatMap((line) => {
    const pickle = PICKLE.exec(line)?.[1];
    if (pickle !== undefined && !run.has(pickle)) return [];
    const short = ids.shorten(line);
    if (!DEFINITION.test(short)) return [short];
    // The id of a parameter type is another one in each chunk, and nothing refers to it.
    const definition = short.replace(/^\{"parameterType":\{"id":"[^"]*",/, '{"parameterType":{');
    if (told.has(definition)) return [];
    told.add(definition);
    return [short];
  });
  return kept.join('\n');
}
