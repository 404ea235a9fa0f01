import { isRightAlert, type AlertedDevice, type AlertSubject } from '../interfaces/duis/answers/alerts';
import { EVENT_NAMES } from '../interfaces/duis/event-names';
import type { DuisResponse } from '../interfaces/duis/response';
import { responseIdOf, writeMessageId } from '../interfaces/duis/vocabulary';
import { XmlReader } from '../interfaces/xml';
import { nameOf, type DccUser, type MadeInstallation, type ReceivedResponse, type SentRequest } from '../roles';
import type { BrokenRule } from './broken-rule';

/** What one user has received, and everything that it can be about. */
export interface Told extends Omit<AlertSubject, 'sent'> {
  /** Trading name. */
  readonly user: string;
  readonly sent: readonly Pick<SentRequest, 'id' | 'request' | 'sentAt'>[];
  readonly documents: readonly ReceivedResponse[];
}

/** What users were told, each by itself. @param installations those of the scenario */
export async function toldTo(users: readonly DccUser[], installations: readonly MadeInstallation[]): Promise<Told[]> {
  const devices = installations.flatMap(alertedDevices);
  const told: Told[] = [];
  for (const user of users) {
    const { name, certificateHash, sent } = user;
    const documents = await user.received();
    told.push({ user: name, certificateHash, sent, documents, devices, schedules: sent.flatMap(scheduleOf) });
  }
  return told;
}

function alertedDevices({ devices, importMPAN, exportMPAN, mprn }: MadeInstallation): AlertedDevice[] {
  const electricity = { importMPxN: importMPAN, ...(exportMPAN === undefined ? {} : { exportMPAN }) };
  return devices.map(({ deviceId, deviceType }) => ({
    deviceId,
    deviceType,
    ...(deviceType === 'ESME' ? electricity : {}),
    ...(deviceType === 'GSME' && mprn !== undefined ? { importMPxN: mprn } : {}),
  }));
}

/** The schedule that a request has created. */
function scheduleOf({ request, answer }: SentRequest): AlertSubject['schedules'] {
  const content = answer?.content;
  if (request.variant !== '5.1' || content?.kind !== 'answer' || content.scheduleId === undefined) return [];
  return [{ scheduleId: content.scheduleId, deviceId: XmlReader.ofRoot(request.body).textOf('DeviceID') }];
}

/**
 * What must hold of every document that a user receives: a response answers a request of its user, under the id of that request, or
 * is one of a schedule; an alert tells what has happened to a device, a request or a schedule of its user; nothing is dated before
 * it was asked for, or after it came.
 */
export function wrongDocuments(told: readonly Told[]): BrokenRule[] {
  return told.flatMap((one) =>
    one.documents.flatMap((document) => {
      const wrong = wrongTime(document, one) ?? wrongSource(document, one) ?? wrongContent(document.response, one);
      if (wrong === undefined) return [];
      return [{ party: 'dsp' as const, sentence: `${one.user} received ${nameOf(document.response)}, ${wrong}.` }];
    }),
  );
}

function wrongTime({ receivedAt, response }: ReceivedResponse, { sent }: Told): string | undefined {
  const { at, requestId } = response;
  if (Date.parse(at) > Date.parse(receivedAt)) return `which is of ${at} and came at ${receivedAt}`;
  const asked = sent.find(({ id }) => writeMessageId(id) === requestId);
  if (asked === undefined || Date.parse(at) >= asked.sentAt.getTime()) return undefined;
  return `which is of ${at}, though it was asked for at ${asked.sentAt.toISOString()}`;
}

/** What the S1SP tells is not from later than it came; what it signs for a device bears the mark of the gas meter there and only there. */
function wrongSource({ receivedAt, response: { content } }: ReceivedResponse, { devices }: Told): string | undefined {
  if (!('signedByS1sp' in content)) return undefined;
  const { kind, signedByS1sp, deviceId } = content;
  if (kind === 'dcc-alert') {
    const [, at = ''] = /<DateTime>([^<]*)</.exec(signedByS1sp) ?? [];
    return Date.parse(at) <= Date.parse(receivedAt) ? undefined : `in which the S1SP tells of ${at}, at ${receivedAt}`;
  }
  const type = devices.find((device) => device.deviceId === deviceId)?.deviceType;
  const isMarked = /\bisFromGSME="(?:true|1)"/.test(signedByS1sp);
  if (type === undefined || isMarked === (type === 'GSME')) return undefined;
  return `from ${deviceId}, ${isMarked ? 'with' : 'without'} the mark of a gas meter`;
}

function wrongContent(response: DuisResponse, told: Told): string | undefined {
  const { content } = response;
  switch (content.kind) {
    case 'answer':
    case 'device-response':
      return wrongResponse(response, told);
    case 'dcc-alert': {
      const { alertCode, told: lines } = content;
      if (!isAboutKnown(content.deviceId, told) || isRightAlert(alertCode, lines, told)) return undefined;
      return `which tells of nothing that happened: ${lines.join(', ')}`;
    }
    case 'device-alert': {
      const { alertCode, description } = content;
      // Of a code that the published list of names here does not have, a remote laboratory says what it likes.
      const isNamed = Object.hasOwn(EVENT_NAMES, alertCode)
        ? description === EVENT_NAMES[alertCode]
        : description !== '';
      return isNamed ? undefined : `which is called "${description}"`;
    }
  }
}

/** Of a device that the scenario did not make nobody knows what would be right. */
function isAboutKnown(deviceId: string | undefined, { devices }: Told): boolean {
  return deviceId === undefined || devices.some((device) => device.deviceId === deviceId);
}

function wrongResponse(
  { requestId, responseId, content }: DuisResponse,
  { sent, schedules }: Told,
): string | undefined {
  if (content.kind === 'device-response' && requestId === undefined) {
    const isKnown = schedules.some(({ scheduleId }) => scheduleId === content.scheduleId);
    return isKnown ? undefined : `which answers no request, and is of schedule ${content.scheduleId ?? 'none'}`;
  }
  const asked = sent.find(({ id }) => writeMessageId(id) === requestId);
  if (asked === undefined) return `which answers ${requestId ?? 'nothing'}, a request that it has not sent`;
  const due = responseIdOf(asked.id);
  return responseId === due ? undefined : `which has the id ${responseId ?? 'none'} in place of ${due}`;
}
