import { isForm, tellingWords, wordsOf } from '../catalogue/words';

/** A scenario, or one row of an outline, as far as a new one can be like it. */
export interface Told {
  /** What its feature is called. */
  readonly feature: string;
  /** Empty where its feature has no rules. */
  readonly rule: string;
  readonly title: string;
  readonly tags: string;
  /** The tags that it has from its feature. */
  readonly inherited: string;
  /** Its steps before the first Then, a line each. */
  readonly beginning: readonly string[];
  /** All of its steps. */
  readonly steps: string;
  /** Those before the first When, from there on, and from the first Then on. */
  readonly parts: Readonly<Record<Part, readonly string[]>>;
}

const PARTS = ['Given', 'When', 'Then'] as const;
type Part = (typeof PARTS)[number];

/** The scenarios of a feature, each row of an outline for itself. */
export function scenariosIn(lines: readonly string[]): Told[] {
  const feature = lines.flatMap((text) => /^\s*Feature: (.*)$/.exec(text)?.[1] ?? [])[0] ?? '';
  const inherited = tagsAbove(
    lines,
    lines.findIndex((text) => /^\s*Feature: /.test(text)),
  );
  let rule = '';
  const starts = lines.flatMap((text, at) => {
    rule = /^\s*Rule: (.*)$/.exec(text)?.[1] ?? rule;
    const title = /^\s*Scenario(?: Outline)?: (.*)$/.exec(text)?.[1];
    return title === undefined ? [] : [{ at, title, rule }];
  });
  return starts.flatMap((start, index) => {
    const body = lines.slice(start.at + 1, starts[index + 1]?.at).map((text) => text.trim());
    const tags = tagsAbove(lines, start.at);
    const steps = body.filter((text) => /^(?:Given|When|Then|And|But) /.test(text));
    const end = steps.findIndex((text) => text.startsWith('Then '));
    const told = {
      ...start,
      parts: partsOf(steps),
      feature,
      inherited,
      tags,
      beginning: end < 0 ? steps : steps.slice(0, end),
      steps: steps.join(' '),
    };
    const rows = rowsIn(body);
    return rows.length === 0 ? [told] : rows.map((row) => withValues(told, row));
  });
}

/** Steps by what they are, with that word before each: "And" is what stands before it. */
function partsOf(steps: readonly string[]): Record<Part, string[]> {
  const parts: Record<Part, string[]> = { Given: [], When: [], Then: [] };
  let part: Part = 'Given';
  for (const step of steps) {
    part = PARTS.find((one) => step.startsWith(`${one} `)) ?? part;
    parts[part].push(step.replace(/^\S+/, part));
  }
  return parts;
}

/** So many scenarios that are like a title are looked at for what can be said, and so many steps of a kind are offered. */
const LOOKED_AT = 8;
const MOST_OFFERED = 3;

/** What the scenarios say that are most like a title: of Given, When and Then the first few that differ. */
export function saidByLike(like: readonly Like<Told>[]): string[] {
  const nearest = like.slice(0, LOOKED_AT).map(({ told }) => told);
  return PARTS.flatMap((part) => [...new Set(nearest.flatMap(({ parts }) => parts[part]))].slice(0, MOST_OFFERED));
}

/** The tags on the lines immediately above one. */
function tagsAbove(lines: readonly string[], at: number): string {
  const above = lines.slice(0, at);
  return above.slice(above.findLastIndex((text) => !/^\s*@/.test(text)) + 1).join(' ');
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

function withValues({ title, beginning, steps, parts, ...told }: Told, row: ReadonlyMap<string, string>): Told {
  const put = (text: string): string => text.replaceAll(/<([^<>]+)>/g, (all, name: string) => row.get(name) ?? all);
  const { Given, When, Then } = parts;
  return {
    ...told,
    ...{ title: put(title), beginning: beginning.map(put), steps: put(steps) },
    parts: { Given: Given.map(put), When: When.map(put), Then: Then.map(put) },
  };
}

/** A scenario that a title is like, and whether it says most of the title. */
export interface Like<T> {
  readonly told: T;
  readonly saysMost: boolean;
}

/** How much it tells that a scenario says a word in its title, or only in what stands around it. */
const WEIGHTS = { title: 1, rule: 0.6, feature: 0.6, steps: 0.2 };
const FIELDS = Object.keys(WEIGHTS) as (keyof typeof WEIGHTS)[];

/** How much it takes away that a title has a word more. */
const LONG_WINDED = 0.03;

/**
 * Scenarios by how much of a title they, their rule and their feature say, the most first; those that say nothing of it left out. A
 * word counts once, where it tells most, and the more the fewer scenarios say it.
 * @param weightOf how much more one counts than another that says the same
 */
export function mostLike<T extends Told>(title: string, told: readonly T[], weightOf: (one: T) => number): Like<T>[] {
  const sought = tellingWords(title.split(' '));
  const all = told.map((one) => {
    const fields = FIELDS.map((field) => ({ weight: WEIGHTS[field], words: new Set(wordsOf(one[field])) }));
    const weights = sought.map((word) =>
      Math.max(0, ...fields.map((field) => (saysIn(field.words, word) ? field.weight : 0))),
    );
    return { told: one, weights, length: wordsOf(one.title).length };
  });
  const rarity = sought.map((_, at) => {
    const having = all.filter(({ weights }) => (weights[at] ?? 0) > 0).length;
    return Math.log(1 + told.length / Math.max(1, having));
  });
  return all
    .map(({ weights, length, ...one }) => {
      const sum = weights.reduce((before, weight, at) => before + weight * (rarity[at] ?? 0), 0);
      const saysMost = weights.filter((weight) => weight > 0).length * 2 > sought.length;
      return { ...one, saysMost, score: (sum * weightOf(one.told)) / (1 + LONG_WINDED * length) };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
}

function saysIn(known: ReadonlySet<string>, word: string): boolean {
  return [...known].some((one) => isForm(one, word));
}
