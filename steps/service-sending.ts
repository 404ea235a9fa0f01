import { After, Status } from '@cucumber/cucumber';
import type { MadeInstallation, Part } from '../support/roles';
import { expectFound, expectNone, expectThat } from '../support/world/expectation';
import { newDeviceOf } from '../support/world/under-test';
import { deviceOf, type MigrationWorld } from '../support/world/world';
import { requestFaultOf } from './phrases/request-faults';
import { targetOf, type ServiceOrder } from './phrases/service-orders';
import { ScenarioState } from './scenario-state';
import { lookAt, expectDone, expectNotRefused, expectRefused, type Asked } from './service-responses';

/** What was asked last: one request, or one of every enrolled installation. */
export const asked = new ScenarioState<readonly Asked[]>('A service request');

/** Of which requests a Then has looked at the answer. */
const lookedAt = new WeakSet<Asked>();

/** The requests that were asked last. */
export function askedNow(world: MigrationWorld): readonly Asked[] {
  const all = asked.get(world);
  if (world.step.isLooking) for (const one of all) lookedAt.add(one);
  return all;
}

/** The one request that was asked last. */
export function askedOnce(world: MigrationWorld): Asked {
  const [one, ...others] = askedNow(world);
  expectNone(
    'request beside the one that is meant',
    others.map(({ installation }) => installation.reference),
  );
  return expectFound('a service request by an earlier step', one);
}

/** What the explorer makes up (EX-01) asks for what may be refused: nobody has said what its answers are to be. */
const WRITTEN = 'not @id:EX-01';

After({ name: 'A refusal is looked at', tags: WRITTEN }, function (this: MigrationWorld, { result }) {
  if (result?.status !== Status.PASSED) return;
  for (const one of asked.find(this) ?? []) if (!lookedAt.has(one)) expectNotRefused(one);
});

/** What else is known of a request that is sent. */
interface Otherwise {
  /** How it is sent otherwise than usual. */
  readonly fault?: string;
  /** Code with which the DSP is to refuse it. */
  readonly refusedWith?: string;
}

/** Has a user send what a phrase asks for. In a Given it has to be carried out, unless something else is said. */
export async function send(
  world: MigrationWorld,
  part: Part,
  order: ServiceOrder,
  { fault, refusedWith }: Otherwise = {},
): Promise<void> {
  const installation = world.nthInstallation(order.installation);
  for (const earlier of asked.find(world) ?? []) expectTaken(earlier);
  const sent = await askOf(installation, world, part, order, fault);
  asked.set(world, [fault === undefined ? sent : { ...sent, fault }]);
  await world.roles.time.settle();
  if (refusedWith !== undefined) {
    expectRefused(sent, refusedWith);
    lookedAt.add(sent);
  } else if (world.step.isGiven && fault === undefined) await expectDone(sent);
}

/** Of a request that no step looks at any more: what a scenario stands on is a document that the DSP takes. A code can be meant. */
function expectTaken({ request: { request, rejection }, user, installation, fault }: Asked): void {
  const what = `the DSP to take request ${request.variant} of ${user.name}, which an earlier step has sent`;
  const observed = `HTTP status ${rejection?.status ?? ''}`;
  const context = { party: 'dsp', message: installation.reference, said: rejection?.sentence } as const;
  expectThat(rejection === undefined || fault !== undefined, what, observed, context);
}

/** Has a user send to an installation what a phrase asks for, and does not wait. */
export async function askOf(
  installation: MadeInstallation,
  world: MigrationWorld,
  part: Part,
  order: ServiceOrder,
  fault?: string,
): Promise<Asked> {
  const { roles } = world;
  const user = roles.user(part);
  const device = order.device === 'new' ? newDeviceOf(installation) : deviceOf(installation, order.device);
  const lab = world.labIfAny;
  // Nobody of the suite stands in front of what a remote laboratory simulates.
  const isSeen = order.device !== 'new' && installation.deviceSheet === undefined;
  const before = isSeen && lab !== undefined ? await lookAt(world, device.deviceId, lab) : undefined;
  const fuel = order.device === 'GSME' || order.device === 'GPF' ? 'gas' : 'electricity';
  const now = await roles.time.now();
  const made = order.make({ user, roles, now, installation, device, fuel, serial: () => world.nextSerial() });
  const sending = fault === undefined ? {} : requestFaultOf(fault, { user, roles });
  const request = await user.send(targetOf(made, device.deviceId), made, sending);
  return { user, request, installation, device, ...(before === undefined ? {} : { before }) };
}
