import { Refusal } from '../dcc-like-system/src/kernel/refusal';
import { area } from '../dcc-like-system/src/kernel/rules';
import type { Work } from '../dcc-like-system/src/kernel/work';
import type { Participant } from './config';
import { elementIn } from './element-text';
import { ownInstallations } from './pool';
import { DOCUMENTS, type ReceivedDocument, type TestInstallation } from './records';

/** An alert that is there to be fetched. */
export interface AlertListing {
  readonly number: number;
  readonly receivedAt: string;
  /** EUI to which the DSP delivered it. */
  readonly recipient: string;
  readonly code: string;
  readonly deviceId: string;
}

/** Which documents of the DSP a participant is given. */
export const ALERTS = area('dust-alerts', {
  /** Whether a document was delivered to the participant, or to a supplier in whose name it authorises. */
  isAddressed: ({ eui }: ReceivedDocument, { eui: ownEui, suppliers }: Participant): boolean =>
    [ownEui, suppliers.electricity, suppliers.gas].includes(eui),
  /** Whether a document is about devices of the participant. */
  concernsOwn: ({ body }: ReceivedDocument, installations: readonly TestInstallation[]): boolean =>
    installations.some(({ devices }) => devices.some(({ deviceId }) => body.includes(deviceId))),
  keep: keepDocument,
});

/** Keeps a document of the DSP. */
function keepDocument(work: Work, eui: string, body: string): void {
  const number = String(work.nextNumber('document')).padStart(9, '0');
  work.put(DOCUMENTS, number, { eui, receivedAt: work.now.toISOString(), body });
}

/** The alerts about a participant's devices that were delivered to it or in its name. */
export function alertsFor(work: Work, participant: Participant): AlertListing[] {
  return documentsFor(work, participant).map(({ number, document }) => ({
    number,
    receivedAt: document.receivedAt,
    recipient: document.eui,
    code: elementIn(document.body, ['DCCAlertCode', 'GBCSHexAlertCode', 'S1SPAlertCode', 'ServiceReferenceVariant']),
    deviceId: elementIn(document.body, ['DeviceID', 'BusinessOriginatorID']),
  }));
}

/** An alert as the DSP signed it. @throws Refusal 404 */
export function alertDocument(work: Work, participant: Participant, number: number): string {
  const found = documentsFor(work, participant).find((one) => one.number === number);
  if (!found) throw new Refusal(404, `You have no alert ${number}.`);
  return found.document.body;
}

function documentsFor(work: Work, participant: Participant): { number: number; document: ReceivedDocument }[] {
  const { isAddressed, concernsOwn } = work.rules(ALERTS);
  const own = ownInstallations(work, participant);
  return work
    .list(DOCUMENTS)
    .filter(({ value }) => isAddressed(value, participant) && concernsOwn(value, own))
    .map(({ id, value }) => ({ number: Number(id), document: value }));
}
