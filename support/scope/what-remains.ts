import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { cellProblem, Gathering, type Problem } from './problem';
import { readTable } from './table';

/** The table of what is still there once something has ended, relative to the project. */
export const WHAT_REMAINS_TABLE = path.join('features', 'scope', 'what-remains.csv');

/** How an installation can leave a migration, as a scenario names it. */
export const ENDINGS = [
  'a refused authorisation',
  'a refused validation',
  'a rollback',
  'the last day of its window',
  'its exclusion',
  'an intervention',
  'a recovery',
  'a change of supplier',
  'an activation',
  'its commissioning',
  'a removal',
] as const;
export type Ending = (typeof ENDINGS)[number];

/** Every record that a party keeps of an installation, by party. */
const KEPT_BY_PARTIES = {
  mcc: ['state', 'state for the supplier', 'planned days', 'in flight', 'portfolio', 'portal'],
  'requesting-party': ['waiting files'],
  'commissioning-party': ['waiting files', 'outcome'],
  s1sp: ['waiting files', 'installation'],
  dco: ['waiting files', 'keys'],
  dsp: ['inventory', 'supplier'],
  smso: ['reading'],
  wan: ['SIM'],
  devices: ['keys'],
} as const;

const RULE = 'what-remains';

const row = z
  .strictObject({
    ended: z.enum(ENDINGS),
    party: z.enum(Object.keys(KEPT_BY_PARTIES) as [keyof typeof KEPT_BY_PARTIES]),
    record: z.string(),
    remains: z.string().min(1, 'must not be empty'),
  })
  .refine(({ party, record }) => (KEPT_BY_PARTIES[party] as readonly string[]).includes(record), {
    path: ['record'],
    message: 'is kept by another party, or by none',
  });

/** What a party still keeps of an installation once something has ended. */
export type Remainder = z.output<typeof row>;

/**
 * Reads what remains.
 * @param file path of the table
 * @throws ProblemsError naming file, line and field of every wrong row
 */
export function readWhatRemains(file: string): Remainder[] {
  const key = ({ ended, party, record }: Remainder): string => `${ended}, ${party}, ${record}`;
  return readTable(file, row, key).map(({ value }) => value);
}

/**
 * Records of which the table does not say what remains after an ending. Nothing where a project has no such table.
 * @param root folder of the project
 */
export function whatRemainsProblems(root: string): Problem[] {
  const file = path.join(root, WHAT_REMAINS_TABLE);
  if (!existsSync(file)) return [];
  const found = new Gathering();
  const table = found.read(() => readWhatRemains(file), undefined);
  if (table === undefined) return [...found.problems];
  const said = new Set(table.map(({ ended, party, record }) => `${ended}: ${record} of ${party}`));
  return ENDINGS.flatMap((ended) =>
    Object.entries(KEPT_BY_PARTIES).flatMap(([party, records]) =>
      records
        .map((record) => `${ended}: ${record} of ${party}`)
        .filter((text) => !said.has(text))
        .map((text) =>
          cellProblem(file, 1, 'ended', `the table has no row for ${text}: say what remains.`, { rule: RULE }),
        ),
    ),
  );
}
