import { createServer, type Server, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import type { ReachedAt } from './remote-lab-desk';

const TOKEN = 'token-of-a-faulty-laboratory';

/** What of a command an answer depends on. */
const command = z.object({ at: z.string(), frame: z.object({ operation: z.string() }) });

/** More than an answer may hold. */
const PADDING = ' '.repeat(2 ** 20);

/** What goes wrong with an answer that is right: what a network that took it would go on with. */
const FAULTS = {
  'something that is not JSON': (response, right) => response.end(`${right}, it says`),
  'an answer of another form': (response, right) => response.end(right.replace('"at"', '"time"')),
  'an answer that is too long': (response, right) => response.end(right + PADDING),
  'an HTTP error': (response, right) => response.writeHead(500).end(right),
  'a redirect': (response, right, path) =>
    path === '/frames' ? response.writeHead(307, { location: '/elsewhere' }).end() : response.end(right),
  'a connection that it closes': (response) => response.destroy(),
  'nothing in time': () => undefined,
} as const satisfies Readonly<Record<string, (response: ServerResponse, right: string, path?: string) => unknown>>;
export type LaboratoryFault = keyof typeof FAULTS;

/** How a laboratory can answer wrongly, as testers say it. */
export const LABORATORY_FAULTS: readonly LaboratoryFault[] = Object.keys(FAULTS).filter(
  (name): name is LaboratoryFault => name in FAULTS,
);

/** The right answer: a device that is there, and does nothing. */
function rightAnswer(sent: unknown): string {
  const { at, frame } = command.parse(sent);
  const body = frame.operation === 'ping' ? { ok: true, values: { at } } : { ok: false, error: 'not-supported' };
  return JSON.stringify({ outcome: 'answer', body });
}

/** A laboratory that answers every command in one wrong way. */
export class FaultyLaboratory {
  private constructor(private readonly server: Server) {}

  static async start(fault: LaboratoryFault): Promise<FaultyLaboratory> {
    const spoil: (response: ServerResponse, right: string, path?: string) => unknown = FAULTS[fault];
    const server = createServer((request, response) => {
      void json(request).then((sent) => spoil(response, rightAnswer(sent), request.url));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new FaultyLaboratory(server);
  }

  /** Where it answers. */
  get reachedAt(): ReachedAt {
    const address = this.server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return { address: `http://127.0.0.1:${String(port)}`, token: TOKEN };
  }

  async crash(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
