import { signingKey } from '../../../kernel/signing-key';
import { readRequest, type ServiceRequest } from '../../../duis/request';
import { writeS1spAlert } from '../../../duis/s1sp-alert';
import type { InboundMessage } from '../../../kernel/messages';
import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { XmlFault } from '../../../xml/parse';
import { verify, type NotSigned } from '../../../xml/signature';
import {
  devicesOf,
  installationWith,
  protectorOf,
  type DeclaredDevice,
  type Installation,
} from '../migration/installations';
import { carryOutAlone, holderOf } from './credentials';
import { isCritical } from './critical';
import { EQUIVALENT_STEPS } from './equivalent-steps';
import { giveUp, openRequest, respond, type OpenRequest } from './open-requests';

/** Types of devices for which the hub speaks: they take no commands of their own (MODEL). */
const BEHIND_THE_HUB: readonly string[] = ['GPF', 'PPMID'];

/** A device that the S1SP operates. */
interface OperatedDevice {
  readonly installation: Installation;
  readonly device: DeclaredDevice;
  readonly iccid: string;
}

/** Which service requests are carried out, and how they begin. */
export const TAKING = area('s1sp-service-requests', {
  /** Certificates of those who may countersign: the DSP alone. */
  countersigners: ({ service }: Work): Readonly<Record<string, string>> => {
    const { dsp = '' } = service.config.certificates;
    return { dsp };
  },
  /** The request that was countersigned, or why it was not. */
  countersigned: (xml: string, work: Work): { readonly content: string } | NotSigned =>
    verify(xml, work.rules(TAKING).countersigners(work)),
  operatedDevice,
  /** Of a critical request: whose credentials are on the device where they are not the originator's. */
  otherHolder,
  /** Minutes until the first command goes out. */
  firstCommandMinutes: 0,
  carryOut,
});

/** Takes a service request that the DSP has countersigned; one that it has not is not carried out. */
export function takeRequest(message: InboundMessage, work: Work): void {
  const rules = work.rules(TAKING);
  const signed = rules.countersigned(message.body.toString('utf8'), work);
  if ('fault' in signed) {
    work.audit('service-request-ignored', undefined, `not countersigned by the DSP: ${signed.fault}`);
    return;
  }
  const request = readable(signed.content);
  if ('fault' in request || request.body.kind === 'unread') {
    const why = 'fault' in request ? request.fault : `the S1SP has no steps for ${request.variant}`;
    work.audit('service-request-ignored', undefined, why);
    return;
  }
  const correlation = message.correlation ?? request.id.text;
  const operated = rules.operatedDevice(request, work);
  if (!operated) {
    giveUp(work, correlation, 'E20', `The S1SP operates no device ${request.id.target}.`);
    return;
  }
  const open = openedBy(request, correlation, operated);
  const holder = rules.otherHolder(open, work);
  if (holder === undefined) rules.carryOut(open, work);
  else refuseOtherParty(open, holder, work);
}

/** The DSP has read a request before: what it cannot have let pass is not carried out. */
function readable(xml: string): ServiceRequest | { readonly fault: string } {
  try {
    return readRequest(xml);
  } catch (error) {
    if (error instanceof XmlFault) return { fault: error.message };
    throw error;
  }
}

/** The device that a request is for, where it is commissioned. */
function operatedDevice({ id }: ServiceRequest, work: Work): OperatedDevice | undefined {
  const installation = installationWith(work, id.target);
  const device = installation?.devices.find(({ deviceId }) => deviceId === id.target);
  if (!installation || !device || installation.state !== 'Commissioned') return undefined;
  const { iccid } = installation;
  return iccid === undefined ? undefined : { installation, device, iccid };
}

function openedBy(
  { id, reference, variant, body }: ServiceRequest,
  correlation: string,
  { installation, device: { deviceId, deviceType }, iccid }: OperatedDevice,
): OpenRequest {
  const commanded = BEHIND_THE_HUB.includes(deviceType) ? hubOf(installation) : deviceId;
  return {
    correlation,
    reference,
    variant,
    deviceId,
    deviceType,
    user: id.originator,
    counter: id.counter.toString(),
    iccid,
    commanded,
    protector: protectorOf(installation, commanded),
    body,
    answers: [],
    silences: 0,
  };
}

/** Begins with the commands to the device; what needs none is answered at once. */
function carryOut(open: OpenRequest, work: Work): void {
  if (EQUIVALENT_STEPS[open.variant]) openRequest(open, work, work.rules(TAKING).firstCommandMinutes);
  else respond(open, work.now, { payload: carryOutAlone(open, work) }, work);
}

function otherHolder({ variant, body, deviceId, user }: OpenRequest, work: Work): string | undefined {
  if (!isCritical(variant)) return undefined;
  const role = body.kind === 'credentials' && body.role === 'NetworkOperator' ? 'NetworkOperator' : 'Supplier';
  const holder = holderOf(deviceId, role, work);
  return holder === user ? undefined : (holder ?? 'nobody');
}

function refuseOtherParty(request: OpenRequest, holder: string, work: Work): void {
  const { correlation, deviceId, user, counter } = request;
  const information = `The credentials of ${holder} are on the device, not those of ${user}.`;
  const alert = {
    requestId: `${user}:${deviceId}:${counter}`,
    deviceId,
    code: 'SIM-S1A-01',
    information,
    at: work.now,
  };
  const body = writeS1spAlert(alert, signingKey(work.service));
  work.send({ to: 'dsp', kind: 's1sp-alert', body, correlation });
  work.audit('service-request-refused', undefined, `${correlation}: SIM-S1A-01 ${information}`);
}

function hubOf(installation: Installation): string {
  const [hub] = devicesOf(installation, ['CHF']);
  if (!hub) throw new Error(`The installation ${installation.installationId} has no communications hub.`);
  return hub.deviceId;
}
