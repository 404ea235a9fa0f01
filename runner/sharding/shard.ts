import { RunError } from '../../support/scope/errors';

/** The Kth of N parts of a cycle. */
export interface Shard {
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

/** Variables in which an engine tells each of several jobs its number, and the number of the first job. */
const JOB_NUMBERS = [
  { variable: 'CI_NODE_INDEX', first: 1 }, // GitLab, "parallel"
  { variable: 'JOB_COMPLETION_INDEX', first: 0 }, // Kubernetes, a Job with "completionMode: Indexed"
] as const;

/**
 * Parses a shard as it is typed: `2/3`, or `auto/3` where the engine that starts the jobs sets the number.
 * @throws RunError where it is none
 */
export function parseShard(text: string, environment: NodeJS.ProcessEnv = process.env): Shard {
  const [, typed = '0', of = '0'] = /^(\d{1,3}|auto)\/(\d{1,3})$/.exec(text) ?? [];
  const shard = { number: typed === 'auto' ? jobNumber(environment) : Number(typed), of: Number(of) };
  if (shard.number >= 1 && shard.number <= shard.of) return shard;
  const set = typed === 'auto' ? `, and this is job ${shard.number}` : '';
  throw new RunError(`There is no shard "${text}"${set}: write 1/2 for the first of two, 2/2 for the second.`);
}

/** The number of this job, from 1. */
function jobNumber(environment: NodeJS.ProcessEnv): number {
  const found = JOB_NUMBERS.filter(({ variable }) => /^\d{1,3}$/.test(environment[variable] ?? ''));
  const [job, another] = found;
  if (job !== undefined && another === undefined) return Number(environment[job.variable]) - job.first + 1;
  const names = JOB_NUMBERS.map(({ variable }) => variable).join(' or ');
  const problem = job === undefined ? 'none is set' : 'both are set';
  throw new RunError(`A shard "auto/N" takes its number from ${names}, and ${problem}: write the number, as in 1/2.`);
}

/** Name of a shard in sentences: `shard 2 of 3`. */
export function shardName({ number, of }: Shard): string {
  return `shard ${number} of ${of}`;
}
