import type { Read } from '../../../domain/fields';
import { partsOf, readMessage, type GBCS_FAILURE, type GbcsMessage } from '../../../domain/gbcs';
import type { GBCS_UPLINK } from '../../../domain/uplinks';
import { signingKey } from '../../../kernel/signing-key';
import { parseMessageId } from '../../../duis/request-id';
import { writeGbcsAlert, writeResponse } from '../../../duis/response';
import type { InboundMessage } from '../../../kernel/messages';
import { area } from '../../../kernel/rules';
import { table } from '../../../kernel/store';
import type { Work } from '../../../kernel/work';
import { answer, fail, pendingUnder, responseHeader } from '../commands/commands';
import { deliverTo } from '../alerts/delivery';
import { INVENTORY } from '../inventory/inventory';

/** Alerts that were passed on, by response id. */
const PASSED_ON = table<object>('smets2-alerts-passed-on');

/** How alerts of SMETS2+ devices reach users. */
export const SMETS2_ALERTS = area('dsp-smets2-alerts', { passOn: deliverTo });

/** Message of the network: a SMETS2+ device answers, or tells something of its own accord. */
export function smets2Uplink({ deviceId, kind, body }: Read<typeof GBCS_UPLINK>, work: Work): void {
  const said = readMessage(partsOf(body.payload).line);
  if (!said) {
    work.audit('response-dropped', undefined, `what ${deviceId} says cannot be read`);
    return;
  }
  if (kind === 'gbcs-alert') passOnAlert(deviceId, said, body.payload, work);
  else takeAnswer(body.correlation ?? '', deviceId, said, body.payload, work);
}

/** Message of the network: a command cannot be brought to its device. */
export function smets2Failure(
  { reason }: Read<typeof GBCS_FAILURE>,
  work: Work,
  { correlation = '' }: InboundMessage,
): void {
  const pending = pendingUnder(correlation, work);
  if (pending) fail(correlation, pending, 'E20', reason, work);
}

function takeAnswer(key: string, deviceId: string, said: GbcsMessage, payload: string, work: Work): void {
  const pending = pendingUnder(key, work);
  const id = pending && parseMessageId(pending.requestId);
  const fits = id?.target === deviceId && said.to === id.originator && said.counter === id.counter.toString();
  if (!pending || !fits) {
    work.audit('response-dropped', undefined, `no request ${key} waits for this answer of ${deviceId}`);
    return;
  }
  const { scheduleId } = pending;
  const content = { kind: 'gbcs', payload, ...(scheduleId === undefined ? {} : { scheduleId }) } as const;
  const header = { ...responseHeader(pending), code: 'I0' as const, at: work.now };
  answer(key, pending, writeResponse(header, pending, content, signingKey(work.service)), 'response I0', work);
}

/** An alert goes to the user that the device names, once. */
function passOnAlert(deviceId: string, said: GbcsMessage, payload: string, work: Work): void {
  if (!('alert' in said)) return;
  const responseId = `${deviceId}:${said.to}:${said.counter}`;
  if (work.get(PASSED_ON, responseId)) return;
  work.put(PASSED_ON, responseId, {});
  const header = { responseId, code: 'I0' as const, at: work.now };
  const document = writeGbcsAlert(header, said.alert, payload, signingKey(work.service));
  const installation = work.get(INVENTORY, deviceId)?.installationId;
  work.rules(SMETS2_ALERTS).passOn(said.to, document, `alert of ${deviceId}`, installation, work);
}
