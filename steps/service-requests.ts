import { Then, When } from '@cucumber/cucumber';
import type { DuisResponse, RegisterReading } from '../support/interfaces/duis/response';
import type { DccUser, Part, SentRequest } from '../support/roles';
import { expectEqual, expectFound, expectNone, expectThat } from '../support/world/expectation';
import { deviceOf, type MigrationWorld } from '../support/world/world';
import { Memory } from './memory';
import type { DeviceInPlace } from './parameters/parameter-types';

/** Hours after which also a gas meter that sleeps has answered. */
const ANSWER_HOURS = 2;
const LITRES = 1000;

/** A request, who sent it, and what the device's register showed then. */
interface Asked {
  readonly user: DccUser;
  readonly request: SentRequest;
  readonly registerBefore: number;
}

const asked = new Memory<Asked>('A service request');

/** What a device shows to somebody in front of it: Wh of electricity, litres of gas. */
async function registerInHand(world: MigrationWorld, deviceId: string): Promise<number> {
  return (await world.lab.deviceInHand(deviceId)).register;
}

When(
  '{user} asks {theDevice} for its import registers',
  async function (this: MigrationWorld, part: Part, { type, installation }: DeviceInPlace) {
    const user = this.roles.user(part);
    const { deviceId } = deviceOf(this.nthInstallation(installation), type);
    const registerBefore = await registerInHand(this, deviceId);
    asked.keep(this, { user, registerBefore, request: await user.readMeter(deviceId) });
    await this.roles.time.settle();
  },
);

When(
  '{user} asks the inventory for {theDevice}',
  async function (this: MigrationWorld, part: Part, { type, installation }: DeviceInPlace) {
    const user = this.roles.user(part);
    const { deviceId } = deviceOf(this.nthInstallation(installation), type);
    asked.keep(this, { user, registerBefore: 0, request: await user.readInventory('DeviceID', deviceId) });
  },
);

Then('the request is answered with {code}', function (this: MigrationWorld, code: string) {
  const { request, user } = asked.recall(this);
  expectEqual(`Answer to ${user.name}`, request.answer.code, code);
});

/** The response to a request; a sleeping meter is waited for. */
async function awaitResponse(world: MigrationWorld, { user, request }: Asked): Promise<DuisResponse> {
  const atOnce = await user.responseTo(request);
  if (atOnce !== undefined) return atOnce;
  await world.roles.time.passHours(ANSWER_HOURS);
  return expectFound(`The response for ${user.name}`, await user.responseTo(request));
}

function inSmallUnits(reading: RegisterReading): number {
  return reading.fuel === 'electricity' ? reading.activeImportWh : reading.cubicMetres * LITRES;
}

Then(
  'the response {code} brings the register that {theDevice} shows',
  async function (this: MigrationWorld, code: string, { type, installation }: DeviceInPlace) {
    const request = asked.recall(this);
    const response = await awaitResponse(this, request);
    expectEqual('Code of the response', response.code, code);
    const { content } = response;
    const reading = content.kind === 'device-response' ? content.reading : undefined;
    const shown = inSmallUnits(expectFound('A reading', reading, 'response from the device'));
    // The register runs on: what was read lies between what it showed before and what it shows now.
    const { deviceId } = deviceOf(this.nthInstallation(installation), type);
    const now = await registerInHand(this, deviceId);
    const claim = shown >= request.registerBefore && shown <= now;
    expectThat(claim, `Read ${shown}, while the register went from ${request.registerBefore} to ${now}`, deviceId);
  },
);

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
    const devices = answer.content.kind === 'answer' ? answer.content.inventory : [];
    const status = devices.find((device) => device.deviceId === deviceId)?.status;
    expectEqual(`Status of the ${type}`, status, 'Commissioned', deviceId);
  },
);
