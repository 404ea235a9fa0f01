import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { RunError } from '../../../support/scope/errors';
import { nearest } from '../../../support/scope/nearest';
import { mostLike, saidByLike, scenariosIn, type Told } from './likeness';

/** Every feature, relative to the project. */
export const FEATURES = 'features/*/**/*.feature';
/** Features that one sentence names. */
const MOST_NAMED = 6;

/**
 * The feature that a new scenario goes to: one with scenarios of its requirement, or the one whose name is said.
 * @param area name of a feature, or part of its path; absent: wherever the requirement has its scenarios
 * @throws RunError where that is none, or more than one and none speaks of what is shown
 */
export function featureOf(root: string, area: string | undefined, shown: Shown): Feature {
  const { requirement } = shown;
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
  if (only !== undefined && others.length === 0) return { file: only, others: [] };
  if (own.length === 0 && area !== undefined) {
    throw new RunError(
      `"${area}" is in the path of ${found.length} features, and none has scenarios of ${requirement}: say the whole path of one.${homeOf(root, files, requirement)}`,
    );
  }
  const file = likeliestOf(root, own, shown);
  if (file !== undefined) return { file, others: own.filter((one) => one !== file) };
  throw new RunError(`${requirement} has scenarios in several features: say --area, one of ${choiceOf(own)}.`);
}

/** Steps of the scenarios of the project that say most of what is shown, of Given, When and Then a few each. */
export function stepsLike(root: string, shown: Shown): string[] {
  const told = globSync(FEATURES, { cwd: root })
    .sort()
    .flatMap((file) => scenariosIn(readFileSync(path.join(root, file), 'utf8').split('\n')));
  return saidByLike(mostLike(shown.title, told, (one) => weightOf(one, shown) * plainness(one)));
}

/**
 * The feature with the scenario that says most of what is shown, where one does; the more scenarios of the requirement, the likelier.
 * Where none does, the one that has most scenarios of the requirement.
 */
function likeliestOf(root: string, files: readonly string[], shown: Shown): string | undefined {
  const all = files.map((file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    return { file, text, count: text.split(`${shown.requirement}-`).length - 1 };
  });
  const sum = all.reduce((before, { count }) => before + count, 0);
  const told = all.flatMap(({ file, text, count }) =>
    scenariosIn(text.split('\n')).map((one) => ({ ...one, file, share: count / sum })),
  );
  const [best] = mostLike(shown.title, told, (one) => (1 + one.share) * weightOf(one, shown));
  return best?.saysMost === true ? best.told.file : all.find(({ count }) => count > sum / 2)?.file;
}

/** What a new scenario shows. */
export interface Shown {
  readonly requirement: string;
  readonly title: string;
  /** Whether a fault is refused. */
  readonly isNegative: boolean;
}

/** One can show both: what its requirement asks for, and that a fault in it is refused. */
const isSameKind = ({ tags, inherited }: Told, { isNegative }: Shown): boolean =>
  (isNegative ? /@negative:/ : /(?:^|\s)@[A-Z]{2}-/).test(`${inherited} ${tags}`);

const isOf = ({ tags, inherited }: Told, requirement: string): boolean =>
  new RegExp(`[@:]${requirement}(?![\\w-])`).test(`${inherited} ${tags}`);

/** A scenario that shows the same, what is asked for or its refusal, tells twice as much; one of the same requirement too. */
const weightOf = (told: Told, shown: Shown): number =>
  (isSameKind(told, shown) ? 2 : 1) * (isOf(told, shown.requirement) ? 2 : 1);

/** Of two scenarios that say as much of a title, the one that begins with fewer steps has less that the new one does not need. */
const plainness = ({ beginning }: Told): number => 1 / Math.sqrt(1 + beginning.length);

/** Where a new scenario goes to. */
export interface Feature {
  readonly file: string;
  /** The other features with scenarios of its requirement. */
  readonly others: readonly string[];
}

/** Where a requirement has its scenarios, as a sentence; empty where it has none. */
function homeOf(root: string, files: readonly string[], requirement: string): string {
  const own = ofRequirement(root, files, requirement);
  return own.length === 0 ? '' : ` ${requirement} has its scenarios in ${choiceOf(own)}.`;
}

/** Names of features, those in whose path a folder is needed with it. */
export function choiceOf(files: readonly string[]): string {
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
 * @throws RunError where several rules have the words, none has and they are no sentence, or no rule speaks of the title
 */
export function spotIn(lines: readonly string[], shown: Shown, wanted?: string): Spot {
  const rules = lines.flatMap((text, line) => {
    const name = /^\s*Rule: (.*)$/.exec(text)?.[1];
    return name === undefined ? [] : [{ line, name }];
  });
  const exact = rules.filter(({ name }) => name === wanted);
  const having = exact.length > 0 ? exact : rules.filter(({ name }) => name.includes(wanted ?? ''));
  const found = wanted === undefined ? likeliest(lines, rules, shown) : having[0];
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

/** The rule of the scenario that says most of what is shown, in its own words and those of its rule. */
function likeliest(lines: readonly string[], rules: readonly RuleLine[], shown: Shown): RuleLine | undefined {
  if (rules.length === 1) return rules[0];
  const [best] = mostLike(shown.title, scenariosIn(lines), (one) => weightOf(one, shown));
  return rules.find(({ name }) => name === best?.told.rule);
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

/**
 * Of the scenarios under the rule the one that says most of what is shown, half of it at least, else the first: of those that show
 * the same, what is asked for or its refusal, where there are any.
 */
export function modelUnder(lines: readonly string[], { rule, isNew }: Spot, shown: Shown): Model {
  if (isNew) return { limits: [], beginning: [] };
  const under = scenariosIn(lines).filter((told) => told.rule === rule);
  const same = under.filter((told) => isSameKind(told, shown));
  const own = same.length > 0 ? same : under;
  const [best] = mostLike(shown.title, own, plainness);
  const model = best?.saysMost === true ? best.told : own[0];
  if (model === undefined) return { limits: [], beginning: [] };
  return { title: model.title, limits: limitsIn(model.tags), beginning: model.beginning };
}

const limitsIn = (tags: string): string[] => tags.match(/@(?:phase|applies):\S+/g) ?? [];
