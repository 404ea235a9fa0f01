import type { Answer, Client } from './client';
import { UnusableEnvironmentError } from './client';
import type { RoleContext } from './context';
import { dustClient, dustOf } from './testing-participant';

/** The people who run Migration DUST. */
export class DustOperators {
  private readonly client: Client;

  constructor(context: RoleContext) {
    this.client = dustClient(context, 'Operators of Migration DUST', dustOf(context).operatorToken);
  }

  /** Records that the migration solution is deployed in an environment. */
  async recordDeployment(environment: string): Promise<void> {
    const body = { environment, release: 'IOC', version: '1.0' };
    await this.client.expect([200], {
      method: 'PUT',
      path: '/operator/deployment',
      body,
      title: 'Deployment recorded',
    });
  }

  /** Records that a participant meets a prerequisite. */
  async recordPrerequisite(participant: string, name: string): Promise<void> {
    const path = `/operator/participants/${participant}/prerequisites/${name}`;
    const body = { reference: `Record of ${name}` };
    await this.client.expect([200], { method: 'PUT', path, body, title: 'Prerequisite recorded', about: name });
  }

  /** Takes an installation of the DCC's laboratory into the pool; gives the answer, whatever it is. */
  async addTestInstallation(importMPAN: string): Promise<Answer> {
    const path = `/operator/test-installations/${importMPAN}`;
    return this.client.call({ method: 'PUT', path, body: {}, title: 'Test installation', about: importMPAN });
  }
}

/** Empties Migration DUST, and switches on exactly these seeded defects of it. @throws UnusableEnvironmentError */
export async function resetDust(context: RoleContext, defects: readonly string[]): Promise<void> {
  const { lab, environment } = context;
  if (lab === undefined || environment.lab === undefined) {
    throw new UnusableEnvironmentError(
      `The environment "${environment.name}" has no test lab to empty Migration DUST.`,
    );
  }
  const client = dustClient(context, 'Tester', environment.lab.token);
  const start = (await lab.now()).toISOString();
  await client.expect([200], { method: 'POST', path: '/lab/reset', body: { start } });
  await client.expect([200], { method: 'POST', path: '/lab/defects', body: { ids: defects } });
}
