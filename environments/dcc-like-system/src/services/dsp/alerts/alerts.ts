import { certificateOf } from '../../../domain/pem';
import { signingKey } from '../../../kernel/signing-key';
import { writeDccAlert, type DccAlert } from '../../../duis/dcc-alert';
import { DSP_EUI } from '../../../duis/vocabulary';
import type { Work } from '../../../kernel/work';
import { deliverTo } from './delivery';
import type { ServiceContext } from '../../../kernel/service-context';

/** Sends a DCC Alert to one user; whoever is no user of the DCC gets none. @param installation for the audit trail */
export function alertUser(user: string, alert: DccAlert, installation: string | undefined, work: Work): void {
  const about = 'deviceId' in alert ? ` about ${alert.deviceId}` : '';
  if (work.service.config.certificates[user] === undefined) {
    work.audit('alert-without-recipient', installation, `${alert.code}${about}: ${user} is no user`);
    return;
  }
  const responseId = `${DSP_EUI}:${user}:${work.nextNumber(`alerts to ${user}`)}`;
  const document = writeDccAlert({ responseId, code: 'I0', at: work.now }, alert, signingKey(work.service));
  work.audit('dcc-alert', installation, `${alert.code}${about} for ${user}`);
  deliverTo(user, document, `${alert.code}${about}`, installation, work);
}

/** SHA-1 of the certificate of a user, base64; empty for whoever has none. */
export function certificateHashOf(user: string, service: ServiceContext): string {
  const pem = service.config.certificates[user];
  return pem === undefined ? '' : certificateOf(pem).fingerprint.toString('base64');
}
