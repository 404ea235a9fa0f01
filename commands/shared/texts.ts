import type { CommandOption } from '../../runner/terminal/command-line';

/** Seed of a run where none is given: two runs of the same command give the same ids, order and results. */
export const DEFAULT_SEED = '1';

/** The option `--seed`, the same in every command that runs scenarios. */
export const SEED_OPTION: CommandOption = {
  value: 'TEXT',
  help: `seed of every identifier (default: ${DEFAULT_SEED}); the same seed gives the same run`,
};

/** The option `--order`. */
export const ORDER_OPTION: CommandOption = {
  value: 'ORDER',
  help: 'random, random:SEED or recorded:RUN: the order in which executions run; outcomes must not depend on it',
};

/** The option `--repeat`. */
export const REPEAT_OPTION: CommandOption = {
  value: 'N',
  help: 'run it N times, each time with another seed, and name what came out differently',
};

/** The option `--sockets`, the same in every command that runs scenarios. */
export const SOCKETS_OPTION: CommandOption = {
  help: 'reach every service through sockets, also where the system runs in the same process (else second sets alone)',
};

/** The option `--cold`, the same in every command that a standby process can answer. */
export const COLD_OPTION: CommandOption = {
  help: 'in a process of its own: neither asks the standby process nor starts one',
};

/** Exit codes of a run, for the help. */
export const EXIT_CODES: readonly string[] = [
  'Exit code: 0 every criterion of the plan is met; 1 a criterion is not met or a scenario failed;',
  '           2 could not run, or is incomplete (the last line says why).',
];

/** The options that choose what is run, the same in every command that knows plans. */
export const CELL_OPTIONS: Readonly<Record<string, CommandOption>> = {
  plan: { value: 'NAME', help: 'plan in features/scope/plans (default: first)' },
  dmc: { value: 'ID', help: 'Device Model Combination, if not the one of the plan; several of a plan of many: ID,ID' },
  phase: { value: 'PHASE', help: 'Test Phase of the plan: Active, Dormant or Mixed; several: PHASE,PHASE' },
};

/** The options of the commands that run scenarios of one cell, judged by no plan. */
export const INFORMAL_OPTIONS: Readonly<Record<string, CommandOption>> = {
  dmc: { value: 'ID', help: 'Device Model Combination (default: IOC-01)' },
  phase: { value: 'PHASE', help: 'Test Phase: Active, Dormant or Mixed (default: Active, or that of its tag)' },
  seed: SEED_OPTION,
};

/** An option as a field of a request: none where it was not given. */
export function given<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined || value === '' ? {} : ({ [key]: value } as Record<K, string>);
}
