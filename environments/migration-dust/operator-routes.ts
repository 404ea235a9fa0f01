import { z } from 'zod';
import { EUI, ID, NAME } from '../dcc-like-system/src/domain/fields';
import { CONNECTION, LABORATORY_ALERT } from '../dcc-like-system/src/domain/laboratories';
import { ANYBODY } from '../dcc-like-system/src/kernel/admission';
import { bytes, takeBytes, type App } from '../dcc-like-system/src/kernel/http';
import { Refusal } from '../dcc-like-system/src/kernel/refusal';
import { labOf, type Guards } from './access';
import { ALERTS } from './alerts';
import type { MigrationDust } from './dust';
import { PREREQUISITE_NAMES, prerequisitesOf } from './eligibility';
import { offer } from './pool';
import { DEPLOYMENTS, PREREQUISITES } from './records';
import { connectInstallation, passAlertOn } from './remote-laboratories';

const DEPLOYMENT = { body: z.strictObject({ environment: NAME, release: NAME, version: NAME }) };
const PREREQUISITE = {
  params: z.strictObject({ key: ID, name: z.enum(PREREQUISITE_NAMES) }),
  body: z.strictObject({ reference: NAME }),
};
const MPAN = { params: z.strictObject({ importMPAN: ID }) };
/** The body is an empty object: what is known of the installation stands at the test SMSO. */
const OFFER = { ...MPAN, body: z.strictObject({}) };
const CONNECT = { ...MPAN, body: CONNECTION };
const ALERT = { ...MPAN, body: LABORATORY_ALERT };
const RECEIVER = { params: z.strictObject({ eui: EUI }) };

/** What the people who run Migration DUST record. */
export function operatorRoutes(app: App, dust: MigrationDust, { operators: config }: Guards): void {
  app.put('/operator/deployment', { config, schema: DEPLOYMENT }, (request) =>
    dust.transact((work) => {
      const deployment = { ...request.body, recordedAt: work.now.toISOString() };
      work.put(DEPLOYMENTS, 'current', deployment);
      work.audit(
        'deployment-recorded',
        undefined,
        `${deployment.release} ${deployment.version} in ${deployment.environment}`,
      );
      return deployment;
    }),
  );
  app.put('/operator/participants/:key/prerequisites/:name', { config, schema: PREREQUISITE }, (request) =>
    dust.transact((work) => {
      const { key, name } = request.params;
      const participant = dust.config.participants.find((one) => one.key === key);
      if (!participant) throw new Refusal(404, `There is no participant ${key}.`);
      if (!prerequisitesOf(participant).includes(name)) {
        throw new Refusal(404, `A ${participant.kind} has no prerequisite "${name}".`);
      }
      const met = { reference: request.body.reference, recordedAt: work.now.toISOString() };
      work.put(PREREQUISITES, `${key}/${name}`, met);
      return { participant: key, name, ...met };
    }),
  );
  app.put('/operator/test-installations/:importMPAN', { config, schema: OFFER }, (request) =>
    offer(dust, { importMPAN: request.params.importMPAN, source: 'dcc-lab' }),
  );
}

/** What remote laboratories say of the devices that they connect. */
export function laboratoryRoutes(app: App, dust: MigrationDust, { remoteLabs: config }: Guards): void {
  app.put('/remote-lab/test-installations/:importMPAN', { config, schema: CONNECT }, (request) =>
    connectInstallation(dust, labOf(request).name, request.params.importMPAN, request.body),
  );
  app.post('/remote-lab/test-installations/:importMPAN/alerts', { config, schema: ALERT }, async (request, reply) => {
    await passAlertOn(dust, labOf(request).name, request.params.importMPAN, request.body);
    return reply.status(202).send({});
  });
}

/** Where the DSP delivers what is for users of the test environment: it is kept here, and goes on to the user's own receiver. */
export function receiverRoutes(app: App, dust: MigrationDust): void {
  takeBytes(app);
  app.post('/receivers/:eui', { config: { guard: ANYBODY }, schema: RECEIVER }, async (request, reply) => {
    const { eui } = request.params;
    const document = bytes(request.body);
    const { receivers } = dust.config;
    const status = await dust.service.peers.post(`${receivers}/receivers/${eui}`, 'application/xml', document);
    if (status < 200 || status > 299)
      return reply.status(503).send({ error: 'The receiver of the user did not take it.' });
    await dust.transact((work) => work.rules(ALERTS).keep(work, eui, document.toString('utf8')));
    return reply.status(204).send();
  });
}
