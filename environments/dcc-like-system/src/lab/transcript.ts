import type { ServiceName } from '../../../environment';
import type { LabCall } from './coordinator';

interface Entry {
  readonly n: number;
  readonly logicalTime: number;
  readonly at: string;
  readonly [detail: string]: unknown;
}

/** What was noted, before it has its number in the whole sequence. */
interface Noted {
  readonly logicalTime: number;
  readonly at: string;
  readonly [detail: string]: unknown;
}

/** Gathers what every service noted (its audit trail, or what it sent) into one numbered sequence. */
export class Transcript {
  private entries: Entry[] = [];
  private readonly seen = new Map<ServiceName, number>();
  private readonly askedAt = new Map<ServiceName, number>();

  /** @param tickOf where services note something in their turns alone: the newest turn of each */
  constructor(
    private readonly services: readonly ServiceName[],
    private readonly call: LabCall,
    private readonly path: '/lab/messages' | '/lab/audit',
    private readonly tickOf?: (service: ServiceName) => number,
  ) {}

  clear(): void {
    this.entries = [];
    this.seen.clear();
    this.askedAt.clear();
  }

  /** Enters something that no service has noted. */
  note(entry: Noted): void {
    this.entries.push({ ...entry, n: this.entries.length + 1 });
  }

  /** Everything after entry number `since`, numbered from 1 without gaps. */
  async since(since: number): Promise<readonly Entry[]> {
    const fresh: { entry: Entry; order: number }[] = [];
    for (const [order, service] of this.services.entries()) {
      const turn = this.tickOf?.(service);
      if (turn !== undefined && turn === (this.askedAt.get(service) ?? 0)) continue;
      const found = (await this.call(service, 'GET', `${this.path}?since=${this.seen.get(service) ?? 0}`)) as Entry[];
      const last = found.at(-1);
      if (last) this.seen.set(service, last.n);
      if (turn !== undefined) this.askedAt.set(service, turn);
      fresh.push(...found.map((entry) => ({ entry, order })));
    }
    fresh.sort(
      (a, b) =>
        a.entry.at.localeCompare(b.entry.at) ||
        a.entry.logicalTime - b.entry.logicalTime ||
        a.order - b.order ||
        a.entry.n - b.entry.n,
    );
    for (const { entry } of fresh) this.entries.push({ ...entry, n: this.entries.length + 1 });
    return this.entries.slice(since);
  }
}
