import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { RunError } from '../../../support/scope/errors';
import { nearest } from '../../../support/scope/nearest';
import { loadScope, requirementIds } from '../../../support/scope/scope';
import { featureOf, FEATURES, modelUnder, spotIn, stepsLike, type Model } from './place';

/** What a new scenario shows: that what is asked for happens, that a fault is refused, or the same of several rows. */
export const KINDS = ['accepted', 'refused', 'rows'] as const;
type Kind = (typeof KINDS)[number];

/** What a new scenario is to be. */
export interface ScenarioWish {
  readonly requirement: string;
  /** Part of the path of a feature file, such as `whitelist`; absent: the feature that has its requirement's scenarios. */
  readonly area?: string;
  readonly kind: Kind;
  readonly title: string;
  /** Part of the rule that it stands under, or a new rule; absent: the one that speaks most of what its title says. */
  readonly rule?: string;
  /** Tags beside those of every scenario; absent: those by which the scenario of its rule that is most like it is limited. */
  readonly tags?: readonly string[];
  /** Its steps, where they are known; else what is still to be said stands in their place. */
  readonly steps?: readonly string[];
}

/** A feature with a new scenario in it. */
export interface Written {
  readonly file: string;
  readonly text: string;
  readonly id: string;
  /** Line of the first tag of the scenario. */
  readonly line: number;
  readonly rule: string;
  /** The other rules of the feature. */
  readonly otherRules: readonly string[];
  /** The other features with scenarios of its requirement, where none was said. */
  readonly otherFeatures: readonly string[];
  /** The scenario whose beginning and limiting tags it has. */
  readonly model: Model;
  /** Steps of scenarios that say most of its title. */
  readonly stepsLike: readonly string[];
  /** Whether no rule of the feature had the words. */
  readonly isNewRule: boolean;
}

/** @throws RunError when there is no such requirement */
export function refuseUnknownRequirement(root: string, id: string): void {
  const requirements = requirementIds(loadScope(root));
  if (requirements.includes(id)) return;
  throw new RunError(`There is no requirement "${id}": try ${nearest(id, requirements).join(', ')}.`);
}

const MAP_OF_IDS = 'docs/scenario-map.csv';

/**
 * Writes the skeleton of a scenario under its rule, with the next id of its requirement. What is still to be said stands in it as
 * steps that do not exist, so that it cannot pass before it is written.
 * @throws RunError where requirement, area or kind is none
 */
export function withNewScenario(root: string, wish: ScenarioWish): Written {
  refuseUnknownRequirement(root, wish.requirement);
  const shown = { requirement: wish.requirement, title: wish.title, isNegative: wish.kind !== 'accepted' };
  const { file, others: otherFeatures } = featureOf(root, wish.area, shown);
  const lines = readFileSync(path.join(root, file), 'utf8').trimEnd().split('\n');
  const twin = lines.findIndex(
    (line) => /^\s*Scenario(?: Outline)?: /.test(line) && line.trim().endsWith(`: ${wish.title}`),
  );
  if (twin >= 0)
    throw new RunError(`${file}:${twin + 1} has this title already: say what is special about the new scenario.`);
  const id = nextId(root, wish.requirement);
  const spot = spotIn(lines, shown, wish.rule);
  const { at, rule, isNew, others } = spot;
  const model = modelUnder(lines, spot, shown);
  const skeleton = [
    '',
    ...(isNew ? [`  Rule: ${rule}`, ''] : []),
    ...skeletonOf({ ...wish, tags: wish.tags ?? model.limits }, id, rule === '' ? '  ' : '    ', model.beginning),
  ];
  const text = [...lines.slice(0, at), ...skeleton, ...lines.slice(at)].join('\n');
  return {
    file,
    text: `${text}\n`,
    id,
    rule,
    otherRules: others,
    otherFeatures,
    isNewRule: isNew,
    model,
    stepsLike: stepsLike(root, shown),
    line: at + 2 + (isNew ? 2 : 0),
  };
}

/** The next id of a requirement: one that no scenario has, or has had. */
function nextId(root: string, requirement: string): string {
  const known = [...globSync(FEATURES, { cwd: root }), MAP_OF_IDS]
    .filter((file) => existsSync(path.join(root, file)))
    .flatMap((file) => readFileSync(path.join(root, file), 'utf8').match(/\b[A-Z]{2}-[A-Z]?\d{0,2}R?-\d{2,3}\b/g) ?? [])
    .filter((id) => id.startsWith(`${requirement}-`))
    .map((id) => Number(id.slice(requirement.length + 1)));
  return `${requirement}-${String(Math.max(0, ...known) + 1).padStart(2, '0')}`;
}

/** @param beginning how another scenario of the rule begins */
function skeletonOf(wish: ScenarioWish, id: string, indent: string, beginning: readonly string[]): string[] {
  const {
    requirement,
    kind,
    title,
    tags = [],
    steps = [...(beginning.length > 0 ? beginning : BEGINNING), EXPECTED],
  } = wish;
  const own = kind === 'refused' ? `@negative:${requirement}` : `@${requirement}`;
  const tag = [own, '@severity:normal', ...tags].join(' ');
  if (kind !== 'rows') {
    return [`${indent}@id:${id} ${tag}`, `${indent}Scenario: ${title}`, ...steps.map((step) => `${indent}  ${step}`)];
  }
  const code = '"SIM-XXX-00"';
  return [
    `${indent}${['@negative:' + requirement, '@severity:normal', ...tags].join(' ')}`,
    `${indent}Scenario Outline: ${title}: <fault>`,
    `${indent}  Given an installation <fault>`,
    `${indent}  When its migration is authorised`,
    `${indent}  Then the migration stops at ${STEP} with <code>`,
    '',
    `${indent}  Examples:`,
    `${indent}    | ${'id'.padEnd(id.length)} | ${'fault'.padEnd(FAULT.length)} | ${'code'.padEnd(code.length)} |`,
    `${indent}    | ${id} | ${FAULT} | ${code} |`,
  ];
}

const EXPECTED = 'Then say here what somebody can observe';
const BEGINNING = ['Given an installation', 'When its migration is authorised'];
const STEP = 'say here which step';
const FAULT = 'say here what differs';
