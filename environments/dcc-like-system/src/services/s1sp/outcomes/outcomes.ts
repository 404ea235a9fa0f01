import { minutesLater } from '../../../domain/durations';
import type { DeviceTypeName } from '../../../domain/device-types';
import { registeredSuppliers, type Registrations } from '../../../domain/registered-suppliers';
import { registrationsOf } from '../../registrations';
import { signingKey } from '../../../kernel/signing-key';
import { writeDeviceAlert } from '../../../duis/smets1-response';
import type { OutcomeFile } from '../../../formats/outcome-file';
import { PeerUnavailable } from '../../../kernel/look-up';
import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { COMMISSIONING_ALERTS } from './commissioning-alerts';
import { forgetKeys } from '../migration/access-keys';
import {
  devicesOf,
  installationOf,
  isFinal,
  saveInstallation,
  type DeclaredDevice,
  type Installation,
} from '../migration/installations';

/** Minutes until the registered suppliers are looked up again where the look-up failed (MODEL). */
const LOOK_AGAIN_MINUTES = 1;

/** Which outcomes count, and whom devices tell of it. */
export const OUTCOMES = area('s1sp-outcomes', {
  /** Whether an outcome counts: the first one of an installation that was reported ready. */
  awaitsOutcome: ({ state }: Installation): boolean => state === 'ReadyToCommission',
  /** The suppliers that are registered now. */
  suppliersOf: (installation: Installation, registrations: Registrations): Suppliers =>
    registeredSuppliers(installation, registrations),
  /** Devices of a type that are not left behind. */
  commissionedDevices: (installation: Installation, type: DeviceTypeName): readonly DeclaredDevice[] =>
    devicesOf(installation, [type]),
});

type Suppliers = ReturnType<typeof registeredSuppliers>;

/** Takes note of the final outcomes; the meters of a migrated installation say so to their suppliers, once. */
export function takeOutcomes(file: OutcomeFile, work: Work): void {
  for (const { installationId, attempt, result } of file.outcomes) {
    work.audit('outcome-received', installationId, `attempt ${attempt} ${result}`);
    const installation = installationOf(work, installationId);
    if (installation?.attempt !== attempt) continue;
    if (!work.rules(OUTCOMES).awaitsOutcome(installation)) {
      if (!isFinal(installation.state)) saveInstallation(work, { ...installation, closed: true });
      continue;
    }
    const state = result === 'Migrated' ? 'Commissioned' : 'NotCommissioned';
    saveInstallation(work, { ...installation, state, phase: 'Commissioning' });
    if (result !== 'Migrated') continue;
    work.later(work.now, 'raise-alerts', { installationId }, `alerts-${installationId}`);
    // The S1SP does not operate what is left behind: its keys are of no use here.
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
  const rules = work.rules(OUTCOMES);
  const suppliers = rules.suppliersOf(installation, registrations);
  for (const { deviceType, alertCode, description, recipient } of COMMISSIONING_ALERTS) {
    const user = suppliers[recipient];
    if (user === undefined) continue;
    for (const { deviceId } of rules.commissionedDevices(installation, deviceType)) {
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
