import { minutesLater } from '../../../domain/durations';
import type { FirmwareDistribution } from '../../../domain/firmware-image';
import { PeerUnavailable } from '../../../kernel/look-up';
import { table } from '../../../kernel/store';
import type { Work } from '../../../kernel/work';
import { installationWith, protectorOf } from '../migration/installations';
import { downlink, makeCommand } from '../migration/network';

/** By the id of the command that stores it. */
const DISTRIBUTIONS = table<FirmwareDistribution>('firmware-distributions');

/** Minutes until a device is tried again that could not be reached (MODEL). */
const AGAIN_MINUTES = 60;
const PUT_OFF_MINUTES = 1;

/** Message of the DSP: a firmware image for one device. */
export function takeFirmware(distribution: FirmwareDistribution, work: Work): void {
  const commandId = `firmware-${work.nextNumber('firmware')}`;
  work.put(DISTRIBUTIONS, commandId, distribution);
  work.later(work.now, 'distribute-firmware', { commandId }, commandId);
}

/** Timer: sends an image to its device. What the device makes of it, it tells in an alert. */
export async function distributeFirmware(commandId: string, work: Work): Promise<void> {
  const distribution = work.get(DISTRIBUTIONS, commandId);
  const installation = distribution && installationWith(work, distribution.deviceId);
  if (!distribution || installation?.iccid === undefined) return;
  const { deviceId, version, image, hash } = distribution;
  const body = { name: 'store-firmware', value: JSON.stringify({ version, image, hash }) };
  try {
    const protector = protectorOf(installation, deviceId);
    const order = { deviceId, protector, commandId, operation: 'act', key: 'current', body } as const;
    const frame = makeCommand(order, work);
    const answer = await downlink(installation.iccid, frame, work);
    if (answer.outcome === 'answer' || answer.outcome === 'queued') {
      work.remove(DISTRIBUTIONS, commandId);
      work.audit('firmware-distributed', installation.installationId, `${version} to ${deviceId}`);
      return;
    }
    work.later(minutesLater(work.now, AGAIN_MINUTES), 'distribute-firmware', { commandId }, commandId);
  } catch (error) {
    if (!(error instanceof PeerUnavailable)) throw error;
    work.later(minutesLater(work.now, PUT_OFF_MINUTES), 'distribute-firmware', { commandId }, commandId);
  }
}
