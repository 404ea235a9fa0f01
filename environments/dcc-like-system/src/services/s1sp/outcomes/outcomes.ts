import { minutesLater } from '../../../domain/durations';
import { registeredSuppliers, registrationsOf } from '../../../domain/registered-suppliers';
import { signingKey } from '../../../domain/signing-key';
import { writeDeviceAlert } from '../../../duis/smets1-response';
import type { OutcomeFile } from '../../../formats/outcome-file';
import { PeerUnavailable } from '../../../kernel/look-up';
import type { Work } from '../../../kernel/work';
import { COMMISSIONING_ALERTS } from './commissioning-alerts';
import { forgetKeys } from '../migration/access-keys';
import { devicesOf, installationOf, isFinal, saveInstallation } from '../migration/installations';

/** Minutes until the registered suppliers are looked up again that nobody could name (MODEL). */
const LOOK_AGAIN_MINUTES = 1;

/** Takes note of the final outcomes; the meters of a migrated installation say so to their suppliers, once. */
export function takeOutcomes(file: OutcomeFile, work: Work): void {
  for (const { installationId, attempt, result } of file.outcomes) {
    work.audit('outcome-received', installationId, `attempt ${attempt} ${result}`);
    const installation = installationOf(work, installationId);
    if (installation?.attempt !== attempt) continue;
    // Seeded defect: an outcome that is told again is acted on again.
    const toldAgain = installation.state === 'Commissioned' && work.service.defect('s1sp-repeats-alerts');
    if (installation.state !== 'ReadyToCommission' && !toldAgain) {
      if (!isFinal(installation.state)) saveInstallation(work, { ...installation, closed: true });
      continue;
    }
    const state = result === 'Migrated' ? 'Commissioned' : 'NotCommissioned';
    saveInstallation(work, { ...installation, state, phase: 'Commissioning' });
    if (result !== 'Migrated') continue;
    work.later(work.now, 'raise-alerts', { installationId }, `alerts-${installationId}`);
    // What is left behind is nobody's any more: its keys are of no use here.
    forgetKeys(
      work,
      (installation.excluded ?? []).map(({ deviceId }) => deviceId),
    );
  }
}

/** Timer: the alerts of a commissioned installation go to the suppliers that are registered now. */
export async function raiseAlerts(installationId: string, work: Work): Promise<void> {
  const installation = installationOf(work, installationId);
  if (!installation) return;
  const registrations = await registrationsOf([installation], work.service).catch((error: unknown) => {
    if (error instanceof PeerUnavailable) return undefined;
    throw error;
  });
  if (!registrations) {
    const due = minutesLater(work.now, LOOK_AGAIN_MINUTES);
    work.later(due, 'raise-alerts', { installationId }, `alerts-${installationId}`);
    return;
  }
  const suppliers = registeredSuppliers(installation, registrations);
  for (const { deviceType, alertCode, description, recipient } of COMMISSIONING_ALERTS) {
    // Seeded defect: who authorised the migration is told, and not who is registered now.
    const user = (work.service.defect('s1sp-alerts-former-supplier') ? installation : suppliers)[recipient];
    if (user === undefined) continue;
    // Seeded defect: a meter is alerted about, left behind or not.
    const meters = work.service.defect('s1sp-alerts-for-excluded-meter')
      ? { devices: installation.devices }
      : installation;
    for (const { deviceId } of devicesOf(meters, [deviceType])) {
      const counter = BigInt(work.nextNumber(`alert ${deviceId}`));
      const alert = { deviceId, deviceType, user, counter, at: work.now, alertCode, description };
      work.send({
        to: 'dsp',
        kind: 'smets1-alert',
        body: writeDeviceAlert(alert, signingKey(work.service)),
        correlation: user,
      });
      work.audit('device-alert', installationId, `${alertCode} of ${deviceType} ${deviceId} for ${user}`);
    }
  }
}
