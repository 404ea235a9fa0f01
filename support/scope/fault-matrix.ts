import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { cellProblem, Gathering, type Problem } from './problem';
import { readTable } from './table';

/** The table of how each stage recovers from each fault, relative to the project. */
export const FAULT_MATRIX_TABLE = path.join('features', 'scope', 'fault-matrix.csv');

/** The stages of a migration and of a configuration, as a scenario names them. */
export const FAULT_STAGES = [
  'the migration instruction',
  'the validation',
  'the Required File Set',
  'the viability',
  'the SIM handover',
  'the device checking',
  'the key rotation',
  'the key confirmation',
  'the commissioning',
  'the outcome report',
  'the instruction to configure',
  'the configuration',
  'the configuration report',
] as const;
export type FaultStage = (typeof FAULT_STAGES)[number];

/** What can go wrong at a stage. */
export const MATRIX_FAULTS = [
  'service killed',
  'service restarted',
  'service out of disk',
  'service slow',
  'service cut off',
  'message lost',
  'message doubled',
  'message late',
  'message reordered',
  'power loss',
  'SIM flapping',
  'clock jump',
] as const;
export type MatrixFault = (typeof MATRIX_FAULTS)[number];

const RULE = 'fault-matrix';

/** Days on which a result can be there, the first planned one first. */
export const RESULT_DAYS = ['first day', 'second day', 'third day', 'fourth day'] as const;

/** By what somebody is told of a result: the supplier by the first three, the Migration Control Centre by the others. */
const TELLINGS = ['outcome file', 'alerts', 'configuration report', 'intervention notice'] as const;

const row = z
  .strictObject({
    stage: z.enum(FAULT_STAGES),
    fault: z.enum(MATRIX_FAULTS),
    result: z.enum(['', 'migrated', 'not migrated', 'stopped for people', 'configured', 'not configured']),
    code: z.string(),
    by: z.enum(['', ...RESULT_DAYS]),
    told: z
      .string()
      .transform((cell) => (cell === '' ? [] : cell.split(' and ')))
      .pipe(z.array(z.enum(TELLINGS))),
    reason: z.string(),
  })
  .refine(({ result, by, told, reason }) => reason !== '' || (result !== '' && by !== '' && told.length > 0), {
    path: ['reason'],
    message: 'must say why the pair cannot be, or the row must say result, day and who is told',
  })
  .refine(
    ({ result, code, by, told, reason }) => reason === '' || [result, code, by, ...told].every((cell) => cell === ''),
    {
      path: ['reason'],
      message: 'must be empty where the pair has a result',
    },
  )
  .refine(({ reason }) => reason === '' || reason.endsWith('.'), {
    path: ['reason'],
    message: 'must be a sentence with its full stop',
  });

/** How a stage recovers from a fault, or why the two cannot meet. */
export type FaultPair = z.output<typeof row>;

/**
 * Reads the fault matrix.
 * @param file path of the table
 * @throws ProblemsError naming file, line and field of every wrong row
 */
export function readFaultMatrix(file: string): FaultPair[] {
  return readTable(file, row, pairText).map(({ value }) => value);
}

/**
 * Pairs of stage and fault of which the matrix says nothing. Nothing where a project has no such table.
 * @param root folder of the project
 */
export function faultMatrixProblems(root: string): Problem[] {
  const file = path.join(root, FAULT_MATRIX_TABLE);
  if (!existsSync(file)) return [];
  const found = new Gathering();
  const table = found.read(() => readFaultMatrix(file), undefined);
  if (table === undefined) return [...found.problems];
  const said = new Set(table.map(pairText));
  return FAULT_STAGES.flatMap((stage) => MATRIX_FAULTS.map((fault) => pairText({ stage, fault })))
    .filter((text) => !said.has(text))
    .map((text) =>
      cellProblem(
        file,
        1,
        'fault',
        `the matrix has no row for ${text}: say how the stage recovers, or why the pair cannot be.`,
        { rule: RULE },
      ),
    );
}

function pairText({ stage, fault }: Pick<FaultPair, 'stage' | 'fault'>): string {
  return `${fault} at ${stage}`;
}
