import { signingKey } from '../../domain/signing-key';
import { writeDeviceAlert } from '../../duis/smets1-response';
import type { OutcomeFile } from '../../formats/outcome-file';
import type { Service } from '../../kernel/service';
import type { Work } from '../../kernel/work';
import { COMMISSIONING_ALERTS } from './commissioning-alerts';
import { devicesOf, installationOf, saveInstallation, type Installation } from './installations';

/** Takes note of the final outcomes; the meters of a migrated installation say so to their suppliers, once. */
export function takeOutcomes(file: OutcomeFile, work: Work, service: Service): void {
  for (const { installationId, attempt, result } of file.outcomes) {
    work.audit('outcome-received', installationId, `attempt ${attempt} ${result}`);
    const installation = installationOf(work, installationId);
    if (installation?.attempt !== attempt || installation.state !== 'ReadyToCommission') continue;
    const state = result === 'Migrated' ? 'Commissioned' : 'NotCommissioned';
    saveInstallation(work, { ...installation, state, phase: 'Commissioning' });
    if (result === 'Migrated') raiseAlerts(installation, work, service);
  }
}

function raiseAlerts(installation: Installation, work: Work, service: Service): void {
  for (const { deviceType, alertCode, description, recipient } of COMMISSIONING_ALERTS) {
    const user = installation[recipient];
    if (user === undefined) continue;
    for (const { deviceId } of devicesOf(installation, [deviceType])) {
      const counter = BigInt(work.nextNumber(`alert ${deviceId}`));
      const alert = { deviceId, deviceType, user, counter, at: work.now, alertCode, description };
      work.send({
        to: 'dsp',
        kind: 'smets1-alert',
        body: writeDeviceAlert(alert, signingKey(service)),
        correlation: user,
      });
      work.audit('device-alert', installation.installationId, `${alertCode} of ${deviceType} ${deviceId} for ${user}`);
    }
  }
}
