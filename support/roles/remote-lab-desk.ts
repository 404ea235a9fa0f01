import type { DustDescription } from '../../environments/environment';
import { UnusableEnvironmentError, type Answer, type Client } from './client';
import type { RoleContext } from './context';
import { dustClient, dustOf } from './testing-participant';

/** Where a laboratory answers for devices that it simulates. */
export interface ReachedAt {
  readonly address: string;
  readonly token: string;
}

/** An alert that a laboratory says one of its devices has raised. */
export interface LaboratoryAlert {
  readonly deviceId: string;
  readonly alertCode: string;
  readonly description: string;
  /** ISO 8601. */
  readonly at: string;
}

/** What a remote laboratory says to Migration DUST; gives each answer, whatever it is. */
export class RemoteLabDesk {
  readonly account: DustDescription['remoteLabs'][number];
  private readonly client: Client;

  /** @param index which of the laboratories that Migration DUST knows @throws UnusableEnvironmentError */
  constructor(context: RoleContext, index = 0) {
    const account = dustOf(context).remoteLabs[index];
    if (account === undefined) throw new UnusableEnvironmentError('Migration DUST knows no such remote laboratory.');
    this.account = account;
    this.client = dustClient(context, `Remote laboratory ${account.name}`, account.token);
  }

  /** Connects or disconnects an installation. @param reachedAt where its devices answer, if the laboratory simulates them itself */
  async connect(importMPAN: string, connected: boolean, reachedAt?: ReachedAt): Promise<Answer> {
    const path = `/remote-lab/test-installations/${importMPAN}`;
    const title = connected ? 'Connected' : 'Disconnected';
    const body = { connected, ...(reachedAt && { reachedAt }) };
    return this.client.call({
      method: 'PUT',
      path,
      body,
      title,
      about: importMPAN,
      secretBody: reachedAt !== undefined,
    });
  }

  /** Passes on what a device tells. */
  async alert(importMPAN: string, alert: LaboratoryAlert): Promise<Answer> {
    const path = `/remote-lab/test-installations/${importMPAN}/alerts`;
    return this.client.call({ method: 'POST', path, body: alert, title: 'Alert of a device', about: alert.deviceId });
  }
}
