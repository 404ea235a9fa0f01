/** Calls of every published route, by anybody, with any body; and messages of every kind, from any party. */
import { SERVICES } from '../../../environments/environment';
import { answerTo, type FuzzInput, type InputFamily } from './input';
import { publishedCalls, type PublishedCall } from './published-calls';
import type { Random } from './random';
import { bodyText } from './shapes';
import type { FuzzWorld } from './world';
import { mutated, mutatedBytes } from './xml-mutations';

const CALLS = publishedCalls();
/** With the token of the lab they would change the world that inputs are tried on. */
const OF_WORLD =
  /^\/(reset|clock|epcl|groups|installations|smets2|settings|defects|faults|holds|registrations|users|lab\/)/;
const STRANGE_PATHS: readonly string[] = [
  '/%6cab/audit',
  '/..%2flab/audit',
  '//lab/audit',
  '/nowhere',
  '/%ff',
  '/a'.repeat(400),
];
const STRANGE_TYPES: readonly string[] = [
  'application/xml',
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/json;charset=x',
  '',
];
const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'];

function addressOf(world: FuzzWorld, at: PublishedCall['at']): string {
  const { services, lab } = world.ground.environment;
  return at === 'lab' ? (lab?.url ?? '') : services[at];
}

/** Someone's credentials: right, of somebody else, wrong, or none at all. */
function credentials(world: FuzzWorld, random: Random, mayBeLab: boolean): string {
  const { partyTokens, organisations, lab } = world.ground.environment;
  const party = random.pick(SERVICES);
  const choices = [
    `Party ${party}:${partyTokens[party] ?? ''}`,
    `Party ${party}:${partyTokens[party] ?? ''}`,
    `Bearer ${random.pick(organisations).token}`,
    `Bearer ${random.pick(organisations).token}`,
    `Party ${party}:${partyTokens[random.pick(SERVICES)] ?? ''}`,
    `Party ${party}`,
    'Bearer x',
    `Basic ${random.text('abc=', 12)}`,
    `x${random.text('PartyBearer: \u00e9', 30)}x`,
    '',
    ...(mayBeLab ? [`Bearer ${lab?.token ?? ''}`] : []),
  ];
  return random.pick(choices);
}

function parameterOf(world: FuzzWorld, random: Random): string {
  const installation = random.pick(world.installations);
  return random.pick([
    'A',
    '1',
    '-1',
    '0',
    'x'.repeat(200),
    '%00',
    '%F0%9F%94%91',
    '..',
    installation.iccid,
    encodeURIComponent(random.pick(installation.devices).deviceId),
    installation.reference.replaceAll(' ', '%20'),
    random.pick(world.ground.environment.organisations).eui,
  ]);
}

async function routeInput(world: FuzzWorld, random: Random): Promise<FuzzInput> {
  const call = random.pick(CALLS);
  const isOfWorld = call.at === 'lab' || OF_WORLD.test(call.path);
  const method = random.once(12) ? random.pick(METHODS) : call.method;
  const filled = call.path.replaceAll(/\{[^}]*\}/g, () => parameterOf(world, random));
  const path = random.once(15) ? random.pick(STRANGE_PATHS) : filled;
  const query = random.once(6)
    ? `?${random.pick(['since=1', 'since=-1', 'since=x', 'limit=1e9', 'a[]=b', '%', 'day=2019-02-30'])}`
    : '';
  const authorization = credentials(world, random, !isOfWorld);
  const body = ['GET', 'HEAD'].includes(method) ? undefined : bodyText(call.body, random);
  const type = random.once(10) ? random.pick(STRANGE_TYPES) : 'application/json';
  const headers = {
    ...(authorization === '' ? {} : { authorization }),
    ...(body === undefined || type === '' ? {} : { 'content-type': type }),
  };
  const url = `${addressOf(world, call.at)}${path}${query}`;
  return {
    what: `${method} ${call.at} ${path}${query} as ${authorization.slice(0, 16) || 'nobody'}: ${(body ?? '').slice(0, 120)}`,
    send: () => answerTo(url, { method, headers, ...(body === undefined ? {} : { body }) }),
    // What is only read changes nothing.
    isRefusal: ({ status }) => status >= 400 || ['GET', 'HEAD', 'OPTIONS'].includes(method),
  };
}

/** Calls of every published route. */
export const ROUTES: InputFamily = { name: 'routes', share: 87, isBusy: false, make: routeInput };

async function messageInput(world: FuzzWorld, random: Random): Promise<FuzzInput> {
  const { services, partyTokens } = world.ground.environment;
  const sample = random.pick(world.samples);
  const from = random.once(3) ? random.pick(SERVICES) : sample.from;
  const to = random.once(6) ? random.pick(SERVICES) : sample.to;
  const kind = random.once(8) ? random.pick(world.samples).kind : random.once(12) ? 'constructor' : sample.kind;
  const body = random.once(6) ? Buffer.from(bodyText(undefined, random)) : bentBody(sample.body, random);
  const headers = {
    authorization: `Party ${from}:${partyTokens[from] ?? ''}`,
    'content-type': 'application/octet-stream',
    ...(random.once(12) ? {} : { 'x-message-id': random.once(20) ? 'x'.repeat(300) : world.messageId() }),
    ...(sample.fileName === undefined || random.once(5) ? {} : { 'x-file-name': sample.fileName }),
  };
  return {
    what: `message ${kind} ${from} -> ${to}: ${body.toString('utf8').slice(0, 120)}`,
    send: () => answerTo(`${services[to]}/messages/${kind}`, { method: 'POST', headers, body: new Uint8Array(body) }),
  };
}

/** A body of JSON or XML with something in it bent, or its bytes. */
function bentBody(body: string, random: Random): Buffer {
  if (random.once(5)) return mutatedBytes(Buffer.from(body, 'utf8'), random);
  return Buffer.from(mutated(body, random), 'utf8');
}

/** Messages of every kind. */
export const MESSAGES: InputFamily = { name: 'messages', share: 68, isBusy: true, make: messageInput };
