import { lookUp, PeerUnavailable } from '../dcc-like-system/src/kernel/look-up';
import { Refusal } from '../dcc-like-system/src/kernel/refusal';
import type { Defect } from '../dcc-like-system/src/kernel/rules';
import { Service } from '../dcc-like-system/src/kernel/service';
import { PeerUnreachable, type Transport } from '../dcc-like-system/src/kernel/transport';
import type { Work } from '../dcc-like-system/src/kernel/work';
import type { DustConfig, Participant } from './config';
import { MccAccount } from './mcc-account';

/** Migration DUST without its HTTP interface: its store, its rules, and the services as it may use them. */
export class MigrationDust {
  readonly service: Service;
  /** Base address under which the services reach it; known once it listens. */
  address = '';

  /** @throws StoreFault when its store cannot be used */
  constructor(
    readonly config: DustConfig,
    private readonly transport: Transport,
    defects: readonly Defect[],
  ) {
    const definition = { name: 'migration-dust', messages: {}, timers: {} } as const;
    this.service = new Service(definition, config, transport, defects);
  }

  /** Takes over the time of the test environment, as the Migration Control Centre tells it to anybody. */
  async learnTime(): Promise<void> {
    const { now } = (await this.ask('mcc', '/health')) as { now: string };
    const time = new Date(now);
    if (time > this.service.now) await this.service.at(time, 0, () => undefined);
  }

  /** The account in whose name a participant authorises. */
  accountOf({ suppliers }: Participant): MccAccount {
    const { peers, supplierTokens } = this.config;
    return new MccAccount(peers.mcc, supplierTokens[suppliers.electricity] ?? '', this.transport);
  }

  /**
   * What a service publishes for the operators of the test environment; undefined where nothing is there.
   * @throws Refusal 503 where it cannot be had now
   */
  async ask(service: 'mcc' | 'smso' | 'dsp', path: string): Promise<unknown> {
    try {
      return await lookUp(this.service, service, path);
    } catch (error) {
      if (error instanceof PeerUnavailable) throw unavailable(service);
      throw error;
    }
  }

  /**
   * Calls a service for the operators of the test environment; gives its answer, whatever it is.
   * @throws Refusal 503 where there is none
   */
  async tell(
    service: 'dsp' | 'wan',
    method: 'POST' | 'PUT',
    path: string,
    body: object,
  ): Promise<{ readonly status: number; readonly body: unknown }> {
    return this.service.peers.call(service, method, path, body).catch((error: unknown) => {
      if (error instanceof PeerUnreachable) throw unavailable(service);
      throw error;
    });
  }

  /**
   * Configures the test environment at the DSP.
   * @throws Refusal 503 where it does not take it now
   */
  async configure(method: 'POST' | 'PUT', path: string, body: object): Promise<void> {
    const { status } = await this.tell('dsp', method, path, body);
    if (status !== 200) throw unavailable('dsp');
  }

  read<T>(look: (work: Work) => T): T {
    return this.service.read(look);
  }

  transact<T>(change: (work: Work) => Promise<T> | T): Promise<T> {
    return this.service.transact(change);
  }
}

/** A service of the test environment that does not answer, or does not do its part, now. */
export function unavailable(service: string): Refusal {
  return new Refusal(503, `The ${service} of the test environment does not answer now: try again later.`);
}
