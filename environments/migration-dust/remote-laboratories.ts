import type { Connection, LaboratoryAlert } from '../dcc-like-system/src/domain/laboratories';
import { Refusal } from '../dcc-like-system/src/kernel/refusal';
import { area } from '../dcc-like-system/src/kernel/rules';
import type { Work } from '../dcc-like-system/src/kernel/work';
import { unavailable, type MigrationDust } from './dust';
import { estateOf, offer } from './pool';
import { INSTALLATIONS, type TestInstallation } from './records';
import { refusal, type DustCode } from './refusals';

/** Why the network does not reach a laboratory as it says, by the HTTP status of its refusal. */
const NETWORK_REFUSALS: Readonly<Record<number, DustCode>> = { 403: 'SIM-DST-18', 409: 'SIM-DST-19' };

/** What remote laboratories may say. */
export const REMOTE_LABORATORIES = area('dust-remote-laboratories', {
  /** Whether an installation was connected by a laboratory. */
  isOf: ({ lab }: TestInstallation, laboratory: string): boolean => lab === laboratory,
  hasDevice: ({ devices }: TestInstallation, deviceId: string): boolean =>
    devices.some((device) => device.deviceId === deviceId),
});

/**
 * Connects or disconnects an installation of a remote laboratory; the network learns it, and where the devices answer.
 * @throws Refusal 404 where the laboratory disconnects what it has never connected, SIM-DST-05, -06, -08, -18 and -19
 */
export async function connectInstallation(
  dust: MigrationDust,
  laboratory: string,
  importMPAN: string,
  connection: Connection,
): Promise<TestInstallation> {
  const { connected } = connection;
  const known = dust.read((work) => work.get(INSTALLATIONS, importMPAN));
  const isNew = known === undefined || !dust.service.rules(REMOTE_LABORATORIES).isOf(known, laboratory);
  if (isNew && !connected) throw notConnected(importMPAN);
  const estate = await estateOf(dust, importMPAN);
  if (estate) await tellNetwork(dust, `/sims/${estate.iccid}/laboratory`, 'PUT', { laboratory, ...connection });
  if (isNew) return offer(dust, { importMPAN, source: 'remote-lab', lab: laboratory });
  return dust.transact((work) => {
    const changed = { ...requireInstallation(work, laboratory, importMPAN), connected };
    work.put(INSTALLATIONS, importMPAN, changed);
    return changed;
  });
}

/**
 * Passes on what a device of a remote laboratory tells of its own accord.
 * @throws Refusal 404 where the laboratory has no such installation, SIM-DST-07 where that has no such device, and SIM-DST-19
 */
export async function passAlertOn(
  dust: MigrationDust,
  laboratory: string,
  importMPAN: string,
  alert: LaboratoryAlert,
): Promise<void> {
  const installation = dust.read((work) => requireInstallation(work, laboratory, importMPAN));
  const { deviceId } = alert;
  if (!dust.service.rules(REMOTE_LABORATORIES).hasDevice(installation, deviceId)) {
    throw refusal('SIM-DST-07', `There is no device ${deviceId} in the installation with MPAN ${importMPAN}.`);
  }
  const estate = await estateOf(dust, importMPAN);
  if (!estate) throw notConnected(importMPAN);
  await tellNetwork(dust, `/sims/${estate.iccid}/alerts`, 'POST', { laboratory, ...alert });
}

/** Tells the network something of a laboratory's SIM. @throws Refusal with what the network says against it */
async function tellNetwork(dust: MigrationDust, path: string, method: 'POST' | 'PUT', body: object): Promise<void> {
  const answer = await dust.tell('wan', method, path, body);
  if (answer.status === 200) return;
  const code = NETWORK_REFUSALS[answer.status];
  if (code === undefined) throw unavailable('wan');
  throw refusal(code, (answer.body as { readonly error: string }).error);
}

function requireInstallation(work: Work, laboratory: string, importMPAN: string): TestInstallation {
  const found = work.get(INSTALLATIONS, importMPAN);
  if (found && work.rules(REMOTE_LABORATORIES).isOf(found, laboratory)) return found;
  throw notConnected(importMPAN);
}

function notConnected(importMPAN: string): Refusal {
  return new Refusal(404, `You have connected no test installation with MPAN ${importMPAN}.`);
}
