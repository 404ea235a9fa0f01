import type { ExecutionResult } from '../../reports/record/result-model';
import { counted } from '../../reports/text';
import { areaTable, trouble } from '../terminal/console';
import type { FinishedShare } from './run-share';
import { shareName } from './share';

/** Everything that is said at the end of a share: it gives no verdict. */
export function shareLines(finished: FinishedShare): string[] {
  const { share, folder, executions, incidents, illnesses } = finished;
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
  const name = shareName(share);
  return [
    '',
    ...areaTable(executions),
    '',
    ...trouble(executions),
    ...incidents,
    ...(illnesses.length === 0 ? [] : [`The environment was ill: ${illnesses.join(' ')}`]),
    `This is ${name}, which gives no verdict: ${parts.join(', ')}. "npm run merge" judges all ${share.of} together.`,
    `Folder of the share: ${folder.path}`,
  ];
}

/** 0 where everything passed that could be run here, 1 where something did not or the environment was ill. */
export function shareExitCode({ executions, illnesses }: FinishedShare): 0 | 1 {
  const good = executions.every((execution) => hasPassed(execution) || execution.outcome === 'not-run-here');
  return good && illnesses.length === 0 ? 0 : 1;
}

function hasPassed({ outcome }: ExecutionResult): boolean {
  return outcome === 'passed';
}
