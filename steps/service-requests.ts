import { Given, Then, When } from '@cucumber/cucumber';
import { importRegister } from '../support/interfaces/duis/readings';
import type { DuisContent, DuisResponse } from '../support/interfaces/duis/response';
import type { DccUser, MadeDevice, MadeInstallation, Part, SentRequest } from '../support/roles';
import { devicesIn, type DeviceSelection } from '../support/world/device-selection';
import { expectEqual, expectFound, expectNone, expectThat } from '../support/world/expectation';
import { isInTime, readingTimeOf, registerAt, type RegisterLook } from '../support/world/readings';
import { newDeviceOf } from '../support/world/under-test';
import { deviceOf, type MigrationWorld } from '../support/world/world';
import { ScenarioState } from './scenario-state';
import { judgeDevice, judgeResponse, type DeviceComparison } from './phrases/device-findings';
import type { DeviceReference } from './phrases/parameter-types';
import { requestFaultOf } from './phrases/request-faults';
import { serviceOrderOf, targetOf, type ServiceOrder } from './phrases/service-orders';

/** Hours after which also a gas meter that sleeps has answered. */
const ANSWER_HOURS = 2;

/** A request, who sent it, to or about which device, and what the device's register showed then. */
export interface Asked {
  readonly user: DccUser;
  readonly request: SentRequest;
  readonly installation: MadeInstallation;
  readonly device: MadeDevice;
  /** Absent where no register was asked for. */
  readonly before?: RegisterLook;
}

type DeviceResponse = Extract<DuisContent, { readonly kind: 'device-response' }>;

/** What was asked last: one request, or one of every enrolled installation. */
export const asked = new ScenarioState<readonly Asked[]>('A service request');

/** The one request that was asked last. */
function askedOnce(world: MigrationWorld): Asked {
  const [one, ...others] = asked.get(world);
  expectNone(
    'Requests beside the one that is meant',
    others.map(({ installation }) => installation.reference),
  );
  return expectFound('A service request', one);
}

/** What a meter shows; undefined for what measures nothing. */
async function lookAt(world: MigrationWorld, deviceId: string): Promise<RegisterLook | undefined> {
  const { register } = await world.lab.deviceInHand(deviceId);
  return register === undefined ? undefined : { at: await world.lab.now(), register };
}

/** Has a user send what a phrase asks for. @param fault how it is sent otherwise than usual */
async function send(world: MigrationWorld, part: Part, order: ServiceOrder, fault?: string): Promise<void> {
  const installation = world.nthInstallation(order.installation);
  asked.set(world, [await askOf(installation, world, part, order, fault)]);
  await world.roles.time.settle();
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
  const before = order.device === 'new' ? undefined : await lookAt(world, device.deviceId);
  const fuel = order.device === 'GSME' || order.device === 'GPF' ? 'gas' : 'electricity';
  const now = await roles.time.now();
  const made = order.make({ user, roles, now, installation, device, fuel, serial: () => world.nextSerial() });
  const sending = fault === undefined ? {} : requestFaultOf(fault, { user, roles });
  const request = await user.send(targetOf(made, device.deviceId), made, sending);
  return { user, request, installation, device, ...(before === undefined ? {} : { before }) };
}

When('{user} {serviceOrder}', async function (this: MigrationWorld, part: Part, order: ServiceOrder) {
  await send(this, part, order);
});

When(
  '{user} {serviceOrder}, {requestFault}',
  async function (this: MigrationWorld, part: Part, order: ServiceOrder, fault: string) {
    await send(this, part, order, fault);
  },
);

Given(
  'a migrated installation in prepayment mode with a balance of {pounds}',
  async function (this: MigrationWorld, pounds: number) {
    await this.makeInstallation();
    await this.migrate();
    await send(this, 'supplier', serviceOrderOf('puts the electricity meter into prepayment mode'));
    const adjustment = `adds £${pounds.toFixed(2)} to the balance of the electricity meter`;
    await send(this, 'supplier', serviceOrderOf(adjustment));
    expectEqual('Code of the response', (await awaitResponse(this, askedOnce(this))).code, 'I0');
  },
);

Then('the/every request is answered with {code}', function (this: MigrationWorld, code: string) {
  for (const { request, user, installation } of asked.get(this)) {
    const why = request.rejection?.sentence ?? installation.reference;
    expectEqual(`Answer to ${user.name}`, request.answer?.code, code, why);
  }
});

/** HTTP statuses of documents that the DSP does not take (MODEL, as published). */
const NOT_TAKEN: Readonly<Record<string, number>> = { unreadable: 400, 'not authentic': 401, 'too large': 413 };

Then(
  /^the DSP rejects the request as (unreadable|not authentic|too large)$/,
  function (this: MigrationWorld, why: string) {
    const { request, user } = askedOnce(this);
    const { answer, rejection } = request;
    expectEqual(`Status for ${user.name}`, rejection?.status, NOT_TAKEN[why], rejection?.sentence ?? answer?.code);
  },
);

/** The response to a request; a sleeping meter is waited for. */
export async function awaitResponse(world: MigrationWorld, { user, request }: Asked): Promise<DuisResponse> {
  const atOnce = await user.responseTo(request);
  if (atOnce !== undefined) return atOnce;
  await world.roles.time.passHours(ANSWER_HOURS);
  return expectFound(`The response for ${user.name}`, await user.responseTo(request));
}

function judge({ what, found, expected }: DeviceComparison, where: string): void {
  expectEqual(what, found, expected, where);
}

/** Awaits the response to a request, and judges what it brings. */
async function expectResponse(world: MigrationWorld, request: Asked, phrase: string): Promise<void> {
  const { user, device, installation } = request;
  const { code, content } = await awaitResponse(world, request);
  expectEqual('Code of the response', code, 'I0', installation.reference);
  const response = expectFound('A response of the device', content.kind === 'device-response' ? content : undefined);
  const payload = expectFound('What the device says', response.payload, response.refusals.join(', '));
  const now = await world.roles.time.now();
  const context = { installation, roles: world.roles, user, deviceId: device.deviceId, now };
  judge(judgeResponse(phrase, payload, context), `${response.variant} of ${device.deviceId}`);
}

Then('the/every response contains {finding}', async function (this: MigrationWorld, phrase: string) {
  for (const one of asked.get(this)) await expectResponse(this, one, phrase);
});

Then('the device refuses the request with {string}', async function (this: MigrationWorld, why: string) {
  const { code, content } = await awaitResponse(this, askedOnce(this));
  expectEqual('Code of the response', code, 'I0');
  const response = expectFound('A response of the device', content.kind === 'device-response' ? content : undefined);
  expectThat(response.payload === undefined && response.values === undefined, 'The device did what it was asked');
  expectThat(response.refusals.join(', ').includes(why), `The device says "${response.refusals.join(', ')}"`);
});

Then('the device accepts the request', async function (this: MigrationWorld) {
  const { content } = await awaitResponse(this, askedOnce(this));
  const response = expectFound('A response of the device', content.kind === 'device-response' ? content : undefined);
  expectNone('What the device says instead of doing it', response.refusals);
});

Then('{theDevices} shows {display}', async function (this: MigrationWorld, reference: DeviceSelection, phrase: string) {
  const { roles } = this;
  const now = await roles.time.now();
  for (const { installation, device } of devicesIn(this, reference)) {
    const { deviceId, deviceType } = device;
    const context = { installation, roles, user: roles.supplier, deviceId, now };
    const where = `${deviceType} ${deviceId} of ${installation.reference} in hand`;
    judge(judgeDevice(phrase, await this.lab.deviceInHand(deviceId), context), where);
  }
});

/** What a meter shows now, and what it showed before the last request to it. */
async function lookSince(
  world: MigrationWorld,
  { type, installation }: DeviceReference,
): Promise<{ before: RegisterLook; now: RegisterLook; deviceId: string }> {
  const { before } = askedOnce(world);
  const { deviceId } = deviceOf(world.nthInstallation(installation), type);
  const now = await lookAt(world, deviceId);
  return { before: expectFound('A register before', before), now: expectFound('A register now', now), deviceId };
}

Then('the register of {theDevice} has not advanced', async function (this: MigrationWorld, reference: DeviceReference) {
  const { before, now, deviceId } = await lookSince(this, reference);
  expectEqual('Register', now.register, before.register, deviceId);
});

/** Balances are compared to the penny. */
const PENNY = 1000;

Then(
  '{theDevice} shows a balance of {pounds} less {pounds} for the day and {pounds} for each kWh used',
  async function (this: MigrationWorld, reference: DeviceReference, before: number, daily: number, each: number) {
    const look = await lookSince(this, reference);
    const { balance } = await this.lab.deviceInHand(look.deviceId);
    const used = (look.now.register - look.before.register) / 1000;
    const expected = (before - daily - used * each) * 100 * PENNY;
    expectThat(used > 0, 'Nothing was used', look.deviceId);
    const found = expectFound('A balance', balance);
    expectThat(Math.abs(found - expected) <= PENNY, `A balance of ${found} in place of ${expected}`, look.deviceId);
  },
);

/** Requests that the DSP has passed on to the S1SP. */
async function passedOn(world: MigrationWorld): Promise<string[]> {
  const messages = await world.lab.messages();
  return messages.filter(({ kind }) => kind === 'countersigned-service-request').map(({ n }) => `message ${String(n)}`);
}

Then('{count} service request(s) has/have reached the S1SP', async function (this: MigrationWorld, count: number) {
  const reached = await passedOn(this);
  expectEqual('Service requests that reached the S1SP', reached.length, count, reached.join(', '));
});

Then(
  'the response {code} arrives within {duration}',
  async function (this: MigrationWorld, code: string, hours: number) {
    const { user, request } = askedOnce(this);
    const end = new Date(request.sentAt.getTime() + hours * 3_600_000);
    if ((await this.roles.time.now()) < end) await this.roles.time.passUntil(end);
    expectEqual(`Response that ${user.name} has received`, (await user.responseTo(request))?.code, code);
  },
);

Then(
  'the response {code} contains the register reading of {theDevice}',
  async function (this: MigrationWorld, code: string, { type, installation }: DeviceReference) {
    await expectReading(this, askedOnce(this), code, deviceOf(this.nthInstallation(installation), type));
  },
);

/** The register that a response brings; SMETS2+ devices say it by name. */
function shownRegister({ payload, values, refusals }: DeviceResponse): number {
  const value = values?.activeImportWh ?? values?.volumeLitres;
  if (value !== undefined) return Number(value);
  return importRegister(expectFound('A reading', payload, refusals.join(', ') || 'response from the device'));
}

/** Awaits a reading, and compares it with what the register showed when it was taken. @param device whose register */
export async function expectReading(
  world: MigrationWorld,
  request: Asked,
  code: string,
  { deviceId, deviceType }: MadeDevice = request.device,
): Promise<void> {
  const before = expectFound('A register that was asked for', request.before);
  const { code: given, content } = await awaitResponse(world, request);
  expectEqual('Code of the response', given, code, request.installation.reference);
  const response = expectFound('A reading', content.kind === 'device-response' ? content : undefined);
  const shown = shownRegister(response);
  const taken = new Date(expectFound('The time of the reading', response.takenAt));
  const time = readingTimeOf(world.dmcOf(request.installation), deviceType);
  const when = `read at ${taken.toISOString()}, asked for at ${before.at.toISOString()}`;
  expectThat(isInTime(taken, before.at, time), `A reading between ${time.from} and ${time.to} minutes, ${when}`);
  // A second look at the register says how fast it runs.
  await world.roles.time.passHours(1);
  const after = expectFound('The register now', await lookAt(world, deviceId));
  const expected = registerAt(taken, before, after);
  expectThat(Math.abs(shown - expected) <= 1, `Read ${shown}, while the register showed ${expected}`, deviceId);
}

Then('the response {code} arrives at once', async function (this: MigrationWorld, code: string) {
  const { user, request } = askedOnce(this);
  expectEqual(`Response that ${user.name} has received`, (await user.responseTo(request))?.code, code);
});

Then('{user} has received {count} response(s)', async function (this: MigrationWorld, part: Part, count: number) {
  const user = this.roles.user(part);
  // What is not to come has time to come; what has come is counted as it stands.
  if (count === 0) await this.roles.time.passHours(ANSWER_HOURS);
  const responses = (await user.received()).filter(({ response }) => response.content.kind === 'device-response');
  const codes = responses.map(({ response }) => `${response.code} ${response.responseId ?? ''}`);
  expectEqual(`Responses that ${user.name} received`, responses.length, count, codes.join(', '));
});

Then(
  'the answer shows {theDevice} as commissioned',
  function (this: MigrationWorld, { type, installation }: DeviceReference) {
    const { answer } = askedOnce(this).request;
    const { deviceId } = deviceOf(this.nthInstallation(installation), type);
    const devices = answer?.content.kind === 'answer' ? answer.content.inventory : [];
    const status = devices.find((device) => device.deviceId === deviceId)?.status;
    expectEqual(`Status of the ${type}`, status, 'Commissioned', deviceId);
  },
);
