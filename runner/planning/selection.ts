import { RunError } from '../../support/scope/errors';
import type { Scenario } from './features/read-feature';
import { nearest } from '../../support/scope/nearest';
import { tagFilter } from './plan-executions';

/**
 * The scenarios that a person means by a few words.
 * @param scenarios every scenario of the project
 * @param words each an id (`ST-B4-03`) or its beginning (`ST-B4`), a place (`whitelist.feature:12`), a tag expression
 *   (`@ST-B2 and not @volume`), or a part of a title
 * @returns those that fit any of the words, in the order of the project
 * @throws RunError when a word fits nothing, with the nearest ids and titles
 */
export async function selectByWords(scenarios: readonly Scenario[], words: readonly string[]): Promise<Scenario[]> {
  const chosen = new Set<Scenario>();
  for (const word of words) {
    const found = await selectByWord(scenarios, word);
    if (found.length === 0) throw new RunError(nothingFits(scenarios, word));
    for (const scenario of found) chosen.add(scenario);
  }
  return scenarios.filter((scenario) => chosen.has(scenario));
}

async function selectByWord(scenarios: readonly Scenario[], word: string): Promise<Scenario[]> {
  if (word.startsWith('@') || word.startsWith('not ') || word.startsWith('(')) {
    const fits = await tagFilter(word);
    return scenarios.filter(({ tags }) => fits(tags));
  }
  const place = /^(.+\.feature)(?::(\d+))?$/.exec(word);
  if (place !== null) return selectByLocation(scenarios, place[1] ?? '', place[2]);
  const id = word.toUpperCase();
  const itself = scenarios.filter((scenario) => scenario.id === id);
  if (itself.length > 0) return itself;
  const beginning = scenarios.filter((scenario) => beginsWith(scenario.id, id));
  if (beginning.length > 0) return beginning;
  const part = word.toLowerCase();
  return scenarios.filter(({ title }) => title.toLowerCase().includes(part));
}

/** `ST-B4` begins `ST-B4-03` and not `ST-B40-03`; `ST-B` begins both, and `ST-B4-0` all of ST-B4 up to 09. */
function beginsWith(id: string, beginning: string): boolean {
  if (!id.startsWith(beginning)) return false;
  const rest = id.slice(beginning.length);
  // Only the number of the scenario itself may be cut.
  return !/\d$/.test(beginning) || !/^\d/.test(rest) || !rest.includes('-');
}

function selectByLocation(scenarios: readonly Scenario[], file: string, line: string | undefined): Scenario[] {
  const tail = file.replace(/^\.\//, '').replaceAll('\\', '/');
  const inFile = scenarios.filter(({ featurePath }) => featurePath === tail || featurePath.endsWith(`/${tail}`));
  if (line === undefined) return inFile;
  const wanted = Number(line);
  const row = inFile.filter((scenario) => scenario.line === wanted);
  if (row.length > 0) return row;
  // A line inside a scenario means that scenario, with all its rows.
  const start = Math.max(...inFile.map(({ scenarioLine }) => scenarioLine).filter((first) => first <= wanted));
  return inFile.filter(({ scenarioLine }) => scenarioLine === start);
}

function nothingFits(scenarios: readonly Scenario[], word: string): string {
  const titles = scenarios.map(({ title }) => title);
  const ids = scenarios.map(({ id }) => id);
  const offers = /^[A-Z]{2}-/i.test(word) ? nearest(word, ids) : nearest(word, titles, 2).map((title) => `"${title}"`);
  return `No scenario fits "${word}": the nearest are ${offers.join(', ')}.`;
}
