import { X509Certificate } from 'node:crypto';
import { DEVICE_TYPES } from '../../../domain/device-types';
import type { RequestBody } from '../../../duis/requests/bodies';
import { namesOneRequest } from '../../../duis/requests/schedule';
import type { ResponseCode } from '../../../duis/response-codes';
import type { Prices, Tariff } from '../../../domain/meter/tariff';
import { area, firstFault, type Ordered } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { INVENTORY, METERS } from '../inventory/inventory';
import { REGISTRATIONS } from '../inventory/registration';
import { isAsGiven } from '../smets2/pre-commands';
import { rulesFor } from '../smets2/use-cases';
import { notApplicableTo } from './deviations';
import { ELIGIBILITY, isInCareOf, isParty } from './eligibility';
import type { CheckedRequest } from './request-facts';

type Kind = RequestBody['kind'];

/** A request whose body is of certain kinds, with everything that a check of its content may look at. */
interface RequestContent<K extends Kind> extends CheckedRequest {
  readonly body: Extract<RequestBody, { kind: K }>;
}

type ContentCheck = (request: CheckedRequest) => ResponseCode | undefined;

/** Logs of each device type that keeps any (SOURCED names; who keeps which MODEL). */
const LOGS: Readonly<Record<string, readonly string[]>> = {
  ESME: ['Event', 'Security'],
  GSME: ['Event', 'Security', 'GSMEEvent', 'GSMESecurity'],
  CHF: ['Event', 'Security'],
};

/** Statuses that a user may give a device, by the status it has (MODEL). */
const STATUS_CHANGES: Readonly<Record<string, readonly string[]>> = {
  Pending: ['InstalledNotCommissioned'],
  Whitelisted: ['Pending', 'InstalledNotCommissioned'],
  InstalledNotCommissioned: ['Pending', 'Commissioned', 'Withdrawn'],
  Commissioned: ['InstalledNotCommissioned', 'Withdrawn'],
};

const CHECKS = {
  fuel: refuse(['tariff', 'prices'], 'E010102', ({ body, facts }) => {
    const isMixed = body.kind === 'tariff' && body.priceFuel !== body.fuel;
    return isMixed || facts.target !== (body.fuel === 'gas' ? 'GSME' : 'ESME');
  }),
  prices: refuse(['tariff'], 'E010101', ({ body }) => !isPriced(body.tariff)),
  preCommand: refuse(['signed-pre-command'], 'E1007', ({ body, facts, work }) => {
    return !isAsGiven(facts.request, body.payload, work);
  }),
  auxiliaryLog: refuse(['clear-log'], 'E030301', ({ body }) => body.alcs),
  logName: refuse(['log'], 'E061304', ({ body: { log }, facts }) => {
    return log !== undefined && LOGS[facts.target ?? '']?.includes(log) !== true;
  }),
  logPeriod: refuse(['log'], 'E061301', ({ body }) => body.from > body.to),
  credentialRole: refuse(['credentials'], 'E061504', ({ body, facts }) => {
    const isNetworkOperator = (facts.user?.roles ?? []).some((role) => role === 'ED' || role === 'GT');
    return body.role !== (isNetworkOperator ? 'NetworkOperator' : 'Supplier');
  }),
  credentialCertificate: refuse(['credentials'], 'E061501', (content) => {
    return !isOwnCertificate(content.body.certificates.digitalSigning, content);
  }),
  handoverRole: refuse(['handover'], 'E062101', ({ body }) => body.role !== 'Supplier'),
  handoverCertificate: refuse(['handover'], 'E062102', (content) => {
    return !isOwnCertificate(content.body.certificates.digitalSigning, content);
  }),
  newSupplierCertificate: refuse(['supplier-change'], 'E062301', (content) => {
    return !isOwnCertificate(content.body.certificates.digitalSigning, content);
  }),
  newSupplierMeterPoint: refuse(['supplier-change'], 'E062302', ({ body, facts }) => {
    return body.importMPxN !== facts.subject?.device?.importMPxN;
  }),
  scheduledRequest: refuse(['create-schedule'], 'E050101', ({ body: { schedule }, facts, work }) => {
    const { device, registrations = [] } = facts.subject ?? {};
    const rules = rulesFor({ variant: schedule.variant, commandVariant: 1, body: { kind: 'plain' } }, device, work);
    const roles = (facts.user?.roles ?? []).filter((role) => rules?.roles.includes(role));
    const fits = device !== undefined && rules?.targets.includes(device.deviceType) === true;
    return !namesOneRequest(schedule) || !fits || !isParty(facts.request.id.originator, roles, registrations);
  }),
  scheduledFunction: refuse(['create-schedule'], 'E050101', ({ body: { schedule }, facts: { subject }, work }) => {
    return subject?.device !== undefined && notApplicableTo(subject.device, schedule.variant, work) !== undefined;
  }),
  scheduleStart: refuse(['create-schedule'], 'E050102', ({ body, work }) => {
    return body.schedule.startDate < work.now.toISOString().slice(0, 10);
  }),
  scheduleEnd: refuse(['create-schedule'], 'E050103', ({ body: { schedule } }) => {
    return schedule.endDate !== undefined && schedule.endDate < schedule.startDate;
  }),
  deletion: refuse(['update-inventory'], 'E080406', ({ body, facts }) => {
    return body.update.change === 'delete' && facts.subject?.device?.status === 'Commissioned';
  }),
  statusChange: refuse(['update-inventory'], 'E080405', ({ body: { update }, facts }) => {
    if (update.change !== 'status' && update.change !== 'hub-status') return false;
    const device = facts.subject?.device;
    const isOfThatType = (update.change === 'hub-status') === (device?.deviceType === 'CHF');
    return !isOfThatType || STATUS_CHANGES[device?.status ?? '']?.includes(update.status) !== true;
  }),
  secondElement: refuse(['update-inventory'], 'E080407', ({ body: { update } }) => {
    return update.change === 'mpxn' && update.secondaryImportMPAN !== undefined;
  }),
  meterPoint: refuse(['update-inventory'], 'E080408', ({ body: { update, deviceId }, facts, work }) => {
    if (update.change !== 'mpxn') return false;
    const { importMPxN, exportMPAN } = update;
    const isFree = (mpxn: string): boolean => mayServe(deviceId, mpxn, facts.request.id.originator, work);
    return [importMPxN, exportMPAN].some((mpxn) => mpxn !== undefined && !isFree(mpxn));
  }),
  // What is exported is registered with the point of what is imported, and not for itself.
  unregisteredPoint: refuse(['update-inventory'], 'E080408', ({ body: { update }, work }) => {
    const { importMPxN } = update.change === 'mpxn' ? update : {};
    return importMPxN !== undefined && work.get(REGISTRATIONS, importMPxN) === undefined;
  }),
  joinedDevice: refuse(['other-device'], 'E080702', ({ body, facts, work }) => {
    return facts.request.variant.startsWith('8.7') && !isNeighbour(body.deviceId, facts.request.id.target, work);
  }),
  forgottenDevice: refuse(['other-device'], 'E080801', ({ body, facts, work }) => {
    return facts.request.variant.startsWith('8.8') && !isNeighbour(body.deviceId, facts.request.id.target, work);
  }),
  notifiedDevice: refuse(['prenotification'], 'E120201', ({ body: { deviceId, proxyId, deviceType }, work }) => {
    const isTaken = [deviceId, proxyId].some((id) => id !== undefined && work.get(INVENTORY, id) !== undefined);
    return isTaken || deviceId === proxyId || !DEVICE_TYPES.some((type) => type === deviceType);
  }),
  loggedDevice: refuse(['device-log'], 'E081101', ({ body, work }) => !work.get(INVENTORY, body.deviceId)),
  addedDevice: refuse(['device-log'], 'E081102', ({ body, work }) => {
    const status = work.get(INVENTORY, body.deviceId)?.status;
    return body.request === 'Add' && status !== undefined && status !== 'Pending';
  }),
  foreignDevice: refuse(['device-log'], 'E081105', ({ body, facts, work }) => {
    const device = work.get(INVENTORY, body.deviceId);
    if (!device) return false;
    const { originator } = facts.request.id;
    const registrations = work.rules(ELIGIBILITY).registrationsFor(device, originator, work);
    return !isInCareOf(originator, facts.user?.roles ?? [], device, registrations);
  }),
  removedDevice: refuse(['device-log'], 'E081104', ({ body, facts, work }) => {
    const device = work.get(INVENTORY, body.deviceId);
    return body.request === 'Remove' && device?.associatedWith.includes(facts.request.id.target) === false;
  }),
} satisfies Ordered<ContentCheck>;

/** What must be right with the content of a request that everything else speaks for. */
export const CONTENT_CHECKS = area('dsp-content-checks', {
  /** In the order in which they are made. That each service has codes of its own is SOURCED; what they mean here is MODEL. */
  checks: CHECKS,
});

/** The code with which the content of a request is refused, or undefined when nothing speaks against it. */
export function contentFault(request: CheckedRequest): ResponseCode | undefined {
  return firstFault(request.work.rules(CONTENT_CHECKS).checks, request);
}

/** A check that answers a code where the body is of one of these kinds and is wrong. */
function refuse<K extends Kind>(
  kinds: readonly K[],
  code: ResponseCode,
  isWrong: (content: RequestContent<K>) => boolean,
): ContentCheck {
  return ({ facts, work }) => {
    const { body } = facts.request;
    return isOfKind(body, kinds) && isWrong({ body, facts, work }) ? code : undefined;
  };
}

function isOfKind<K extends Kind>(
  body: RequestBody,
  kinds: readonly K[],
): body is Extract<RequestBody, { readonly kind: K }> {
  return kinds.some((kind) => kind === body.kind);
}

/** Whether two devices are on the home area network of one hub. */
function isNeighbour(deviceId: string, other: string, work: Work): boolean {
  if (deviceId === other) return false;
  const [one, two] = [deviceId, other].map((id) => [id, ...(work.get(INVENTORY, id)?.associatedWith ?? [])]);
  return work.get(INVENTORY, deviceId) !== undefined && one?.some((id) => two?.includes(id)) === true;
}

/** Whether a user may have a device serve a supply point: no other supplier is registered there, and no other device serves it. */
function mayServe(deviceId: string, mpxn: string, eui: string, work: Work): boolean {
  const registration = work.get(REGISTRATIONS, mpxn);
  if (registration && ![registration.supplier, registration.exportSupplier].includes(eui)) return false;
  const serving = work.get(INVENTORY, work.get(METERS, mpxn)?.deviceId ?? '');
  return serving === undefined || serving.deviceId === deviceId || serving.status !== 'Commissioned';
}

/** Whether everything that a tariff switches to has a price. */
function isPriced({ table, prices }: Tariff): boolean {
  return table.days.every(({ switches }) =>
    switches.every(({ action }) => ('tou' in action ? has(prices.tou, action.tou) : has(prices.blocks, action.block))),
  );
}

function has(list: Prices['tou'] | Prices['blocks'], wanted: number): boolean {
  return list.some(({ index }) => index === wanted);
}

/** @param der certificate in base64 */
function isOwnCertificate(der: string | undefined, { facts, work }: CheckedRequest): boolean {
  const own = work.service.config.certificates[facts.request.id.originator];
  return own !== undefined && new X509Certificate(own).raw.toString('base64') === der;
}
