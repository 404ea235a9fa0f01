/** Signed documents: service requests and migration files, bent before or after they are signed. */
import { checkResponse } from '../../../support/interfaces/duis/check';
import { writeUnsigned, WEB_SERVICES, type ServiceRequest } from '../../../support/interfaces/duis/request';
import { plainRead } from '../../../support/interfaces/duis/requests/reads';
import { madeVariants, usualRequest } from '../../../support/interfaces/duis/usual';
import { DCC_EUI } from '../../../support/interfaces/duis/vocabulary';
import { Documents } from '../../../support/interfaces/documents';
import { examineByCanonicalForm } from '../../../support/interfaces/examination';
import { signXml, type SigningKey } from '../../../support/interfaces/signature';
import { answerTo, type FuzzAnswer, type FuzzInput, type InputFamily } from './input';
import type { Random } from './random';
import type { FuzzWorld } from './world';
import { mutated } from './xml-mutations';

/** Virtual time of a world is about this. */
const NOW = new Date('2019-06-07T00:00:00.000Z');

const READS: readonly ServiceRequest[] = [
  plainRead('4.1.1', 'ReadInstantaneousImportRegisters'),
  plainRead('4.11.1', 'ReadTariffPrimaryElement'),
  plainRead('4.18', 'ReadMeterBalance'),
  plainRead('6.2.7', 'ReadDeviceConfigurationMPxN'),
  plainRead('7.4', 'ReadSupplyStatus'),
];

/** A signature, or the document as it is where it can no longer be signed. */
async function signed(xml: string, key: SigningKey): Promise<string> {
  try {
    return await signXml(xml, key);
  } catch {
    return xml;
  }
}

function rightRequest(world: FuzzWorld, random: Random): ServiceRequest {
  if (random.once(3)) return random.pick(READS);
  const { devices, importMPAN } = random.pick(world.installations);
  const { deviceId, deviceType } = random.pick(devices);
  const { certificate } = world.roles.supplier.organisation;
  return usualRequest(
    { variant: random.pick(madeVariants()), element: '', content: 'own' },
    {
      now: NOW,
      deviceId,
      deviceType,
      fuel: deviceType === 'GSME' ? 'gas' : 'electricity',
      importMPxN: importMPAN,
      exportMPAN: importMPAN,
      hubId: devices.find((device) => device.deviceType === 'CHF')?.deviceId ?? deviceId,
      unknownDeviceId: deviceId.replace(/..$/, '0B'),
      certificate,
      isNetworkOperator: false,
      isExportSupplier: false,
      newDeviceId: deviceId.replace(/..$/, '0A'),
      newFirmware: '0FFF0001',
      serial: () => Number(world.counter()),
    },
  );
}

async function requestInput(world: FuzzWorld, random: Random): Promise<FuzzInput> {
  const { environment, schemas } = world.ground;
  const user = random.once(4) ? random.pick(environment.organisations) : world.roles.supplier.organisation;
  const request = rightRequest(world, random);
  const { deviceId } = random.pick(random.pick(world.installations).devices);
  const target = request.answeredBy === 'dcc' ? DCC_EUI : deviceId;
  const right = writeUnsigned({ originator: user.eui, target, counter: world.counter() }, request);
  const before = random.once(8) ? right : mutated(right, random);
  const whole = await signed(before, user);
  const xml = random.once(5) ? mutated(whole, random) : whole;
  const service = random.once(8) ? random.pick(['serviceS', 'serviceD', 'serviceT']) : WEB_SERVICES[request.answeredBy];
  return {
    what: `service request ${request.variant} to ${service}: ${xml.slice(0, 160)}`,
    send: () =>
      answerTo(`${environment.services.dsp}/api/v1/${service}`, {
        method: 'POST',
        headers: { 'content-type': 'application/xml' },
        body: xml,
      }),
    isRefusal: ({ status, text }) => status >= 400 || !/ResponseCode>I(0|99)</.test(text),
    judge: async (answer) => [
      ...(await wrongAnswer(world, answer)),
      ...(answer.status < 400
        ? (schemas.schema?.check(xml) ?? []).map((fault) => `Taken although the official schema says: ${fault}`)
        : []),
    ],
  };
}

async function wrongAnswer(world: FuzzWorld, { status, text }: FuzzAnswer): Promise<readonly string[]> {
  if (status !== 200) return [];
  const { environment, schemas } = world.ground;
  // An answer of its own each time: no verdict is worth keeping.
  const documents = new Documents(examineByCanonicalForm, schemas);
  return checkResponse(text, { documents, certificates: environment.certificates, at: NOW.toISOString() });
}

/** Service requests: the official schema judges requests and answers where it is given. */
export const SERVICE_REQUESTS: InputFamily = { name: 'service requests', share: 15, isBusy: true, make: requestInput };

const SIGNATURE = /<(\w+:)?Signature[\s>][\s\S]*<\/(\w+:)?Signature>/;

async function fileInput(world: FuzzWorld, random: Random): Promise<FuzzInput> {
  const { services, partyTokens } = world.ground.environment;
  const files = world.samples.filter(({ fileName }) => fileName !== undefined);
  const { from, to, kind, body, fileName = '' } = random.pick(files);
  const bent = mutated(body.replace(SIGNATURE, ''), random);
  const whole = await signed(bent, await world.keyOf(random.once(6) ? to : from));
  const xml = random.once(4) ? mutated(whole, random) : whole;
  const headers = {
    authorization: `Party ${from}:${partyTokens[from] ?? ''}`,
    'content-type': 'application/octet-stream',
    'x-message-id': world.messageId(),
    'x-file-name': fileName,
  };
  return {
    what: `file ${fileName} ${from} -> ${to}: ${xml.slice(0, 120)}`,
    send: () => answerTo(`${services[to]}/messages/${kind}`, { method: 'POST', headers, body: xml }),
  };
}

/** Migration files. */
export const FILES: InputFamily = { name: 'migration files', share: 11, isBusy: true, make: fileInput };
