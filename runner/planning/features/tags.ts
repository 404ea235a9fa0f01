import { nearest } from '../../../support/scope/nearest';
import { PHASES, SEVERITIES, type Phase, type Severity } from '../../../support/scope/plan';
import { PROFILES, profilesWith, type Profile } from '../../../support/scope/profiles';
import { REQUIREMENT_ID } from '../../../support/scope/requirements';

/** How often a scenario runs: in every cell, once for each release and Test Phase, once for each release, or once in a cycle. */
const AXES = ['dmc-and-phase', 'release-and-phase', 'release', 'once'] as const;
type Axis = (typeof AXES)[number];

/** The tag of scenarios that belong to the end-of-cycle regression of their stage. */
export const REGRESSION_TAG = '@regression';

/** The tag of scenarios that take minutes by their sheer volume: what is to answer quickly leaves them out. */
export const VOLUME_TAG = '@volume';

/** Tags by which plans choose. */
const CHOICE_TAGS: readonly string[] = [REGRESSION_TAG, VOLUME_TAG];

/** What is wrong with the tags of a scenario. */
export interface TagProblem {
  readonly rule: string;
  /** The tag that is meant, where it is one. */
  readonly tag?: string;
  /** One sentence. */
  readonly message: string;
  /** What could stand in its place. */
  readonly nearest?: readonly string[];
}

/** What the tags of a scenario say. */
export interface TagReading {
  /** Locked ids named by `@id:`; a plain scenario has exactly one. */
  readonly ids: readonly string[];
  readonly positive: readonly string[];
  readonly negative: readonly string[];
  readonly axis: Axis;
  readonly applies: readonly Profile[];
  /** Test Phases the scenario is limited to; empty for all. */
  readonly phases: readonly Phase[];
  readonly severity: Severity;
  readonly problems: readonly TagProblem[];
}

/** Of a list that is not longer than this, all is offered. */
const MANY = 5;

/** Form of a locked id. It names folders of evidence, so that nothing but capitals, digits and hyphens is in it. */
export const SCENARIO_ID = /^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$/;

/**
 * Reads the tags of one scenario.
 * @param written each with its `@`
 * @param register ids of every requirement
 */
export function readTags(written: readonly string[], register: ReadonlySet<string>): TagReading {
  const tags = written.map((tag) => tag.replace(SEPARATOR, ''));
  const problems: TagProblem[] = [];
  const values = (family: string): string[] =>
    tags.filter((tag) => tag.startsWith(`@${family}:`)).map((tag) => tag.slice(family.length + 2));
  const among = <T extends string>(family: string, valid: readonly T[]): T[] =>
    values(family).flatMap((value) => {
      const known = valid.find((candidate) => candidate === value);
      if (known !== undefined) return [known];
      const tag = `@${family}:${value}`;
      const offers = nearest(value, valid, valid.length > MANY ? undefined : valid.length).map(
        (candidate) => `@${family}:${candidate}`,
      );
      problems.push({ rule: ruleOf(family), tag, message: `${tag} is unknown.`, nearest: offers });
      return [];
    });
  const requirement = (id: string, tag: string): string[] => {
    if (register.has(id)) return [id];
    const message = `${tag} names a requirement that is not in the register.`;
    const offers = nearest(id, [...register]).map((known) => tag.replace(id, known));
    problems.push({ rule: 'unknown-requirement', tag, message, nearest: offers });
    return [];
  };

  problems.push(...separatorProblems(written), ...formProblems(tags));
  const ids = values('id');
  for (const id of ids.filter((value) => !SCENARIO_ID.test(value))) problems.push(idProblem(id, `@id:${id}`));
  const axes = among('axis', AXES);
  const severities = among('severity', SEVERITIES);
  for (const [family, found] of [
    ['axis', axes],
    ['severity', severities],
  ] as const) {
    if (found.length > 1) problems.push({ rule: 'tags', message: `only one @${family}: tag makes sense.` });
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
    applies: among('applies', PROFILES),
    phases: among('phase', PHASES),
    severity: severities[0] ?? 'normal',
    problems,
  };
}

function ruleOf(family: string): string {
  return family === 'phase' ? 'unknown-test-phase' : 'unknown-tag';
}

/** What hands put between tags beside the space. */
const SEPARATOR = /[,;]+$/;

function separatorProblems(tags: readonly string[]): TagProblem[] {
  return tags
    .filter((tag) => SEPARATOR.test(tag))
    .map((tag) => {
      const message = `a space alone stands between tags: write ${tag.replace(SEPARATOR, '')}.`;
      return { rule: 'tags', tag, message };
    });
}

/** Families of tags with a value, as in `@axis:once`. */
export const TAG_FAMILIES = ['id', 'negative', 'axis', 'applies', 'phase', 'severity'] as const;

const KNOWN_TAGS = [...TAG_FAMILIES.map((family) => `@${family}:...`), ...CHOICE_TAGS].join(', ');

/** Tags that no family and no list knows, and tags that stand twice. */
function formProblems(tags: readonly string[]): TagProblem[] {
  const isKnown = (tag: string): boolean =>
    tag.includes(':')
      ? TAG_FAMILIES.some((family) => tag.startsWith(`@${family}:`))
      : CHOICE_TAGS.includes(tag) || REQUIREMENT_ID.test(tag.slice(1));
  return [
    ...tags.filter((tag) => !isKnown(tag)).map(unknownTag),
    ...tags
      .filter((tag, index) => tags.indexOf(tag) !== index)
      .map((tag) => ({ rule: 'tags', tag, message: `the tag ${tag} stands twice.` })),
  ];
}

/** The tags whose value a tag without a family is, in other capitals perhaps, or of which it names the meter: `@gas`. */
function familiesOf(tag: string): string[] {
  const name = tag.slice(1).toLowerCase();
  const valued = [
    ...AXES.map((value) => ['axis', value]),
    ...PROFILES.map((value) => ['applies', value]),
    ...PHASES.map((value) => ['phase', value]),
    ...SEVERITIES.map((value) => ['severity', value]),
  ].filter(([, value = '']) => value.toLowerCase() === name);
  const ofMeter = profilesWith(`${name} meter`)
    .slice(0, 1)
    .map((value) => ['applies', value]);
  return [...valued, ...ofMeter].map(([family = '', value = '']) => `@${family}:${value}`);
}

function unknownTag(tag: string): TagProblem {
  const [own] = familiesOf(tag);
  if (own !== undefined) return { rule: 'unknown-tag', tag, message: `the tag ${tag} is written ${own}.` };
  const [family = '', value] = tag.split(':');
  const families = nearest(family, [...CHOICE_TAGS, ...TAG_FAMILIES.map((name) => `@${name}`)], 2);
  const offers = families.map((name) =>
    value === undefined || CHOICE_TAGS.includes(name) ? name : `${name}:${value}`,
  );
  const message = `the tag ${tag} is unknown: there are those of requirements, ${KNOWN_TAGS}.`;
  return { rule: 'unknown-tag', tag, message, nearest: offers };
}

/** The problem of an id of the wrong form. @param tag the tag that has it, where it stands in one */
export function idProblem(id: string, tag?: string): TagProblem {
  const message = `the id "${id}" must be capitals and digits joined by hyphens, such as ST-B4-03.`;
  return { rule: 'id', message, ...(tag === undefined ? {} : { tag }) };
}
