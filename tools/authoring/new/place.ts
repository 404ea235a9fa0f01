import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { RunError } from '../../../support/scope/errors';
import { nearest } from '../../../support/scope/nearest';

/** Every feature, relative to the project. */
export const FEATURES = 'features/*/**/*.feature';
/** Features that one sentence names. */
const MOST_NAMED = 30;

/**
 * The feature that a new scenario goes to: the one that a part of a path means, of several the one with scenarios of the requirement.
 * @param area part of the path; absent: wherever the requirement has its scenarios
 * @throws RunError where that is none, or more than one
 */
export function featureOf(root: string, requirement: string, area: string | undefined): string {
  const files = globSync(FEATURES, { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
  const found = area === undefined ? files : named(files, area);
  if (found.length === 0) {
    const names = nearest(
      area ?? '',
      files.map((file) => path.basename(file, '.feature')),
    );
    throw new RunError(`No feature has "${area ?? ''}" in its path: try ${names.join(', ')}.`);
  }
  const tag = new RegExp(`@(?:negative:)?${requirement}\\b(?!-)`);
  const ofRequirement = found.filter((file) => tag.test(readFileSync(path.join(root, file), 'utf8')));
  const [only, ...others] = found.length > 1 && ofRequirement.length > 0 ? ofRequirement : found;
  if (only === undefined || others.length > 0) {
    const choice = ofRequirement.length > 0 ? ofRequirement : found;
    const rest = choice.length - MOST_NAMED;
    const which = `${choice.slice(0, MOST_NAMED).join(', ')}${rest > 0 ? ` and ${String(rest)} more` : ''}`;
    const what =
      area === undefined
        ? `${requirement} has scenarios in several features`
        : `"${area}" is in the path of ${String(found.length)} features`;
    throw new RunError(`${what}: say which with --area, of ${which}.`);
  }
  return only;
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
 * The end of a rule: of the one that has these words, of a new one where none has; without words, of the rule that speaks most of what
 * the scenario shows, or of the last.
 * @param title of the scenario
 * @throws RunError where several rules have the words
 */
export function spotIn(lines: readonly string[], title: string, wanted?: string): Spot {
  const rules = lines.flatMap((text, line) => {
    const name = /^\s*Rule: (.*)$/.exec(text)?.[1];
    return name === undefined ? [] : [{ line, name }];
  });
  const exact = rules.filter(({ name }) => name === wanted);
  const having = exact.length > 0 ? exact : rules.filter(({ name }) => name.includes(wanted ?? ''));
  const [found, ...more] = wanted === undefined ? likeliest(lines, rules, title) : having;
  if (more.length > 0) {
    const names = having.map(({ name }) => `"${name}"`).join(', ');
    throw new RunError(`"${wanted ?? ''}" stands in ${String(having.length)} rules: ${names}.`);
  }
  const others = rules.filter((rule) => rule !== found).map(({ name }) => name);
  if (found === undefined) return { at: lines.length, rule: wanted ?? '', isNew: wanted !== undefined, others };
  let at = rules[rules.indexOf(found) + 1]?.line ?? lines.length;
  // Blank lines, comments and tags before the next rule are its own.
  while (/^\s*(@.*|#.*)?$/.test(lines[at - 1] ?? 'x')) at -= 1;
  return { at, rule: found.name, isNew: false, others };
}

interface RuleLine {
  readonly line: number;
  readonly name: string;
}

/** The rule that shares most words with a title, in its own and those of its scenarios; of several the last. */
function likeliest(lines: readonly string[], rules: readonly RuleLine[], title: string): RuleLine[] {
  const sought = wordsIn(title);
  const shares = rules.map((rule, index) => {
    const own = lines.slice(rule.line, rules[index + 1]?.line ?? lines.length);
    const said = wordsIn(own.filter((text) => /^\s*(?:Rule|Scenario|Scenario Outline): /.test(text)).join(' '));
    return { rule, shared: [...sought].filter((word) => said.has(word)).length };
  });
  const most = Math.max(0, ...shares.map(({ shared }) => shared));
  return shares.flatMap(({ rule, shared }) => (shared === most ? [rule] : [])).slice(-1);
}

/** Words of a text that tell what it speaks of. */
function wordsIn(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[a-z0-9]{4,}/g));
}

/** The tags by which the first scenario of the rule is limited to Test Phases and combinations; none where the rule has none. */
export function limitsUnder(lines: readonly string[], { at, isNew }: Spot): string[] {
  if (isNew) return [];
  const rule = lines.slice(0, at).findLastIndex((text) => /^\s*Rule: /.test(text));
  const tags = lines.slice(rule + 1, at).find((text) => text.trim().startsWith('@')) ?? '';
  return tags.match(/@(?:phase|applies):\S+/g) ?? [];
}

/** How the first scenario of the rule begins: its steps before the first Then, a line each; none where the rule has none. */
export function beginningUnder(lines: readonly string[], { at, isNew }: Spot): string[] {
  if (isNew) return [];
  const rule = lines.slice(0, at).findLastIndex((text) => /^\s*Rule: /.test(text));
  const own = lines.slice(rule + 1, at).map((text) => text.trim());
  const [, ...after] = own.slice(own.findIndex((text) => text.startsWith('Scenario: ')));
  const end = after.findIndex((text) => !/^(?:Given|When|And) /.test(text));
  return own.some((text) => text.startsWith('Scenario: ')) ? after.slice(0, Math.max(0, end)) : [];
}
