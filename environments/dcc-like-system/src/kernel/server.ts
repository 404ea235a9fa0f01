import type { ServiceName } from '../../../environment';
import type { ServiceConfig } from './config';
import { createApp, inScope, unforeseen, type App, type FailedRequest } from './http';
import { labRoutes } from './lab-routes';
import { healthRoute, publishedRoutes } from './published-routes';
import { failureLine, type Log } from './log';
import type { Defect } from './rules';
import type { Shared } from './shared';
import { Service, type ServiceDefinition } from './service';
import { Refusal } from './refusal';
import { clockAt, workAt, type Schedule, type TickReport } from './tick';
import type { Transport } from './transport';

/** What a service finds in the process that it runs in. */
interface Host {
  /** Receives one line at a time. */
  readonly log?: Log;
  /** What it has in common with other services of the process; without it it is alone. */
  readonly shared?: Shared;
}

/** A service with its HTTP interface. */
export class ServiceServer {
  readonly app: App;
  readonly service: Service;
  readonly name: ServiceName;
  private readonly log: Log;

  /**
   * @param defects seeded defects that the lab may switch on; none without a lab token
   * @param host what it finds in the process that it runs in
   */
  constructor(
    definition: ServiceDefinition,
    config: ServiceConfig,
    transport: Transport,
    defects?: readonly Defect[],
    host: Host = {},
  ) {
    const { log = () => undefined, shared } = host;
    const service = new Service(definition, config, transport, defects, shared);
    this.log = log;
    this.service = service;
    this.name = config.service;
    this.app = createApp({
      name: service.name,
      maximumBody: config.maximumBody,
      noteFailure: (failed) => this.noteFailure(failed),
    });
    healthRoute(this.app, service);
    inScope(this.app, (published) => {
      publishedRoutes(published, service);
      definition.routes?.(published, service);
    });
    const { labToken } = config;
    if (labToken === undefined) return;
    inScope(this.app, (lab) => labRoutes(lab, service, labToken), '/lab');
  }

  /** Has the service forget everything and begin again at `start`. @throws Refusal as the lab route answers */
  reset(start: Date): Promise<void> {
    return this.noting('POST /lab/reset', () => this.service.reset(start));
  }

  /** Tells the service the time; it says when it has something to do. @throws Refusal as the lab route answers */
  tell(now: Date, logicalTime: number): Promise<Schedule> {
    return this.noting('POST /lab/clock', () => clockAt(this.service, now, logicalTime));
  }

  /** Lets the service work until nothing is due at `now`. @throws Refusal as the lab route answers */
  workAt(now: Date, logicalTime: number): Promise<TickReport> {
    return this.noting('POST /lab/work', () => workAt(this.service, now, logicalTime));
  }

  async listen(): Promise<string> {
    const { host, port } = this.service.config.listen;
    const address = await this.app.listen({ host, port });
    this.log(`listening on ${address}`);
    return address;
  }

  /** @throws Refusal as a route answers that ends in an error which nobody foresaw */
  private async noting<T>(call: string, act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      if (error instanceof Refusal || !(error instanceof Error)) throw error;
      this.noteFailure({ call, error });
      throw new Refusal(500, `${this.name}: ${unforeseen(this.name)}`);
    }
  }

  private noteFailure(failed: FailedRequest): void {
    this.log(failureLine(failed));
    this.service.noteFailure(failed);
  }

  async close(): Promise<void> {
    await this.app.close();
    this.service.close();
  }
}
