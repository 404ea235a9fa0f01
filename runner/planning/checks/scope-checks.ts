import path from 'node:path';
import { strangeScenarios } from '../../../support/scope/known-issues';
import type { Plan } from '../../../support/scope/plan';
import type { Problem } from '../../../support/scope/problem';
import { unpublishedRequests } from '../../../support/scope/published-requests';
import { faultMatrixProblems } from '../../../support/scope/fault-matrix';
import { routeAccessProblems } from '../../../support/scope/route-access';
import { KNOWN_ISSUES_TABLE, SERVICE_REQUEST_TABLE, WAIVERS_TABLE, type Scope } from '../../../support/scope/scope';
import { strangeWaivers } from '../../../support/scope/waivers';
import { whatRemainsProblems } from '../../../support/scope/what-remains';
import type { Scenario } from '../features/read-feature';

/** The plans of a project. */
export interface Plans {
  /** Those that were read. */
  readonly read: readonly Plan[];
  /** Names of all. */
  readonly names: readonly string[];
}

/** Where the tables of the scope name something that no feature, plan or contract has. */
export function scopeProblems(root: string, scope: Scope, scenarios: readonly Scenario[], plans: Plans): Problem[] {
  const ids = scenarios.map(({ id }) => id);
  const known = { plans: plans.names, dmcs: scope.catalogue.map(({ id }) => id) };
  const inProject = (file: string): string => path.join(root, file);
  return [
    ...strangeScenarios(inProject(KNOWN_ISSUES_TABLE), scope.knownIssues, ids),
    ...strangeWaivers(inProject(WAIVERS_TABLE), scope.waivers, plans.read, known),
    ...unpublishedRequests(root, inProject(SERVICE_REQUEST_TABLE), scope.serviceRequests),
    ...routeAccessProblems(root),
    ...whatRemainsProblems(root),
    ...faultMatrixProblems(root),
  ];
}
