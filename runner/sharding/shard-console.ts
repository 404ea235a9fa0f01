import type { ExecutionResult } from '../../reports/record/result-model';
import { counted } from '../../reports/text';
import { areaTable, trouble } from '../terminal/console';
import type { FinishedShard } from './run-shard';
import { shardName } from './shard';

/** The output at the end of a shard, which has no verdict. */
export function shardLines(finished: FinishedShard): string[] {
  const { shard, folder, executions, incidents, healthProblems } = finished;
  const passed = executions.filter(hasPassed).length;
  const failed = executions.filter(({ outcome }) => outcome === 'failed').length;
  const aside = executions.filter(({ outcome }) => outcome === 'not-run-here').length;
  const rest = executions.length - passed - failed - aside;
  const parts = [
    `${passed} of ${counted(executions.length, 'execution')} passed`,
    `${failed} failed`,
    ...(rest === 0 ? [] : [`${rest} incomplete`]),
    ...(aside === 0 ? [] : [`${aside} not run here`]),
  ];
  const name = shardName(shard);
  return [
    '',
    ...areaTable(executions),
    '',
    ...trouble(executions),
    ...incidents,
    ...(healthProblems.length === 0 ? [] : [`The environment was unhealthy: ${healthProblems.join(' ')}`]),
    `This is ${name}, which gives no verdict: ${parts.join(', ')}. "npm run merge" judges all ${shard.of} together.`,
    `Folder of the shard: ${folder.path}`,
  ];
}

/** 0 where everything passed that could be run here, 1 where something did not or the environment was unhealthy. */
export function shardExitCode({ executions, healthProblems }: FinishedShard): 0 | 1 {
  const good = executions.every((execution) => hasPassed(execution) || execution.outcome === 'not-run-here');
  return good && healthProblems.length === 0 ? 0 : 1;
}

function hasPassed({ outcome }: ExecutionResult): boolean {
  return outcome === 'passed';
}
