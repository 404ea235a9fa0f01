import { readServiceRequests, type RequestSubject, type ScopedRequest, type UserRole } from '../scope/service-requests';
import { SERVICE_REQUEST_TABLE } from '../scope/scope';
import { DCC_EUI } from '../interfaces/duis/vocabulary';
import { usualRequest, type LogHours, type RequestContext } from '../interfaces/duis/usual';
import type { DuisResponse } from '../interfaces/duis/response';
import type { DeviceType } from '../interfaces/vocabulary';
import { refusalByModel, refusalForWantOfRight } from '../models/access/rights';
import type { DccUser, MadeDevice, MadeInstallation, SendingFault, SentRequest } from '../roles';
import { asCode } from '../evidence/failure';
import type { ServiceRequestSeen } from '../evidence/service-requests';
import { failExpectation } from './expectation';
import { LATER_FIRMWARE, newDeviceOf, unknownDeviceOf } from './under-test';
import { firstOf } from './words';
import type { MigrationWorld } from './world';

/** Device types of an installation that a role has to do with (MODEL, as published for step 6c). */
const REACH: Readonly<Record<UserRole, readonly DeviceType[]>> = {
  IS: ['ESME', 'CHF'],
  GS: ['GSME', 'GPF', 'CHF'],
  RSA: ['ESME', 'GSME', 'CHF'],
  ED: ['ESME', 'CHF'],
  GT: ['GSME', 'GPF', 'CHF'],
  ES: ['ESME', 'CHF'],
  OU: ['ESME', 'GSME', 'GPF', 'CHF'],
};

const HALF_AN_HOUR = 1_800_000;

/** Types of meters. */
export const METERS: readonly DeviceType[] = ['ESME', 'GSME'];
/** Roles of gas, which have nothing to do with an installation that has none. */
const GAS_ROLES: readonly UserRole[] = ['GS', 'GT'];
/** Roles of those who may change the status of a commissioned device. */
export const SUPPLIERS: readonly UserRole[] = ['IS', 'GS'];
/** Requests that need what an earlier one has set going: the device fetches firmware, takes what its hub keeps for it. */
const AFTER_A_WHILE: readonly string[] = ['11.3', '8.4', '8.1.1', '8.3'];

let scope: readonly ScopedRequest[] | undefined;

/** The service requests of the scope, in the order in which they are sent. */
export function scopedRequests(): readonly ScopedRequest[] {
  scope ??= readServiceRequests(SERVICE_REQUEST_TABLE);
  return scope;
}

/** One request that a user can send to one device of an installation, or about one. */
export interface RequestCase {
  readonly request: ScopedRequest;
  readonly device: MadeDevice;
  readonly installation: MadeInstallation;
  /** Its sender is no party of the supply points of the device. */
  readonly isStranger?: true;
  /** The credentials of its sender are not on the device yet: the DSP takes it on, the S1SP does not have it carried out. */
  readonly isNotYetHolder?: true;
  /** What part of a log is asked for; the last thirty days where nothing is said. */
  readonly logHours?: LogHours;
  /** How it is sent otherwise than usual. */
  readonly sending?: SendingFault;
}

/** A request that was sent, and when it was made: what it asks for is counted from then. */
interface MadeRequest extends SentRequest {
  readonly madeAt: Date;
}

/** One request that a user has sent, and what came of it. */
export interface SentCase {
  readonly requestCase: RequestCase;
  readonly user: DccUser;
  readonly request: MadeRequest;
  /** Of the device; absent where none has come. */
  readonly response?: DuisResponse;
  readonly seen: ServiceRequestSeen;
}

/** What a role can ask of an installation: every service request that it has, of every device that it has to do with. */
export function requestCasesOf(installation: MadeInstallation, role: UserRole): RequestCase[] {
  return scopedRequests()
    .filter(({ roles }) => roles.includes(role))
    .flatMap((request) => devicesFor(installation, role, request).map((device) => ({ request, device, installation })));
}

/** Whether an requestCase changes nothing: reads, and looking into the inventory. */
export function isRead({ request: { name } }: RequestCase): boolean {
  return /^(Read|Retrieve) /.test(name) && !name.endsWith('Schedule');
}

/** What none of a user's roles may ask, each once. */
export function forbiddenCases(world: MigrationWorld, roles: readonly UserRole[]): RequestCase[] {
  return scopedRequests()
    .filter((request) => !request.roles.some((role) => roles.includes(role)))
    .flatMap((request) => {
      const types = request.devices.map(typeOf);
      const { installation } = world;
      const device = installation.devices.find(({ deviceType }) => types.includes(deviceType));
      return device === undefined ? [] : [{ request, device, installation }];
    });
}

function devicesFor({ devices: all }: MadeInstallation, role: UserRole, { devices }: ScopedRequest): MadeDevice[] {
  if (GAS_ROLES.includes(role) && all.every(({ deviceType }) => deviceType !== 'GSME')) return [];
  const present = all.filter(({ deviceType }) => REACH[role].includes(deviceType));
  // What the DCC answers itself is about the meter of the role.
  if (devices.includes('DCC')) return present.slice(0, 1).map((hub) => present.find(isMeter) ?? hub);
  return present.filter(({ deviceType }) => devices.includes(deviceType));
}

function isMeter({ deviceType }: MadeDevice): boolean {
  return METERS.includes(deviceType);
}

function typeOf(subject: RequestSubject): DeviceType {
  return subject === 'DCC' ? 'ESME' : subject;
}

/** Does an requestCase, and waits for its last word. */
export async function sendCase(world: MigrationWorld, user: DccUser, requestCase: RequestCase): Promise<SentCase> {
  const { time } = world.roles;
  if (AFTER_A_WHILE.includes(requestCase.request.variant)) await time.passHours(1);
  const sent = await sendRequest(world, user, requestCase);
  await time.settle();
  const { response } = expectedOf(world, user, requestCase);
  return caseOf(world, user, requestCase, sent, response === '' ? 0 : targetOf(world, requestCase));
}

/** Does cases of which none hangs on another, all at one instant, and waits for the last word on the last of them. */
export async function sendTogether(
  world: MigrationWorld,
  user: DccUser,
  cases: readonly RequestCase[],
): Promise<SentCase[]> {
  const { time } = world.roles;
  const sent: (readonly [RequestCase, MadeRequest])[] = [];
  for (const requestCase of cases) sent.push([requestCase, await sendRequest(world, user, requestCase)]);
  const longest = Math.max(...cases.map((requestCase) => targetOf(world, requestCase)));
  await time.passUntil(new Date((await time.now()).getTime() + longest * 1000));
  const came: SentCase[] = [];
  for (const [requestCase, request] of sent) came.push(await caseOf(world, user, requestCase, request, 0));
  return came;
}

/** Sends a request, and waits for nothing. */
export async function sendRequest(
  world: MigrationWorld,
  user: DccUser,
  requestCase: RequestCase,
): Promise<MadeRequest> {
  await world.roles.context.clock.leaveTimeToday();
  const context = await requestContextOf(world, user, requestCase);
  const made = usualRequest(requestCase.request, context);
  const target = made.answeredBy === 'dcc' ? DCC_EUI : requestCase.device.deviceId;
  const sent = await user.send(target, made, requestCase.sending);
  return { ...sent, madeAt: context.now };
}

/** Seconds within which the last word on an requestCase is to come. */
function targetOf(world: MigrationWorld, { request, device, installation }: RequestCase): number {
  const isAsleep = device.deviceType === 'GSME' && world.dmcOf(installation).deviations.includes('sleepy-gas');
  return isAsleep && request.targetAsleep > 0 ? request.targetAsleep : request.target;
}

/** What came of an requestCase. @param timeout seconds of virtual time that its last word is still waited for */
export async function caseOf(
  world: MigrationWorld,
  user: DccUser,
  requestCase: RequestCase,
  sent: MadeRequest,
  timeout: number,
): Promise<SentCase> {
  const { request, device } = requestCase;
  const { code, seconds, refusals, response } = await lastWord(world, user, sent, timeout);
  const seen = {
    variant: request.variant,
    name: request.name,
    device: device.deviceType,
    roles: user.organisation.roles,
    expected: expectedOf(world, user, requestCase),
    came: { answer: sent.answer?.code ?? `HTTP ${String(sent.rejection?.status)}`, response: code, refusals },
    seconds,
    target: targetOf(world, requestCase),
  };
  return { requestCase, user, request: sent, seen, ...(response === undefined ? {} : { response }) };
}

/** What the scope says must come. */
function expectedOf(
  world: MigrationWorld,
  { organisation }: DccUser,
  { request, device, installation, isStranger, isNotYetHolder }: RequestCase,
): ServiceRequestSeen['expected'] {
  const { answer } = request;
  const response = isNotYetHolder === true ? '' : request.response;
  const asker = { roles: organisation.roles, isParty: isStranger !== true };
  const refusal = refusalForWantOfRight(request, asker, refusalByModel(world.dmcOf(installation), request, device));
  return refusal === undefined ? { answer, response } : { answer: refusal, response: '' };
}

/** After how many milliseconds it is looked again whether a response has come: where nobody moves time, as often as anything is. */
function lookAfter({ roles }: MigrationWorld): number {
  const { clock } = roles.context.environment;
  return clock === undefined ? HALF_AN_HOUR : clock.lookEvery * clock.speed;
}

/** The last word on a request, and how long it took; a response is waited for no longer than its target. */
async function lastWord(
  world: MigrationWorld,
  user: DccUser,
  sent: SentRequest,
  timeout: number,
): Promise<{
  readonly code: string;
  readonly seconds: number;
  readonly refusals: readonly string[];
  readonly response?: DuisResponse;
}> {
  let delivery = await user.deliveryOf(sent);
  const until = sent.sentAt.getTime() + timeout * 1000;
  while (delivery === undefined && sent.rejection === undefined && sent.answer?.code.startsWith('E') !== true) {
    const now = await world.roles.time.now();
    if (now.getTime() >= until) break;
    await world.roles.time.passUntil(new Date(Math.min(now.getTime() + lookAfter(world), until)));
    delivery = await user.deliveryOf(sent);
  }
  if (delivery === undefined) return { code: '', seconds: 0, refusals: [] };
  const { content, code } = delivery.response;
  const seconds = (Date.parse(delivery.receivedAt) - sent.sentAt.getTime()) / 1000;
  const refusals = content.kind === 'device-response' ? content.refusals : [];
  return { code, seconds, refusals, response: delivery.response };
}

async function requestContextOf(
  world: MigrationWorld,
  user: DccUser,
  requestCase: RequestCase,
): Promise<RequestContext> {
  const { roles } = world;
  const { device, request, installation, logHours } = requestCase;
  const isGas = device.deviceType === 'GSME' || device.deviceType === 'GPF';
  const isSupplier = user.organisation.roles.some((role) => SUPPLIERS.includes(role));
  const newDevice = newDeviceOf(installation);
  return {
    now: await roles.time.now(),
    ...(logHours === undefined ? {} : { logHours }),
    deviceId: request.variant === '8.4' && !isSupplier ? newDevice.deviceId : device.deviceId,
    deviceType: device.deviceType,
    fuel: isGas ? 'gas' : 'electricity',
    importMPxN: (isGas ? installation.mprn : installation.importMPAN) ?? '',
    // Premises that export nothing have no such point: what is refused for its role needs one in the right form.
    exportMPAN: installation.exportMPAN ?? installation.importMPAN,
    hubId: installation.devices.find(({ deviceType }) => deviceType === 'CHF')?.deviceId ?? '',
    unknownDeviceId: unknownDeviceOf(installation).deviceId,
    certificate: user.organisation.certificate,
    isNetworkOperator: user === roles.distributor || user === roles.transporter,
    isExportSupplier: user === roles.exportSupplier,
    newDeviceId: newDevice.deviceId,
    newFirmware: LATER_FIRMWARE,
    serial: () => world.nextSerial(),
  };
}

/** Has what the requests of the scope need: a device that is to be added, firmware that the meters can take. */
export async function prepareCases(world: MigrationWorld): Promise<void> {
  await world.lab.notifyInAdvance(newDeviceOf(world.installation));
  const firmware: Partial<Record<DeviceType, readonly string[]>> = {};
  for (const meter of world.installation.devices.filter(isMeter)) {
    firmware[meter.deviceType] = [meter.firmware, LATER_FIRMWARE];
  }
  await world.lab.setEligible([world.eligible(firmware)]);
}

/** A service request that was not answered as it should be, and what is wrong with it. */
export interface Complaint {
  readonly one: ServiceRequestSeen;
  readonly complaint: string;
}

/** Shows the service requests that do not fit, and puts the first of them down as data. */
export function expectAllRight(what: string, complaints: readonly Complaint[]): void {
  const [first] = complaints;
  if (first === undefined) return;
  const { expected, came, variant, name, device } = first.one;
  const isAnswer = came.answer !== expected.answer;
  const [due, given] = isAnswer ? [expected.answer, came.answer] : [expected.response, came.response];
  const words = complaints.map(({ one, complaint }) => `${one.variant} ${one.name} of the ${one.device} ${complaint}`);
  failExpectation(what, firstOf(words), {
    party: 'dsp',
    message: `${variant} ${name} of the ${device}`,
    due: asCode(due),
    given: asCode(given),
  });
}
