import { DEVICE_NAMES } from '../support/interfaces/vocabulary';
import { type ExpectationContext, expectEqual, expectFound, expectThat } from '../support/world/expectation';
import { inWords } from '../support/world/words';
import type { DuisResponse, DuisContent } from '../support/interfaces/duis/response';
import type { DccUser, SentRequest, MadeInstallation, MadeDevice, TestLab } from '../support/roles';
import { type RegisterLook, isInTime, readingTimeOf, registerAt } from '../support/world/readings';
import type { MigrationWorld } from '../support/world/world';
import { importRegister } from '../support/interfaces/duis/readings';
import type { DeviceComparison } from './phrases/device-comparison';
import { judgeResponse } from './phrases/device-findings';

/** What came of service requests, compared with what was expected. */
/** Hours after which also a gas meter that sleeps has answered. */
export const ANSWER_HOURS = 2;

/** A request, who sent it, to or about which device, and what the device's register showed then. */
export interface Asked {
  readonly user: DccUser;
  readonly request: SentRequest;
  readonly installation: MadeInstallation;
  readonly device: MadeDevice;
  /** Absent where no register was asked for, and where no lab can look at it. */
  readonly before?: RegisterLook;
  /** How it was sent otherwise than usual. */
  readonly fault?: string;
}

type DeviceResponse = Extract<DuisContent, { readonly kind: 'device-response' }>;

/** What a meter shows; undefined for what measures nothing. */
export async function lookAt(
  world: MigrationWorld,
  deviceId: string,
  lab: TestLab = world.lab,
): Promise<RegisterLook | undefined> {
  const { register } = await lab.deviceInHand(deviceId);
  return register === undefined ? undefined : { at: await world.roles.time.now(), register };
}

/** A request that the DSP has passed on; what it refuses at once gets no response. */
export function expectTakenOn(asked: Asked): Asked {
  const { user, request, installation } = asked;
  const what = `the answer of the DSP to request ${request.request.variant} of ${user.name}`;
  expectEqual(what, answerTo(request), 'I99', { party: 'dsp', message: installation.reference, said: saidOf(request) });
  return asked;
}

/** A request that a scenario stands on: what was refused would leave the rest of the scenario to prove nothing. */
export async function expectDone({ user, request, installation, device }: Asked): Promise<void> {
  const on = { message: installation.reference, said: saidOf(request) };
  const what = `request ${request.request.variant} of ${user.name}, which a Given says, to be carried out`;
  const answer = answerTo(request);
  expectThat(/^(?:I|W)/.test(answer), what, `${answer} as the answer of the DSP`, { ...on, party: 'dsp' });
  const response = await user.responseTo(request);
  if (response?.content.kind !== 'device-response') return;
  const said = [response.code, ...response.content.refusals].join(' ');
  const context = { ...on, party: 'devices', device: `${device.deviceType} ${device.deviceId}` } as const;
  expectThat(said === 'I0', what, `${said} as the response of the ${DEVICE_NAMES[device.deviceType]}`, context);
}

/** A request at whose answer no Then looks: what the scenario says after it would be said of nothing. */
export function expectNotRefused({ user, request, installation }: Asked): void {
  const what = `a Then that looks at the answer to request ${request.request.variant} of ${user.name}, which was refused`;
  const answer = answerTo(request);
  expectThat(/^(?:I|W)/.test(answer), what, `none: it was ${answer}`, { message: installation.reference });
}

/** A request that the DSP refuses at once. */
export function expectRefused({ user, request, installation }: Asked, code: string): void {
  const what = `the answer of the DSP to request ${request.request.variant} of ${user.name}`;
  expectEqual(what, answerTo(request), code, { party: 'dsp', message: installation.reference });
}

const answerTo = ({ answer, rejection }: SentRequest): string =>
  answer?.code ?? `HTTP status ${String(rejection?.status)}`;

const saidOf = ({ rejection }: SentRequest): string | undefined => rejection?.sentence;

/** The response to a request; a sleeping meter is waited for. */
export async function awaitResponse(world: MigrationWorld, asked: Asked): Promise<DuisResponse> {
  const { user, request } = expectTakenOn(asked);
  const atOnce = await user.responseTo(request);
  if (atOnce !== undefined) return atOnce;
  await world.roles.time.passHours(ANSWER_HOURS);
  const what = `a response to request ${request.request.variant} for ${user.name}`;
  return expectFound(what, await user.responseTo(request), { party: 'dsp' });
}

/** @param where what shows it, as a part of a sentence */
export function judge(comparison: DeviceComparison, where: string, context: ExpectationContext): void {
  if ('claim' in comparison) {
    const { claim, expected, observed } = comparison;
    expectThat(claim, `${expected} ${where}`, observed, context);
    return;
  }
  const { what, found, expected } = comparison;
  expectEqual(`${what} ${where}`, found, expected, context);
}

/** What a device answered, where it answered at all. */
export function deviceResponseIn({ content }: DuisResponse): DeviceResponse {
  return expectFound('a response of the device', content.kind === 'device-response' ? content : undefined);
}

/** Awaits the response to a request, and judges what it brings. */
export async function expectResponse(world: MigrationWorld, request: Asked, phrase: string): Promise<void> {
  const { user, device, installation } = request;
  const answer = await awaitResponse(world, request);
  const name = DEVICE_NAMES[device.deviceType];
  const on = { device: `${device.deviceType} ${device.deviceId}`, message: installation.reference };
  expectEqual(`the code of the response of the ${name}`, answer.code, 'I0', on);
  const response = deviceResponseIn(answer);
  const said = response.refusals.join(', ');
  const payload = expectFound(`content in the response of the ${name}`, response.payload, { ...on, said });
  const now = await world.roles.time.now();
  const context = { installation, roles: world.roles, user, deviceId: device.deviceId, now };
  const where = `in the response of the ${name} to request ${response.variant}`;
  judge(judgeResponse(phrase, payload, context), where, on);
}

/** The register that a response brings; SMETS2+ devices say it by name. */
function shownRegister({ payload, values, refusals }: DeviceResponse): number {
  const value = values?.activeImportWh ?? values?.volumeLitres;
  if (value !== undefined) return Number(value);
  return importRegister(expectFound('a reading in the response', payload, { said: refusals.join(', ') }));
}

/** Awaits a reading, and compares it with what somebody else has chosen. */
export async function expectChosenReading(
  world: MigrationWorld,
  request: Asked,
  code: string,
  chosen: number,
): Promise<void> {
  const answer = await awaitResponse(world, request);
  const on = { device: `${request.device.deviceType} ${request.device.deviceId}` };
  expectEqual('the code of the response with the reading', answer.code, code, on);
  expectEqual('the register in the response', shownRegister(deviceResponseIn(answer)), chosen, on);
}

/** Awaits a reading, and compares it with what the register showed when it was taken. @param device whose register */
export async function expectReading(
  world: MigrationWorld,
  request: Asked,
  code: string,
  { deviceId, deviceType }: MadeDevice = request.device,
): Promise<void> {
  const before = expectFound('a register that was asked for', request.before);
  const answer = await awaitResponse(world, request);
  const name = DEVICE_NAMES[deviceType];
  const on = { device: `${deviceType} ${deviceId}`, message: request.installation.reference };
  expectEqual(`the code of the response with the reading of the ${name}`, answer.code, code, on);
  const response = deviceResponseIn(answer);
  const shown = shownRegister(response);
  const taken = new Date(expectFound('the time of the reading', response.takenAt, on));
  const time = readingTimeOf(world.dmcOf(request.installation), deviceType);
  const when = `the ${name} to be read ${time.from} to ${time.to} minutes after ${inWords(before.at)}`;
  expectThat(isInTime(taken, before.at, time, world.roles.context.clock.atOnce), when, inWords(taken), on);
  // A second look at the register says how fast it runs.
  await world.roles.time.passHours(1);
  const after = expectFound('a register that can be looked at', await lookAt(world, deviceId), on);
  const expected = registerAt(taken, before, after);
  const what = `the response to hold the register of the ${name}, ${expected}`;
  expectThat(Math.abs(shown - expected) <= 1, what, String(shown), on);
}
