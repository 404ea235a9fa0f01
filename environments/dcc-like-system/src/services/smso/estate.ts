import { isSameModel, type PackageModel } from '../../domain/configuration-package';
import type { DeclaredDevice, EstateRecord } from '../../domain/estate';
import { area } from '../../kernel/rules';
import type { Service } from '../../kernel/service';
import { table } from '../../kernel/store';
import type { Work } from '../../kernel/work';

/** Keys: MPAN. */
export const ESTATE = table<EstateRecord>('estate');
/** Last execution counter the SMSO used, by device. */
export const COUNTERS = table<{ last: string }>('counters');

/** Which installations an order for a combination of device models is for. */
export const DORMANT_ESTATE = area('smso-dormant-estate', {
  hasDormantDevices: ({ kind }: EstateRecord): boolean => kind !== 'Active',
  /** Whether an installation consists of these models. */
  consistsOf: ({ devices }: EstateRecord, models: readonly PackageModel[]): boolean =>
    models.every((model) => devices.some((device) => isSameModel(model, device))),
});

/** What parties may know of the estate. */
export const ESTATE_VIEWS = area('smso-estate-views', {
  /** Only the Requesting Party receives key material. */
  seesKeys: (role: string): boolean => role === 'requesting-party',
});

/** MPANs of the installations with dormant devices that consist of these models. */
export function dormantInstallations(work: Work, models: readonly PackageModel[]): string[] {
  const { hasDormantDevices, consistsOf } = work.rules(DORMANT_ESTATE);
  return work
    .list(ESTATE)
    .filter(({ value }) => hasDormantDevices(value) && consistsOf(value, models))
    .map(({ id }) => id);
}

/** What a party may know of an installation; undefined when the SMSO does not operate it. */
export function estateFor(role: string, mpan: string, service: Service): object | undefined {
  const record = service.read((work) => work.get(ESTATE, mpan));
  if (!record || service.rules(ESTATE_VIEWS).seesKeys(role)) return record && withCounters(service, record);
  const { importMPAN, mprn, groupId, smsoTag, kind, iccid, unconfigured, packageId, devices } = record;
  return {
    importMPAN,
    mprn,
    groupId,
    smsoTag,
    kind,
    iccid,
    unconfigured,
    packageId,
    devices: devices.map(({ deviceId, deviceType, manufacturer, model, firmware }) => ({
      deviceId,
      deviceType,
      manufacturer,
      model,
      firmware,
    })),
  };
}

function withCounters(service: Service, record: EstateRecord): EstateRecord {
  const devices = record.devices.map((device): DeclaredDevice => {
    const counter = service.read((work) => work.get(COUNTERS, device.deviceId));
    return counter ? { ...device, executionCounter: counter.last } : device;
  });
  return { ...record, devices };
}

/** Changes what the SMSO declares of a device from now on. */
export function declareDevice(work: Work, importMPAN: string, deviceId: string, change: Partial<DeclaredDevice>): void {
  const record = work.get(ESTATE, importMPAN);
  if (!record) return;
  const devices = record.devices.map((device) => (device.deviceId === deviceId ? { ...device, ...change } : device));
  work.put(ESTATE, importMPAN, { ...record, devices });
}
