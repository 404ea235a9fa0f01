import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EnvironmentDescription, ServiceName } from '../../environments/environment';
import { EvidenceLog } from '../evidence/evidence-log';
import { Documents } from '../interfaces/documents';
import { examineByCanonicalForm } from '../interfaces/examination';
import { NOT_CHECKED } from '../interfaces/duis/official-schemas';
import { servedBy } from './context';
import { GrantedNeeds } from './granted-needs';
import { TestLab } from './test-lab';
import { delayed, DELIVERED_TWICE, WITHHELD } from './interception';
import { VirtualTime } from './virtual-time';

const HOP = { from: 'requesting-party', to: 's1sp', kind: 'MGF' } as const;

/** A lab whose Requesting Party sends one group file at eight; it notes what reaches the S1SP, and when. */
class LabStandIn {
  now = '2019-06-04T00:00:00.000Z';
  holding = false;
  held: string[] = [];
  arrived: string[] = [];
  private sent = false;

  answer(method: string, path: string, body: Record<string, string>): object {
    if (path === '/holds') this.holding = true;
    if (path === '/clock/settle') this.work();
    if (path === '/clock/advance') this.advance(body.to ?? '');
    if (path.startsWith('/held/')) this.arrive('released', decodeURIComponent(path.split('/')[2] ?? ''));
    if (path.startsWith('/messages/')) this.arrive('by the tester', body.text ?? '');
    if (path === '/held') return this.held.map((id) => ({ ...HOP, id, messageId: id, body: btoa('{"text":"file"}') }));
    const due = '2019-06-04T08:00:00.000Z';
    return { now: this.now, id: 'hold-1', ...(this.sent || method === 'PUT' ? {} : { next: due }) };
  }

  private arrive(how: string, what: string): void {
    this.arrived.push(`${this.now.slice(11, 16)} ${how} ${what}`);
    this.held = this.held.filter((id) => id !== what);
  }

  private advance(to: string): void {
    this.now = to;
    this.work();
  }

  private work(): void {
    if (this.sent || this.now < '2019-06-04T08:00:00.000Z') return;
    this.sent = true;
    if (this.holding) this.held.push('requesting-party:1');
    else this.arrived.push(`${this.now.slice(11, 16)} by itself`);
  }
}

let standIn: LabStandIn;
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, string>;
      const answer = standIn.answer(request.method ?? '', request.url ?? '', body);
      response.writeHead(request.url?.startsWith('/messages/') ? 202 : 200).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(() => server.close());

let time: VirtualTime;

beforeEach(() => {
  standIn = new LabStandIn();
  const evidence = new EvidenceLog();
  const services = { s1sp: url } as Record<ServiceName, string>;
  const environment = { name: 'embedded', services, partyTokens: { 'requesting-party': 't' } };
  const lab = new TestLab({ url, token: 't' }, evidence);
  const documents = new Documents(examineByCanonicalForm, { statement: NOT_CHECKED });
  time = new VirtualTime({
    environment: environment as unknown as EnvironmentDescription,
    evidence,
    documents,
    needs: new GrantedNeeds(),
    ...servedBy(lab),
  });
});

const NOON = new Date('2019-06-04T12:00:00.000Z');

describe('a message on a channel', () => {
  it('where nobody stands goes by itself', async () => {
    await time.passUntil(NOON);
    expect(standIn.arrived).toEqual(['12:00 by itself']);
  });
  it('where the tester withholds it never arrives', async () => {
    await time.arrange(HOP, WITHHELD);
    await time.passUntil(NOON);
    expect(standIn.arrived).toEqual([]);
    expect(time.takenOver.map(({ kind }) => kind)).toEqual(['MGF']);
  });
  it('where the tester delivers it twice arrives twice at its own time', async () => {
    await time.arrange(HOP, DELIVERED_TWICE);
    await time.passUntil(NOON);
    expect(standIn.arrived).toEqual(['08:00 by the tester file', '08:00 by the tester file']);
  });
  it('that is delayed arrives so much later, and not before', async () => {
    await time.arrange(HOP, delayed(3));
    await time.passUntil(new Date('2019-06-04T10:59:00.000Z'));
    expect(standIn.arrived).toEqual([]);
    await time.passHours(1);
    expect(standIn.arrived).toEqual(['11:00 released requesting-party:1']);
    expect(standIn.now).toBe('2019-06-04T11:59:00.000Z');
  });
});
