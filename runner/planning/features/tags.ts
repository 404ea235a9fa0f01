import { PHASES, SEVERITIES, type Phase, type Severity } from '../../../support/scope/plan';
import { PROFILES, type Profile } from '../../../support/scope/profiles';
import { REQUIREMENT_ID } from '../../../support/scope/requirements';

/** How often a scenario runs: in every cell, once for each release and Test Phase, once for each release, or once in a cycle. */
const AXES = ['dmc-and-phase', 'release-and-phase', 'release', 'once'] as const;
type Axis = (typeof AXES)[number];

/** What a scenario may need of the place where it runs; where that is lacking it is reported as not run here. */
export const NEEDS = ['lab', 'virtual-time', 'role-taking', 'seeded-defects', 'browser'] as const;
export type Need = (typeof NEEDS)[number];

/** The tag of scenarios that belong to the end-of-cycle regression of their stage. */
export const REGRESSION_TAG = '@regression';

/** The tag of scenarios that take minutes by their sheer volume: what is to answer quickly leaves them out. */
export const VOLUME_TAG = '@volume';

/** Tags by which plans choose. */
const CHOICE_TAGS: readonly string[] = [REGRESSION_TAG, VOLUME_TAG];

/** What the tags of a scenario say. */
export interface TagReading {
  /** Locked ids named by `@id:`; a plain scenario has exactly one. */
  readonly ids: readonly string[];
  readonly positive: readonly string[];
  readonly negative: readonly string[];
  readonly axis: Axis;
  readonly needs: readonly Need[];
  readonly applies: readonly Profile[];
  /** Test Phases the scenario is limited to; empty for all. */
  readonly phases: readonly Phase[];
  readonly severity: Severity;
  /** What is wrong with the tags, one sentence each. */
  readonly problems: readonly string[];
}

/** Form of a locked id. It names folders of evidence, so that nothing but capitals, digits and hyphens is in it. */
export const SCENARIO_ID = /^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$/;

/**
 * Reads the tags of one scenario.
 * @param tags as written, each with its `@`
 * @param register ids of every requirement
 */
export function readTags(tags: readonly string[], register: ReadonlySet<string>): TagReading {
  const problems: string[] = [];
  const values = (family: string): string[] =>
    tags.filter((tag) => tag.startsWith(`@${family}:`)).map((tag) => tag.slice(family.length + 2));
  const among = <T extends string>(family: string, valid: readonly T[]): T[] =>
    values(family).flatMap((value) => {
      const known = valid.find((candidate) => candidate === value);
      if (known === undefined) problems.push(`@${family}:${value} is unknown: use ${valid.join(', ')}.`);
      return known === undefined ? [] : [known];
    });
  const requirement = (id: string, tag: string): string[] => {
    if (register.has(id)) return [id];
    problems.push(`${tag} names a requirement that is not in the register.`);
    return [];
  };

  problems.push(...formProblems(tags));
  const ids = values('id');
  for (const id of ids.filter((value) => !SCENARIO_ID.test(value))) problems.push(idProblem(id));
  const axes = among('axis', AXES);
  const severities = among('severity', SEVERITIES);
  for (const [family, found] of [
    ['axis', axes],
    ['severity', severities],
  ] as const) {
    if (found.length > 1) problems.push(`only one @${family}: tag makes sense.`);
  }
  const positive = tags
    .filter((tag) => REQUIREMENT_ID.test(tag.slice(1)))
    .flatMap((tag) => requirement(tag.slice(1), tag));
  const negative = values('negative').flatMap((id) => requirement(id, `@negative:${id}`));
  return {
    ids,
    positive,
    negative,
    axis: axes[0] ?? 'dmc-and-phase',
    needs: among('needs', NEEDS),
    applies: among('applies', PROFILES),
    phases: among('phase', PHASES),
    severity: severities[0] ?? 'normal',
    problems,
  };
}

/** Families of tags with a value, as in `@axis:once`. */
const FAMILIES = ['id', 'negative', 'axis', 'needs', 'applies', 'phase', 'severity'] as const;

/** Tags that no family and no list knows, and tags that stand twice. */
function formProblems(tags: readonly string[]): string[] {
  const isKnown = (tag: string): boolean =>
    tag.includes(':')
      ? FAMILIES.some((family) => tag.startsWith(`@${family}:`))
      : CHOICE_TAGS.includes(tag) || REQUIREMENT_ID.test(tag.slice(1));
  return [
    ...tags.filter((tag) => !isKnown(tag)).map((tag) => `the tag ${tag} is unknown.`),
    ...tags.filter((tag, index) => tags.indexOf(tag) !== index).map((tag) => `the tag ${tag} stands twice.`),
  ];
}

/** The sentence for an id of the wrong form. */
export function idProblem(id: string): string {
  return `the id "${id}" must be capitals and digits joined by hyphens, such as ST-B4-03.`;
}
