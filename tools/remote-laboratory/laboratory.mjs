import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { Installation } from './devices.mjs';

/**
 * A remote laboratory for Migration DUST: an example of a process that simulates test devices itself and connects them. It is
 * written from the published contracts, imports nothing of the suite or of the system, and needs Node alone.
 *
 *     node laboratory.mjs <file> [--electricity Wh] [--gas litres]
 *
 * The file is what Migration DUST hands to a laboratory: `{url, token, installations: [device sheet]}`. SIGUSR2 has every electricity
 * meter tell that its cover was opened; SIGINT and SIGTERM disconnect the devices.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { electricity: { type: 'string', default: '7315042' }, gas: { type: 'string', default: '2604811' } },
});
const [file] = positionals;
if (file === undefined) fail('Name the file that Migration DUST has written for the laboratory.');
const { url: dust, token, installations: sheets } = JSON.parse(readFileSync(file, 'utf8'));
const registers = { ESME: Number(values.electricity), GSME: Number(values.gas) };
const installations = sheets.map((sheet) => new Installation(sheet, registers));

/** What the network has to show here. */
const ownToken = randomBytes(24).toString('base64url');
/** The time of the system, as the network said it last. */
let lastHeard = '2019-06-03T00:00:00.000Z';
const MOST_BYTES = 1_048_576;

const server = createServer((request, response) => {
  respond(request).then(
    ([status, body]) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    (error) => response.writeHead(400).end(String(error.message)),
  );
});

/** The status and the body of an answer to the network. */
async function respond(request) {
  if (request.headers.authorization !== `Bearer ${ownToken}`) return [401, { error: 'Who is calling?' }];
  if (request.method !== 'POST') return [404, { error: 'There is no such thing.' }];
  const call = await bodyOf(request);
  const installation = installations.find(({ iccid }) => iccid === call.iccid);
  if (installation === undefined) return [404, { error: `There is no SIM ${call.iccid} here.` }];
  lastHeard = call.at;
  // The hubs here are always awake.
  if (request.url === '/wake-ups') return [200, {}];
  if (request.url !== '/frames') return [404, { error: 'There is no such thing.' }];
  const answer = installation.answer(call);
  const { operation, deviceId, body } = call.frame;
  const what = operation === 'get' ? `get ${body.name}` : operation;
  console.log(`${call.at} ${call.headEnd} ${what} for ${deviceId}: ${answer.body?.error ?? answer.outcome}`);
  return [200, answer];
}

async function bodyOf(request) {
  const pieces = [];
  let size = 0;
  for await (const piece of request) {
    size += piece.length;
    if (size > MOST_BYTES) throw new Error('That is too long.');
    pieces.push(piece);
  }
  return JSON.parse(Buffer.concat(pieces).toString('utf8'));
}

/** Says something to Migration DUST about an installation. @throws Error with its sentence where it refuses */
async function tell(method, { importMPAN }, path, body) {
  const answer = await fetch(`${dust}/remote-lab/test-installations/${importMPAN}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`Migration DUST answers with HTTP ${answer.status}: ${await answer.text()}`);
}

/** Every electricity meter tells that its cover was opened. */
async function raiseAlerts() {
  for (const installation of installations) {
    for (const { deviceId } of installation.devices.filter(({ deviceType }) => deviceType === 'ESME')) {
      const alert = { deviceId, alertCode: '8F74', description: 'Meter cover removed', at: lastHeard };
      await tell('POST', installation, '/alerts', alert);
      console.log(`${lastHeard} alert ${alert.alertCode} of ${deviceId}`);
    }
  }
}

async function end() {
  for (const installation of installations) await tell('PUT', installation, '', { connected: false });
  console.log('The laboratory has disconnected its devices.');
  process.exit(0);
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

process.on('SIGUSR2', () => void raiseAlerts().catch(({ message }) => console.error(message)));
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => void end().catch(({ message }) => fail(message)));

server.listen(0, '127.0.0.1', () => {
  const reachedAt = { address: `http://127.0.0.1:${server.address().port}`, token: ownToken };
  Promise.all(installations.map((one) => tell('PUT', one, '', { connected: true, reachedAt }))).then(
    () => console.log(`The laboratory answers at ${reachedAt.address} for ${installations.length} installations.`),
    ({ message }) => fail(message),
  );
});
