import { Given, Then, When } from '@cucumber/cucumber';
import { needing } from '../support/scope/step-traits';
import type { Part } from '../support/roles';
import { devicesIn, type DeviceSelection } from '../support/world/device-selection';
import { expectEqual, expectFound, expectNone, expectThat, expectCount } from '../support/world/expectation';
import { type RegisterLook } from '../support/world/readings';
import { deviceOf, type MigrationWorld } from '../support/world/world';
import { askedNow, askedOnce, send } from './service-sending';
import { judgeDevice } from './phrases/device-findings';
import type { DeviceReference } from './phrases/installation-types';
import { serviceOrderOf, type ServiceOrder } from './phrases/service-orders';
import { DEVICE_NAMES } from '../support/interfaces/vocabulary';
import { asCode } from '../support/evidence/failure';
import { migrateWell } from '../support/world/migrated';
import {
  lookAt,
  awaitResponse,
  deviceResponseIn,
  expectResponse,
  expectReading,
  expectTakenOn,
  judge,
  ANSWER_HOURS,
} from './service-responses';
import { CODES_OF_RESPONSES } from './phrases/codes-of';

/** Signed and sent; what comes of it is said by the steps that follow. A critical request of SMETS2+ takes its pre-command by itself. */
When(
  '{user} {serviceOrder}',
  { wrapperOptions: { brings: ['sends a service request'] } },
  async function (this: MigrationWorld, part: Part, order: ServiceOrder) {
    await send(this, part, order);
  },
);

When(
  '{user} {serviceOrder}, {requestFault}',
  { wrapperOptions: { brings: ['sends a service request'] } },
  async function (this: MigrationWorld, part: Part, order: ServiceOrder, fault: string) {
    await send(this, part, order, { fault });
  },
);

/** What a scenario stands on can be a refusal too; it has to say so, for a request of a Given is one that is carried out. */
When(
  '{user} {serviceOrder}, which is refused with {code}',
  { wrapperOptions: { brings: ['sends a service request'], codes: ['E'] } },
  async function (this: MigrationWorld, part: Part, order: ServiceOrder, code: string) {
    await send(this, part, order, { refusedWith: code });
  },
);

/** One after the other: each is sent when the one before has its response. */
When(
  '{user} {serviceOrder}, {count} times',
  { wrapperOptions: { brings: ['sends a service request'] } },
  async function (this: MigrationWorld, part: Part, order: ServiceOrder, count: number) {
    for (let n = 0; n < count; n += 1) {
      await send(this, part, order);
      await awaitResponse(this, askedOnce(this));
    }
  },
);

/** It is the electricity meter that is in prepayment mode; the gas meter stays in credit mode. */
Given(
  'a migrated installation in prepayment mode with a balance of {pounds}',
  { wrapperOptions: { makes: 'one', brings: ['sends a service request', 'authorises the migration'] } },
  async function (this: MigrationWorld, pounds: number) {
    await this.makeInstallation();
    await migrateWell(this);
    await send(this, 'supplier', serviceOrderOf('puts the electricity meter into prepayment mode'));
    const adjustment = `adds £${pounds.toFixed(2)} to the balance of the electricity meter`;
    await send(this, 'supplier', serviceOrderOf(adjustment));
    const { code } = await awaitResponse(this, askedOnce(this));
    expectEqual('the code of the response to the balance adjustment', code, 'I0');
  },
);

/** What the DSP answers at once: "I99" where it takes the request on. What the device says to it is its response, which comes later. */
Then(
  'the/every request is answered with {code}',
  { wrapperOptions: { follows: ['sends a service request'], codes: ['I', 'E', 'W'] } },
  function (this: MigrationWorld, code: string) {
    for (const { request, user, installation } of askedNow(this)) {
      const what = `the answer of the DSP to request ${request.request.variant} of ${user.name}`;
      const said = request.rejection?.sentence;
      expectEqual(what, request.answer?.code, code, { party: 'dsp', message: installation.reference, said });
    }
  },
);

/** HTTP statuses of documents that the DSP does not take (MODEL, as published). */
const NOT_TAKEN: Readonly<Record<string, number>> = { unreadable: 400, 'not authentic': 401, 'too large': 413 };

Then(
  /^the DSP rejects the request as (unreadable|not authentic|too large)$/,
  { wrapperOptions: { follows: ['sends a service request'] } },
  function (this: MigrationWorld, why: string) {
    const { request, user } = askedOnce(this);
    const { answer, rejection } = request;
    const what = `the HTTP status with which the DSP rejects request ${request.request.variant} of ${user.name}`;
    const said = rejection?.sentence ?? answer?.code;
    expectEqual(what, rejection?.status, NOT_TAKEN[why], { party: 'dsp', given: asCode(answer?.code), said });
  },
);

Then(
  'the/every response contains {finding}',
  { wrapperOptions: { follows: ['sends a service request'] } },
  async function (this: MigrationWorld, phrase: string) {
    for (const one of askedNow(this)) await expectResponse(this, one, phrase);
  },
);

const AT_DEVICES = { party: 'devices' } as const;

Then(
  'the device refuses the request with {string}',
  { wrapperOptions: { follows: ['sends a service request'] } },
  async function (this: MigrationWorld, why: string) {
    const answer = await awaitResponse(this, askedOnce(this));
    expectEqual('the code of the response of the device', answer.code, 'I0');
    const { payload, values, refusals } = deviceResponseIn(answer);
    const what = `the device to refuse with "${why}"`;
    expectThat(payload === undefined && values === undefined, what, 'that it did what it was asked', AT_DEVICES);
    expectThat(refusals.join(', ').includes(why), what, `"${refusals.join(', ')}"`, AT_DEVICES);
  },
);

Then(
  'the device accepts the request',
  { wrapperOptions: { follows: ['sends a service request'] } },
  async function (this: MigrationWorld) {
    const { refusals } = deviceResponseIn(await awaitResponse(this, askedOnce(this)));
    expectNone('refusal by the device', refusals, AT_DEVICES);
  },
);

Then(
  '{theDevices} shows {display}',
  needing('lab'),
  async function (this: MigrationWorld, reference: DeviceSelection, phrase: string) {
    const { roles } = this;
    const now = await roles.time.now();
    for (const { installation, device } of devicesIn(this, reference)) {
      const { deviceId, deviceType } = device;
      const context = { installation, roles, user: roles.supplier, deviceId, now };
      const on = { ...AT_DEVICES, device: `${deviceType} ${deviceId}`, message: installation.reference };
      const shown = judgeDevice(phrase, await this.lab.deviceInHand(deviceId), context);
      judge(shown, `on the display of the ${DEVICE_NAMES[deviceType]}`, on);
    }
  },
);

/** What a meter shows now, and what it showed before the last request to it. */
async function lookSince(
  world: MigrationWorld,
  { type, installation }: DeviceReference,
): Promise<{ before: RegisterLook; now: RegisterLook; deviceId: string }> {
  const { before } = askedOnce(world);
  const { deviceId } = deviceOf(world.nthInstallation(installation), type);
  const now = await lookAt(world, deviceId);
  return {
    before: expectFound('a look at the register before', before),
    now: expectFound('a register that can be looked at', now),
    deviceId,
  };
}

Then(
  'the register of {theDevice} has not advanced',
  needing('lab'),
  async function (this: MigrationWorld, reference: DeviceReference) {
    const { before, now, deviceId } = await lookSince(this, reference);
    const what = `the register of the ${DEVICE_NAMES[reference.type]}, as before,`;
    expectEqual(what, now.register, before.register, { ...AT_DEVICES, device: `${reference.type} ${deviceId}` });
  },
);

/** Balances are compared to the penny. */
const PENNY = 1000;

Then(
  '{theDevice} shows a balance of {pounds} less {pounds} for the day and {pounds} for each kWh used',
  needing('lab'),
  async function (this: MigrationWorld, reference: DeviceReference, before: number, daily: number, each: number) {
    const look = await lookSince(this, reference);
    const { balance } = await this.lab.deviceInHand(look.deviceId);
    const used = (look.now.register - look.before.register) / 1000;
    const expected = (before - daily - used * each) * 100 * PENNY;
    const on = { ...AT_DEVICES, device: `${reference.type} ${look.deviceId}` };
    expectThat(used > 0, 'consumption since the last look', 'none', on);
    const name = DEVICE_NAMES[reference.type];
    const found = expectFound(`a balance on the display of the ${name}`, balance, on);
    const what = `the balance of the ${name} to be ${expected} thousandths of a penny`;
    expectThat(Math.abs(found - expected) <= PENNY, what, String(found), on);
  },
);

/** Requests that the DSP has passed on to the S1SP since the act of the scenario began. */
async function passedOn(world: MigrationWorld): Promise<string[]> {
  const messages = await world.lab.messages(world.step.messagesBeforeAct);
  return messages.filter(({ kind }) => kind === 'countersigned-service-request').map(({ n }) => `message ${String(n)}`);
}

/** Since the When began: what a Given has asked for is not counted. */
Then(
  '{count} service request(s) has/have reached the S1SP',
  needing('lab'),
  async function (this: MigrationWorld, count: number) {
    const reached = await passedOn(this);
    expectCount('service requests that have reached the S1SP', reached, count, { party: 'dsp' });
  },
);

/** Of what somebody has been sent by a device, or by the DCC in its place. */
const RESPONDED = {
  wrapperOptions: { follows: ['sends a service request'], codes: CODES_OF_RESPONSES },
} as const;

/** The response of the device to the last request: "I0" where it did what it was asked. */
Then(
  'the response {code} arrives within {duration}',
  RESPONDED,
  async function (this: MigrationWorld, code: string, hours: number) {
    const { user, request } = expectTakenOn(askedOnce(this));
    const end = new Date(request.sentAt.getTime() + hours * 3_600_000);
    if ((await this.roles.time.now()) < end) await this.roles.time.passUntil(end);
    const what = `the code of the response that ${user.name} has received by then`;
    expectEqual(what, (await user.responseTo(request))?.code, code, { party: 'dsp' });
  },
);

Then(
  'the response {code} contains the register reading of {theDevice}',
  { wrapperOptions: { ...RESPONDED.wrapperOptions, needs: ['lab'] } },
  async function (this: MigrationWorld, code: string, { type, installation }: DeviceReference) {
    await expectReading(this, askedOnce(this), code, deviceOf(this.nthInstallation(installation), type));
  },
);

Then('the response {code} arrives at once', RESPONDED, async function (this: MigrationWorld, code: string) {
  const { user, request } = expectTakenOn(askedOnce(this));
  const what = `the code of the response that ${user.name} receives at once`;
  expectEqual(what, (await user.responseTo(request))?.code, code, { party: 'dsp' });
});

/** Of devices, and of the DCC where it says that there is none: "E20" and "E21" are counted. What is not to come has two hours to come. */
Then('{user} has received {count} response(s)', async function (this: MigrationWorld, part: Part, count: number) {
  const user = this.roles.user(part);
  if (count === 0) await this.roles.time.passHours(ANSWER_HOURS);
  const alerts = new Set(await user.alertsReceived());
  const responses = (await user.received()).filter((one) => !alerts.has(one));
  const codes = responses.map(({ response }) => `${response.code} ${response.responseId ?? ''}`);
  expectCount(`responses that ${user.name} received`, codes, count, { party: 'dsp' });
});
