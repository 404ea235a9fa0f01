import { Then, When } from '@cucumber/cucumber';
import { importRegister } from '../support/interfaces/duis/readings';
import type { DuisResponse } from '../support/interfaces/duis/response';
import type { DccUser, Part, SentRequest } from '../support/roles';
import { expectEqual, expectFound, expectNone, expectThat } from '../support/world/expectation';
import { isInTime, readingTimeOf, registerAt, type RegisterLook } from '../support/world/readings';
import { deviceOf, type MigrationWorld } from '../support/world/world';
import { Memory } from './memory';
import type { DeviceInPlace } from './parameters/parameter-types';
import type { ServiceOrder } from './parameters/service-orders';

/** Hours after which also a gas meter that sleeps has answered. */
const ANSWER_HOURS = 2;

/** A request, who sent it, and what the device's register showed then. */
interface Asked {
  readonly user: DccUser;
  readonly request: SentRequest;
  /** Absent where no register was asked for. */
  readonly before?: RegisterLook;
}

const asked = new Memory<Asked>('A service request');

/** What a meter shows; undefined for what measures nothing. */
async function lookAt(world: MigrationWorld, deviceId: string): Promise<RegisterLook | undefined> {
  const { register } = await world.lab.deviceInHand(deviceId);
  return register === undefined ? undefined : { at: await world.lab.now(), register };
}

When('{user} {serviceOrder}', async function (this: MigrationWorld, part: Part, order: ServiceOrder) {
  const user = this.roles.user(part);
  const installation = this.nthInstallation(order.installation);
  const { deviceId } = deviceOf(installation, order.device);
  const before = await lookAt(this, deviceId);
  const fuel = order.device === 'GSME' || order.device === 'GPF' ? 'gas' : 'electricity';
  const context = { user, now: await this.lab.now(), installation, deviceId, fuel } as const;
  const request = await user.send(order.target(context), order.make(context));
  asked.keep(this, { user, request, ...(before === undefined ? {} : { before }) });
  await this.roles.time.settle();
});

Then('the request is answered with {code}', function (this: MigrationWorld, code: string) {
  const { request, user } = asked.recall(this);
  expectEqual(`Answer to ${user.name}`, request.answer?.code, code, request.rejection?.sentence);
});

/** The response to a request; a sleeping meter is waited for. */
async function awaitResponse(world: MigrationWorld, { user, request }: Asked): Promise<DuisResponse> {
  const atOnce = await user.responseTo(request);
  if (atOnce !== undefined) return atOnce;
  await world.roles.time.passHours(ANSWER_HOURS);
  return expectFound(`The response for ${user.name}`, await user.responseTo(request));
}

Then(
  'the response {code} brings the register that {theDevice} shows',
  async function (this: MigrationWorld, code: string, { type, installation }: DeviceInPlace) {
    const request = asked.recall(this);
    const before = expectFound('A register that was asked for', request.before);
    const { code: given, content } = await awaitResponse(this, request);
    expectEqual('Code of the response', given, code);
    const response = expectFound('A reading', content.kind === 'device-response' ? content : undefined);
    const shown = importRegister(expectFound('A reading', response.payload, 'response from the device'));
    const taken = new Date(expectFound('The time of the reading', response.takenAt));
    const { deviceId } = deviceOf(this.nthInstallation(installation), type);
    const time = readingTimeOf(this.dmc, type);
    const when = `read at ${taken.toISOString()}, asked for at ${before.at.toISOString()}`;
    expectThat(isInTime(taken, before.at, time), `A reading between ${time.from} and ${time.to} minutes, ${when}`);
    // A second look at the register says how fast it runs.
    await this.roles.time.passHours(1);
    const after = expectFound('The register now', await lookAt(this, deviceId));
    const expected = registerAt(taken, before, after);
    expectThat(Math.abs(shown - expected) <= 1, `Read ${shown}, while the register showed ${expected}`, deviceId);
  },
);

Then('the response {code} has come at once', async function (this: MigrationWorld, code: string) {
  const { user, request } = asked.recall(this);
  expectEqual(`Response that ${user.name} has received`, (await user.responseTo(request))?.code, code);
});

Then('{user} has received no response', async function (this: MigrationWorld, part: Part) {
  const user = this.roles.user(part);
  await this.roles.time.passHours(ANSWER_HOURS);
  const responses = (await user.received()).filter(({ response }) => response.content.kind === 'device-response');
  expectNone(
    `Responses that ${user.name} received`,
    responses.map(({ response }) => response.code),
  );
});

Then(
  'the answer shows {theDevice} as commissioned',
  function (this: MigrationWorld, { type, installation }: DeviceInPlace) {
    const { answer } = asked.recall(this).request;
    const { deviceId } = deviceOf(this.nthInstallation(installation), type);
    const devices = answer?.content.kind === 'answer' ? answer.content.inventory : [];
    const status = devices.find((device) => device.deviceId === deviceId)?.status;
    expectEqual(`Status of the ${type}`, status, 'Commissioned', deviceId);
  },
);
