import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { RunError } from '../../../support/scope/errors';
import { nearest } from '../../../support/scope/nearest';

/** Every feature, relative to the project. */
export const FEATURES = 'features/*/**/*.feature';
/** Features that one sentence names. */
const MOST_NAMED = 6;

/**
 * The feature that a new scenario goes to: one with scenarios of its requirement, or the one whose name is said.
 * @param area name of a feature, or part of its path; absent: wherever the requirement has its scenarios
 * @throws RunError where that is none, or more than one
 */
export function featureOf(root: string, requirement: string, area: string | undefined): string {
  const files = globSync(FEATURES, { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
  const found = area === undefined ? files : named(files, area);
  if (found.length === 0) {
    const all = files.map((file) => path.basename(file, '.feature'));
    const names = [...new Set(nearest(area ?? '', all))].join(', ');
    throw new RunError(`No feature has "${area ?? ''}" in its path: try ${names}.${homeOf(root, files, requirement)}`);
  }
  const own = ofRequirement(root, found, requirement);
  const [only, ...others] = own.length > 0 ? own : found;
  if (only !== undefined && others.length === 0) return only;
  if (own.length === 0 && area !== undefined) {
    throw new RunError(
      `"${area}" is in the path of ${found.length} features, and none has scenarios of ${requirement}: say the whole path of one.${homeOf(root, files, requirement)}`,
    );
  }
  throw new RunError(`${requirement} has scenarios in several features: say --area, one of ${choiceOf(own)}.`);
}

/** Where a requirement has its scenarios, as a sentence; empty where it has none. */
function homeOf(root: string, files: readonly string[], requirement: string): string {
  const own = ofRequirement(root, files, requirement);
  return own.length === 0 ? '' : ` ${requirement} has its scenarios in ${choiceOf(own)}.`;
}

/** Names of features, those in whose path a folder is needed with it. */
function choiceOf(files: readonly string[]): string {
  const nameOf = (file: string): string => path.basename(file, '.feature');
  const short = files.map((file) => {
    const isAlone = files.filter((other) => nameOf(other) === nameOf(file)).length === 1;
    return isAlone ? nameOf(file) : file;
  });
  const rest = short.length - MOST_NAMED;
  return `${short.slice(0, MOST_NAMED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** Features whose scenarios show the requirement, those with ids of it rather than those that only touch it. */
function ofRequirement(root: string, files: readonly string[], requirement: string): string[] {
  const having = (expression: RegExp): string[] =>
    files.filter((file) => expression.test(readFileSync(path.join(root, file), 'utf8')));
  const withIds = having(new RegExp(`(?:@id:|\\| )${requirement}-\\d`));
  return withIds.length > 0 ? withIds : having(new RegExp(`@(?:negative:)?${requirement}\\b(?!-)`));
}

function named(files: readonly string[], area: string): string[] {
  if (files.includes(area)) return [area];
  const byName = files.filter((file) => path.basename(file, '.feature') === area);
  return byName.length > 0 ? byName : files.filter((file) => file.includes(area));
}

/** Where in a feature a scenario goes. */
export interface Spot {
  /** Number of the line before which it stands, from 0. */
  readonly at: number;
  /** Empty where the feature has no rules. */
  readonly rule: string;
  readonly isNew: boolean;
  /** The other rules of the feature. */
  readonly others: readonly string[];
}

/**
 * The end of a rule: of the one that has these words, of a new one where they are a sentence of its own; without words, of the rule
 * that speaks most of what the scenario shows.
 * @param title of the scenario
 * @throws RunError where several rules have the words, none has and they are no sentence, or no rule speaks of the title
 */
export function spotIn(lines: readonly string[], title: string, wanted?: string): Spot {
  const rules = lines.flatMap((text, line) => {
    const name = /^\s*Rule: (.*)$/.exec(text)?.[1];
    return name === undefined ? [] : [{ line, name }];
  });
  const exact = rules.filter(({ name }) => name === wanted);
  const having = exact.length > 0 ? exact : rules.filter(({ name }) => name.includes(wanted ?? ''));
  const found = wanted === undefined ? likeliest(lines, rules, title) : having[0];
  if (wanted !== undefined && having.length > 1) {
    throw new RunError(`"${wanted}" stands in ${having.length} rules:${listed(having)}`);
  }
  if (wanted === undefined && found === undefined && rules.length > 0) {
    throw new RunError(
      `No rule of the feature speaks of the title: say --rule with words of one, or a new rule:${listed(rules)}`,
    );
  }
  if (found === undefined && wanted !== undefined && !SENTENCE.test(wanted)) {
    throw new RunError(
      `No rule has "${wanted}": say words of one, or a new rule as a sentence that begins with a capital:${listed(rules)}`,
    );
  }
  const others = rules.filter((rule) => rule !== found).map(({ name }) => name);
  if (found === undefined) return { at: lines.length, rule: wanted ?? '', isNew: wanted !== undefined, others };
  let at = rules[rules.indexOf(found) + 1]?.line ?? lines.length;
  // Blank lines, comments and tags before the next rule are its own.
  while (/^\s*(@.*|#.*)?$/.test(lines[at - 1] ?? 'x')) at -= 1;
  return { at, rule: found.name, isNew: false, others };
}

/** At least three words, the first with a capital. */
const SENTENCE = /^[A-Z]\S*(?: \S+){2,}$/;

const listed = (rules: readonly RuleLine[]): string => rules.map(({ name }) => `\n  ${name}`).join('');

interface RuleLine {
  readonly line: number;
  readonly name: string;
}

/** The rule that shares most with a title, in its own words and those of its scenarios, what few rules say counting more. */
function likeliest(lines: readonly string[], rules: readonly RuleLine[], title: string): RuleLine | undefined {
  if (rules.length === 1) return rules[0];
  const said = rules.map((rule, index) => {
    const own = lines.slice(rule.line, rules[index + 1]?.line ?? lines.length);
    return wordsIn(own.filter((text) => /^\s*(?:Rule|Scenario|Scenario Outline): /.test(text)).join(' '));
  });
  const weightOf = (word: string): number => 1 - (said.filter((own) => own.has(word)).length - 1) / rules.length;
  const shares = said.map((own) =>
    [...wordsIn(title)].reduce((sum, word) => sum + (own.has(word) ? weightOf(word) : 0), 0),
  );
  const most = Math.max(0, ...shares);
  const best = rules.filter((_rule, index) => shares[index] === most);
  return most === 0 || best.length > 1 ? undefined : best[0];
}

/** Words of a text that tell what it speaks of. */
function wordsIn(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[a-z0-9]{4,}/g));
}

/** What a new scenario takes over from one under its rule. */
export interface Model {
  /** Title of the scenario; absent where the rule has none that could be one. */
  readonly title?: string;
  /** Tags by which it is limited to Test Phases and combinations. */
  readonly limits: readonly string[];
  /** Its steps before the first Then, a line each. */
  readonly beginning: readonly string[];
}

/** The scenario under the rule whose title says most of what the new one says, half of it at least; the first where none does. */
export function modelUnder(lines: readonly string[], { at, isNew }: Spot, title: string): Model {
  if (isNew) return { limits: [], beginning: [] };
  const rule = lines.slice(0, at).findLastIndex((text) => /^\s*Rule: /.test(text));
  const own = lines.slice(rule + 1, at).map((text) => text.trim());
  const starts = own.flatMap((text, index) => (text.startsWith('Scenario: ') ? [index] : []));
  const sought = [...wordsIn(title)];
  const sharedBy = (index: number): number => {
    const shared = sought.filter((word) => wordsIn(own[index] ?? '').has(word)).length;
    return shared * 2 > sought.length ? shared : 0;
  };
  const [start] = starts.toSorted((a, b) => sharedBy(b) - sharedBy(a) || a - b);
  if (start === undefined) return { limits: limitsIn(own.find((text) => text.startsWith('@')) ?? ''), beginning: [] };
  const after = own.slice(start + 1);
  const end = after.findIndex((text) => !/^(?:Given|When|And) /.test(text));
  return {
    title: (own[start] ?? '').slice('Scenario: '.length),
    limits: limitsIn(own[start - 1] ?? ''),
    beginning: after.slice(0, Math.max(0, end)),
  };
}

const limitsIn = (tags: string): string[] => tags.match(/@(?:phase|applies):\S+/g) ?? [];
