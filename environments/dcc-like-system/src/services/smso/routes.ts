import type { FastifyInstance } from 'fastify';
import type { DeclaredDevice, EstateRecord } from '../../domain/estate';
import { authenticate, type CommandFrame } from '../../domain/frames';
import { lookUpRoute } from '../../kernel/look-up';
import { Refusal, type Service } from '../../kernel/service';
import { table } from '../../kernel/store';
import type { Work } from '../../kernel/work';
import type { DownlinkAnswer } from '../wan/routes';
import { reading, READINGS, type Reading } from './readings';

export const ESTATE = table<EstateRecord>('estate');
/** Last execution counter the SMSO used, by device. */
export const COUNTERS = table<{ last: string }>('counters');

/** Who may read the estate. */
const ESTATE_READERS = ['requesting-party', 'mcc'];

/** The SMSO's interface for the Requesting Party and the test lab. */
export function routes(app: FastifyInstance, service: Service): void {
  app.get<{ Params: { mpan: string } }>('/estate/:mpan', (request) => {
    const role = service.party(request, ...ESTATE_READERS);
    const found = estateFor(role, request.params.mpan, service);
    if (!found) throw new Refusal(404, `The SMSO operates no installation with MPAN ${request.params.mpan}.`);
    return found;
  });
  lookUpRoute(app, service, '/estate', (mpan, role) => estateFor(role, mpan, service), ...ESTATE_READERS);

  app.post<{ Body: { importMPAN: string; deviceType: 'ESME' | 'GSME' } }>('/operations/read-register', (request) => {
    service.party(request);
    return service.transact((work) => readRegister(request.body, work, service));
  });

  app.get<{ Params: { reference: string } }>('/operations/readings/:reference', (request) => {
    service.party(request);
    const found = service.read((work) => work.get(READINGS, request.params.reference));
    if (!found) throw new Refusal(404, `The SMSO ordered no reading ${request.params.reference}.`);
    return found;
  });
}

/** What a party may know of an installation; undefined when the SMSO does not operate it. */
function estateFor(role: string, mpan: string, service: Service): object | undefined {
  const record = service.read((work) => work.get(ESTATE, mpan));
  // Only the Requesting Party receives key material.
  if (!record || role === 'requesting-party') return record && withCounters(service, record);
  const { importMPAN, mprn, groupId, smsoTag, kind, devices } = record;
  return {
    importMPAN,
    mprn,
    groupId,
    smsoTag,
    kind,
    devices: devices.map(({ deviceId, deviceType }) => ({ deviceId, deviceType })),
  };
}

function withCounters(service: Service, record: EstateRecord): EstateRecord {
  const devices = record.devices.map((device): DeclaredDevice => {
    const counter = service.read((work) => work.get(COUNTERS, device.deviceId));
    return counter ? { ...device, executionCounter: counter.last } : device;
  });
  return { ...record, devices };
}

async function readRegister(
  order: { importMPAN: string; deviceType: 'ESME' | 'GSME' },
  work: Work,
  service: Service,
): Promise<Reading> {
  const record = work.get(ESTATE, order.importMPAN);
  const find = (type: string): DeclaredDevice | undefined =>
    record?.devices.find((candidate) => candidate.deviceType === type);
  const device = find(order.deviceType);
  // A device without keys is behind those of the hub.
  const holder = device?.keyVersion === undefined ? find('CHF') : device;
  if (!record || !device || holder?.accessKey === undefined) {
    throw new Refusal(404, `The SMSO operates no ${order.deviceType} at MPAN ${order.importMPAN}.`);
  }
  const executionCounter = String(BigInt(work.get(COUNTERS, holder.deviceId)?.last ?? '0') + 1n);
  const frame: Omit<CommandFrame, 'authentication'> = {
    deviceId: device.deviceId,
    commandId: `smso-${work.nextNumber('command')}`,
    operation: 'read-registers',
    executionCounter,
    body: {},
  };
  const signed: CommandFrame = {
    ...frame,
    authentication: authenticate(frame, Buffer.from(holder.accessKey, 'base64')),
  };
  work.put(COUNTERS, holder.deviceId, { last: executionCounter });
  if (record.needsWakeUp) await service.call('wan', 'POST', `/sims/${record.iccid}/wake-up`, {});
  const result = reading(await send(service, record.iccid, signed));
  work.audit('register-read', undefined, `${device.deviceType} ${device.deviceId}: ${result.outcome}`);
  if (result.outcome !== 'queued') return result;
  const queued: Reading = { outcome: 'queued', reference: frame.commandId };
  work.put(READINGS, frame.commandId, queued);
  return queued;
}

async function send(service: Service, iccid: string, frame: CommandFrame): Promise<DownlinkAnswer> {
  const answer = await service.call('wan', 'POST', `/sims/${iccid}/downlink`, frame);
  // Seeded defect: the SMSO answers from what it remembers instead of asking the meter.
  if (service.defect('smso-reads-after-migration') && (answer.body as DownlinkAnswer).outcome !== 'answer') {
    return { outcome: 'answer', body: { ok: true, values: { activeImportWh: '0', at: service.now.toISOString() } } };
  }
  if (answer.status !== 200) return { outcome: 'no-answer', reason: 'the network does not answer' };
  return answer.body as DownlinkAnswer;
}
