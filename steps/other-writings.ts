import { When } from '@cucumber/cucumber';
import type { Part } from '../support/roles';
import type { UserRole } from '../support/scope/service-requests';
import {
  isRead,
  prepareCases,
  requestCasesOf,
  sendTogether,
  type RequestCase,
} from '../support/world/permission-matrix';
import type { MigrationWorld } from '../support/world/world';
import { ASKS, sendCases } from './permission-matrix';
import { requestFaultOf } from './phrases/request-faults';

/** The part of a log that is asked for: well within what a meter has kept, so that an hour more or less holds other entries. */
const HOURS_AGO = { from: 5, to: 3 };

When(
  '{user} sends every service request of its role {userRole}, each {requestFault}',
  { wrapperOptions: { needs: ['lab'], brings: ['sends the service requests of a role'] } },
  async function (this: MigrationWorld, part: Part, role: UserRole, fault: string) {
    await prepareCases(this);
    const cases = requestCasesOf(this.installation, role);
    await sendCases(this, this.roles.user(part), sentOtherwise(this, part, cases, fault));
  },
);

When(
  '{user} sends every read request of its role {userRole}, with the logs of two hours, each {requestFault}',
  ASKS,
  async function (this: MigrationWorld, part: Part, role: UserRole, fault: string) {
    const cases = requestCasesOf(this.installation, role).filter(isRead);
    const ofHours = cases.map((one) => ({ ...one, logHours: HOURS_AGO }));
    await sendCases(this, this.roles.user(part), sentOtherwise(this, part, ofHours, fault), sendTogether);
  },
);

/** The same requests, each sent otherwise than usual. */
function sentOtherwise(
  { roles }: MigrationWorld,
  part: Part,
  cases: readonly RequestCase[],
  fault: string,
): RequestCase[] {
  const sending = requestFaultOf(fault, { user: roles.user(part), roles });
  return cases.map((one) => ({ ...one, sending }));
}
