import { X509Certificate } from 'node:crypto';
import type { RequestBody } from '../../../duis/requests/bodies';
import type { ResponseCode } from '../../../duis/response-codes';
import type { Prices, Tariff } from '../../../domain/meter/tariff';
import type { Work } from '../../../kernel/work';
import { INVENTORY } from '../inventory/inventory';
import type { RequestFacts } from './request-checks';
import { SERVICE_RULES } from './service-request-table';
import { isAsGiven } from '../smets2/pre-commands';
import { isParty } from './standing';
import type { ServiceContext } from '../../../kernel/service-context';

type Body<K extends RequestBody['kind']> = Extract<RequestBody, { kind: K }>;

/** Everything that a check of the content may look at. */
interface Context {
  readonly facts: RequestFacts;
  readonly work: Work;
  readonly service: ServiceContext;
}

/** Logs of each device type that keeps any (SOURCED names; who keeps which MODEL). */
const LOGS: Readonly<Record<string, readonly string[]>> = {
  ESME: ['Event', 'Security'],
  GSME: ['GSMEEvent', 'GSMESecurity'],
  CHF: ['Event'],
};

/** Statuses that a user may give a device, by the status it has (MODEL). */
const STATUS_CHANGES: Readonly<Record<string, readonly string[]>> = {
  Pending: ['InstalledNotCommissioned'],
  Whitelisted: ['Pending', 'InstalledNotCommissioned'],
  InstalledNotCommissioned: ['Pending', 'Commissioned', 'Withdrawn'],
  Commissioned: ['InstalledNotCommissioned', 'Withdrawn'],
};

/**
 * What is wrong with the content of a request that everything else speaks for, by what kind of content it is. That each service
 * has codes of its own is SOURCED; what they mean here is MODEL.
 */
const CHECKS: { readonly [K in RequestBody['kind']]?: (body: Body<K>, context: Context) => ResponseCode | undefined } =
  {
    tariff: ({ fuel, tariff }, { facts }) => {
      if (!isOfFuel(fuel, facts)) return 'E010102';
      return isPriced(tariff) ? undefined : 'E010101';
    },
    prices: ({ fuel }, { facts }) => (isOfFuel(fuel, facts) ? undefined : 'E010102'),
    'signed-pre-command': ({ payload }, { facts, work, service }) =>
      isAsGiven(facts.request, payload, work) || service.defect('dsp-sends-any-pre-command') ? undefined : 'E1007',
    'clear-log': ({ alcs }) => (alcs ? 'E030301' : undefined),
    log: ({ from, to, log }, { facts }) => {
      if (log !== undefined && !LOGS[facts.target ?? '']?.includes(log)) return 'E061304';
      return from > to ? 'E061301' : undefined;
    },
    credentials: ({ role, certificates }, { facts, service }) => {
      const own = (facts.user?.roles ?? []).some((candidate) => candidate === 'ED' || candidate === 'GT')
        ? 'NetworkOperator'
        : 'Supplier';
      if (role !== own) return 'E061504';
      return isOwnCertificate(certificates.digitalSigning, facts, service) ? undefined : 'E061501';
    },
    'supplier-change': ({ certificates, importMPxN }, { facts, service }) => {
      if (!isOwnCertificate(certificates.digitalSigning, facts, service)) return 'E062301';
      return importMPxN === facts.subject?.device?.importMPxN ? undefined : 'E062302';
    },
    'create-schedule': ({ schedule }, { facts, work }) => {
      const rules = SERVICE_RULES.get(schedule.variant);
      const { device, registrations = [] } = facts.subject ?? {};
      const roles = (facts.user?.roles ?? []).filter((role) => rules?.roles.includes(role));
      const fits = device !== undefined && rules?.targets.includes(device.deviceType) === true;
      if (!fits || !isParty(facts.request.id.originator, roles, registrations)) return 'E050101';
      if (schedule.startDate < work.now.toISOString().slice(0, 10)) return 'E050102';
      return schedule.endDate !== undefined && schedule.endDate < schedule.startDate ? 'E050103' : undefined;
    },
    'update-inventory': ({ update }, { facts }) => {
      const device = facts.subject?.device;
      const status = device?.status;
      if (update.change === 'delete') return status === 'Commissioned' ? 'E080406' : undefined;
      if (update.change !== 'status' && update.change !== 'hub-status') return undefined;
      const ofHub = update.change === 'hub-status';
      if (ofHub !== (device?.deviceType === 'CHF')) return 'E080405';
      return STATUS_CHANGES[status ?? '']?.includes(update.status) === true ? undefined : 'E080405';
    },
    'device-log': ({ deviceId, request }, { facts, work }) => {
      const device = work.get(INVENTORY, deviceId);
      if (!device) return 'E081101';
      if (request === 'Add') return device.status === 'Pending' || device.status === undefined ? undefined : 'E081102';
      return device.associatedWith.includes(facts.request.id.target) ? undefined : 'E081104';
    },
  };

/** Seeded defects and the check of the content that each leaves out. */
const DEFECTS: Readonly<Record<string, ResponseCode>> = {
  'dsp-takes-tariff-without-price': 'E010101',
  'dsp-takes-tariff-of-other-fuel': 'E010102',
  'dsp-clears-log-that-is-not-there': 'E030301',
  'dsp-takes-schedule-for-any-device': 'E050101',
  'dsp-takes-schedule-in-the-past': 'E050102',
  'dsp-takes-reversed-period': 'E061301',
  'dsp-takes-anybodys-certificate': 'E061501',
  'dsp-passes-meter-on-by-any-supply-point': 'E062302',
  'dsp-adds-unknown-device': 'E081101',
  'dsp-removes-absent-device': 'E081104',
};

/** The code with which the content of a request is refused, or undefined when nothing speaks against it. */
export function contentFault(facts: RequestFacts, work: Work): ResponseCode | undefined {
  const { body } = facts.request;
  const check = CHECKS[body.kind] as ((body: RequestBody, context: Context) => ResponseCode | undefined) | undefined;
  const code = check?.(body, { facts, work, service: work.service });
  return Object.entries(DEFECTS).some(([id, missed]) => missed === code && work.service.defect(id)) ? undefined : code;
}

function isOfFuel(fuel: 'electricity' | 'gas', { target }: RequestFacts): boolean {
  return target === (fuel === 'gas' ? 'GSME' : 'ESME');
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
function isOwnCertificate(der: string | undefined, { request }: RequestFacts, service: ServiceContext): boolean {
  const own = service.config.certificates[request.id.originator];
  return own !== undefined && new X509Certificate(own).raw.toString('base64') === der;
}
