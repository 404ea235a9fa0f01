import type { RunResult } from './result-model';

/** Whether a run is a repetition, on another build, of what had failed in an earlier one: no other run is held against it. */
export function isPartial({ id, continues }: RunResult['run']): boolean {
  return continues.some(({ run, executions }) => run !== id && executions === 0);
}
