import { createServer, type Socket } from 'node:net';
import { socketEngine } from './socket-engine';
import { removeLabelled } from './sweep';

/**
 * A reaper that speaks testcontainers' protocol: every client says on a connection which labels its things carry
 * (`label=key=value&label=...`, one set a line, each answered with `ACK`) and keeps the connection open for as long as it
 * lives. When the last client has gone, however it went, everything that carries the labels is removed.
 */
const PORT = 8080;

/** Names a session by a random value; without it a stranger on the network could have anything removed. */
const SESSION = 'label=org.testcontainers.session-id=';

/** A client that restarts its connection is not gone. */
const RECONNECTION_MS = 1_000;

/** The client that started the reaper connects at once; if it never does, it died on the way. */
const FIRST_CONNECTION_MS = 60_000;

const labelSets = new Set<string>();
const clients = new Set<Socket>();
let departure: NodeJS.Timeout;

function departIn(milliseconds: number): void {
  clearTimeout(departure);
  departure = setTimeout(() => void cleanUp(), milliseconds);
}

async function cleanUp(): Promise<void> {
  server.close();
  for (const labels of labelSets) {
    await removeLabelled(
      socketEngine,
      labels.split('&').map((label) => label.replace(/^label=/, '')),
    );
  }
  process.exit(0);
}

function namesSession(line: string): boolean {
  return line.split('&').some((label) => label.startsWith(SESSION) && label.length > SESSION.length);
}

function serve(client: Socket): void {
  clients.add(client);
  clearTimeout(departure);
  let buffered = '';
  client.setEncoding('utf8');
  client.on('data', (chunk: string) => {
    buffered += chunk;
    const lines = buffered.split('\n');
    buffered = lines.pop() ?? '';
    for (const line of lines.map((each) => each.trim()).filter(namesSession)) {
      labelSets.add(line);
      client.write('ACK\n');
    }
  });
  client.on('error', () => client.destroy());
  client.on('close', () => {
    clients.delete(client);
    if (clients.size === 0) departIn(RECONNECTION_MS);
  });
}

const server = createServer(serve);
server.listen(PORT, '0.0.0.0', () => {
  departIn(FIRST_CONNECTION_MS);
  console.log('Started');
});
process.on('SIGTERM', () => process.exit(0));
