import { createApp, inScope, type App } from '../dcc-like-system/src/kernel/http';
import { failureLine, type Log } from '../dcc-like-system/src/kernel/log';
import { admitCallers, healthRoute } from '../dcc-like-system/src/kernel/published-routes';
import type { Defect } from '../dcc-like-system/src/kernel/rules';
import type { Transport } from '../dcc-like-system/src/kernel/transport';
import { guardsOf } from './access';
import type { DustConfig } from './config';
import { MigrationDust } from './dust';
import { labRoutes } from './lab-routes';
import { laboratoryRoutes, operatorRoutes, receiverRoutes } from './operator-routes';
import { participantRoutes } from './participant-routes';
import { portalRoutes } from './portal/portal-routes';

/** Migration DUST with its HTTP interface. */
export class DustServer {
  readonly app: App;
  readonly dust: MigrationDust;

  /** @param log receives one line at a time */
  constructor(config: DustConfig, transport: Transport, defects: readonly Defect[] = [], log: Log = () => undefined) {
    const dust = new MigrationDust(config, transport, defects);
    const { service } = dust;
    this.dust = dust;
    this.app = createApp({
      name: 'Migration DUST',
      maximumBody: config.maximumBody,
      noteFailure: (failed) => {
        log(failureLine(failed));
        service.noteFailure(failed);
      },
    });
    healthRoute(this.app, service);
    const guards = guardsOf(config);
    inScope(this.app, (published) => {
      admitCallers(published, service);
      inScope(published, (receivers) => {
        receiverRoutes(receivers, dust);
      });
      // Whoever was let in meets the time of the test environment.
      published.addHook('preHandler', () => dust.learnTime());
      participantRoutes(published, dust, guards);
      operatorRoutes(published, dust, guards);
      laboratoryRoutes(published, dust, guards);
      portalRoutes(published, dust);
    });
    const { labTokenDigest } = config;
    if (labTokenDigest === undefined) return;
    inScope(this.app, (lab) => labRoutes(lab, dust, labTokenDigest), '/lab');
  }

  /** Begins to listen. @returns the address on which it does */
  async listen(): Promise<string> {
    const { listen, address } = this.dust.config;
    const listening = await this.app.listen(listen);
    this.dust.address = address ?? listening;
    return listening;
  }

  async close(): Promise<void> {
    await this.app.close();
    this.dust.service.close();
  }
}
