import MiniSearch from 'minisearch';
import { stemOf, tellingWords, wordsOf } from '../catalogue/words';

/** A scenario, or one row of an outline, as far as a new one can be like it. */
export interface Told {
  /** Empty where its feature has no rules. */
  readonly rule: string;
  readonly title: string;
  readonly tags: string;
  /** Its steps before the first Then, a line each. */
  readonly beginning: readonly string[];
  /** All of its steps. */
  readonly steps: string;
}

/** The scenarios of a feature, each row of an outline for itself. */
export function scenariosIn(lines: readonly string[]): Told[] {
  let rule = '';
  const starts = lines.flatMap((text, at) => {
    rule = /^\s*Rule: (.*)$/.exec(text)?.[1] ?? rule;
    const title = /^\s*Scenario(?: Outline)?: (.*)$/.exec(text)?.[1];
    return title === undefined ? [] : [{ at, title, rule }];
  });
  return starts.flatMap((start, index) => {
    const body = lines.slice(start.at + 1, starts[index + 1]?.at).map((text) => text.trim());
    const above = lines.slice(0, start.at);
    const tags = above.slice(above.findLastIndex((text) => !/^\s*@/.test(text)) + 1).join(' ');
    const steps = body.filter((text) => /^(?:Given|When|Then|And|But) /.test(text));
    const end = steps.findIndex((text) => text.startsWith('Then '));
    const told = { ...start, tags, beginning: end < 0 ? steps : steps.slice(0, end), steps: steps.join(' ') };
    const rows = rowsIn(body);
    return rows.length === 0 ? [told] : rows.map((row) => withValues(told, row));
  });
}

/** The rows of the examples of an outline, by the names of their columns. */
function rowsIn(body: readonly string[]): Map<string, string>[] {
  const tables = body
    .join('\n')
    .split(/^Examples:.*$/m)
    .slice(1);
  return tables.flatMap((table) => {
    const [names = [], ...rows] = table
      .split('\n')
      .filter((text) => text.startsWith('|'))
      .map((text) =>
        text
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    return rows.map((cells) => new Map(names.map((name, index) => [name, cells[index] ?? ''])));
  });
}

function withValues({ rule, title, tags, beginning, steps }: Told, row: ReadonlyMap<string, string>): Told {
  const put = (text: string): string => text.replaceAll(/<([^<>]+)>/g, (all, name: string) => row.get(name) ?? all);
  return { rule, tags, title: put(title), beginning: beginning.map(put), steps: put(steps) };
}

/** A scenario that a title is like, and whether it says most of the title. */
export interface Like<T> {
  readonly told: T;
  readonly saysMost: boolean;
}

/**
 * Scenarios by how much of a title they and their rule say, the most first; those that say nothing of it left out.
 * @param weightOf how much more one counts than another that says the same
 */
export function mostLike<T extends Told>(title: string, told: readonly T[], weightOf: (one: T) => number): Like<T>[] {
  const index = new MiniSearch<Told & { readonly id: number }>({
    fields: ['title', 'rule', 'steps'],
    tokenize: wordsOf,
    processTerm: stemOf,
  });
  index.addAll(told.map((one, id) => ({ ...one, id })));
  const sought = tellingWords(title.split(' '));
  const found = index.search(sought.join(' '), {
    boost: { rule: 0.6, steps: 0.2 },
    bm25: { k: 0.5, b: 0.7, d: 0 },
    boostDocument: (id) => {
      const one = told[id as number];
      return one === undefined ? 1 : weightOf(one);
    },
  });
  return found.flatMap(({ id, queryTerms }) => {
    const one = told[id as number];
    return one === undefined ? [] : [{ told: one, saysMost: queryTerms.length * 2 > sought.length }];
  });
}
