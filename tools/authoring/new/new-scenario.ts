import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { RunError } from '../../../support/scope/errors';
import { nearest } from '../../../support/scope/nearest';
import { loadScope, requirementIds } from '../../../support/scope/scope';

/** What a new scenario shows: that what is asked for happens, that a fault is refused, or the same of several rows. */
export const KINDS = ['accepted', 'refused', 'rows'] as const;
type Kind = (typeof KINDS)[number];

/** What a new scenario is to be. */
export interface ScenarioWish {
  readonly requirement: string;
  /** Part of the path of a feature file, such as `whitelist`. */
  readonly area: string;
  readonly kind: Kind;
  readonly title: string;
  /** Part of the rule that it stands under, or a new rule; absent: the last of the feature. */
  readonly rule?: string;
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
}

const MAP_OF_IDS = 'docs/scenario-map.csv';
const FEATURES = 'features/*/**/*.feature';

/**
 * Writes the skeleton of a scenario under its rule, with the next id of its requirement. What is still to be said stands in it as
 * steps that do not exist, so that it cannot pass before it is written.
 * @throws RunError where requirement, area or kind is none
 */
export function withNewScenario(root: string, wish: ScenarioWish): Written {
  const requirements = requirementIds(loadScope(root));
  if (!requirements.includes(wish.requirement)) {
    throw new RunError(
      `There is no requirement "${wish.requirement}": try ${nearest(wish.requirement, requirements).join(', ')}.`,
    );
  }
  const file = featureOf(root, wish.area);
  const lines = readFileSync(path.join(root, file), 'utf8').trimEnd().split('\n');
  const twin = lines.findIndex(
    (line) => /^\s*Scenario(?: Outline)?: /.test(line) && line.trim().endsWith(`: ${wish.title}`),
  );
  if (twin >= 0)
    throw new RunError(`${file}:${twin + 1} has this title already: say what is special about the new scenario.`);
  const id = nextId(root, wish.requirement);
  const { at, rule, isNew } = placeOf(lines, wish.rule);
  const skeleton = [
    '',
    ...(isNew ? [`  Rule: ${rule}`, ''] : []),
    ...skeletonOf(wish, id, rule === '' ? '  ' : '    '),
  ];
  const text = [...lines.slice(0, at), ...skeleton, ...lines.slice(at)].join('\n');
  return { file, text: `${text}\n`, id, rule, line: at + 2 + (isNew ? 2 : 0) };
}

/** The feature that a part of a path means. */
function featureOf(root: string, area: string): string {
  const files = globSync(FEATURES, { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
  if (existsSync(path.join(root, area)) && files.includes(area)) return area;
  const named = files.filter((file) => path.basename(file, '.feature') === area);
  const found = named.length > 0 ? named : files.filter((file) => file.includes(area));
  const [only, ...others] = found;
  if (only === undefined) {
    const names = nearest(
      area,
      files.map((file) => path.basename(file, '.feature')),
    );
    throw new RunError(`No feature has "${area}" in its path: try ${names.join(', ')}.`);
  }
  if (others.length > 0) {
    throw new RunError(
      `"${area}" is in the path of ${found.length} features: say which of ${found.slice(0, 6).join(', ')}.`,
    );
  }
  return only;
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

/** Where in a feature a scenario goes: at the end of a rule. */
function placeOf(lines: readonly string[], wanted?: string): { at: number; rule: string; isNew: boolean } {
  const rules = lines.flatMap((text, line) => {
    const name = /^\s*Rule: (.*)$/.exec(text)?.[1];
    return name === undefined ? [] : [{ line, name }];
  });
  const chosen = wanted === undefined ? rules.length - 1 : rules.findIndex(({ name }) => name.includes(wanted));
  const found = rules[chosen];
  if (found === undefined) return { at: lines.length, rule: wanted ?? '', isNew: wanted !== undefined };
  let at = rules[chosen + 1]?.line ?? lines.length;
  // Blank lines, comments and tags before the next rule are its own.
  while (/^\s*(@.*|#.*)?$/.test(lines[at - 1] ?? 'x')) at -= 1;
  return { at, rule: found.name, isNew: false };
}

function skeletonOf(wish: ScenarioWish, id: string, indent: string): string[] {
  const { requirement, kind, title, steps = SKELETON } = wish;
  const tag = kind === 'refused' ? `@negative:${requirement}` : `@${requirement}`;
  if (kind !== 'rows') {
    return [
      `${indent}@id:${id} ${tag} @severity:normal`,
      `${indent}Scenario: ${title}`,
      ...steps.map((step) => `${indent}  ${step}`),
    ];
  }
  const code = '"SIM-XXX-00"';
  return [
    `${indent}@negative:${requirement} @severity:normal`,
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

const EXPECTED = 'say here what somebody can observe';
const SKELETON = ['Given an installation', 'When its migration is authorised', `Then ${EXPECTED}`];
const STEP = 'say here which step';
const FAULT = 'say here what differs';
