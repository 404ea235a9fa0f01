import { complaintOf, type ServiceRequestSeen } from '../../support/evidence/service-requests';
import type { ExecutionResult } from '../record/result-model';

/** Requirements that Device Model Combination Testing shows. */
export const DMCT_REQUIREMENTS: readonly string[] = ['DT-1', 'DT-2'];

/** Whether an execution traces to a requirement, by what must happen or by what must be refused. */
export function tracesTo({ positive, negative }: ExecutionResult, requirement: string): boolean {
  return positive.includes(requirement) || negative.includes(requirement);
}

/** The service requests that were to be carried out, and those of them that did not come as expected. */
export interface Exchanges {
  readonly seen: readonly ServiceRequestSeen[];
  readonly wrong: readonly ServiceRequestSeen[];
}

/** What was exchanged to be answered, in the executions that show the subset by what must happen. */
export function exchangesOf(executions: readonly ExecutionResult[]): Exchanges {
  const seen = executions
    .filter(({ positive }) => positive.includes('DT-1'))
    .flatMap(({ serviceRequests = [] }) => serviceRequests);
  return { seen, wrong: seen.filter((one) => complaintOf(one) !== undefined) };
}

/** How many service requests were to be refused for want of a role, and how many were. */
export function refusalsOf(executions: readonly ExecutionResult[]): {
  readonly sent: number;
  readonly refused: number;
} {
  const seen = executions
    .filter(({ positive, negative }) => negative.includes('DT-1') && !positive.includes('DT-1'))
    .flatMap(({ serviceRequests = [] }) => serviceRequests);
  return { sent: seen.length, refused: seen.filter((one) => complaintOf(one) === undefined).length };
}
