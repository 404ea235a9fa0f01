import { z } from 'zod';
import { readPackage, type PackageModel } from '../../../domain/configuration-package';
import { DEVICE_MODEL, ID, listOf, someOf, type Read } from '../../../domain/fields';
import { readImage } from '../../../domain/firmware-image';
import { bytes, inScope, takeBytes, type App } from '../../../kernel/http';
import { PeerUnavailable } from '../../../kernel/look-up';
import { Refusal } from '../../../kernel/refusal';
import type { Service } from '../../../kernel/service';
import type { ServiceContext } from '../../../kernel/service-context';
import type { Table } from '../../../kernel/store';
import { PLANNED_WINDOW } from '../operator-routes';
import { FOR_SUPPLIERS, supplierOf } from '../suppliers';
import { CONFIGURATIONS, IMAGES, PACKAGES } from './configuration';
import { orderConfiguration, type DormantConfigurationOrder } from './configuration-order';
import { upgradeNoticesFor } from './upgrade-notices';

const config = { parties: ['mcc'] } as const;
const LOADED = z.strictObject({ id: ID });

const CONTENT = { packageId: ID, imageIds: listOf(ID, 100).exactOptional(), ...PLANNED_WINDOW };

/** An order names installations, or the models of a combination: then it is for every installation of it. */
const ORDER = z.union([
  z.strictObject({ importMPANs: someOf(ID), ...CONTENT }),
  z.strictObject({ models: listOf(DEVICE_MODEL, 32), ...CONTENT }),
]);

/** Configuration of Dormant Meters: what operators load and order, and what suppliers are told of it. */
export function dormantConfigurationRoutes(app: App, service: Service): void {
  inScope(app, (loading) => {
    takeBytes(loading);
    loadingRoutes(loading, service);
  });

  app.post('/operator/dormant-configurations', { config, schema: { body: ORDER } }, async (request, reply) => {
    try {
      const order = await orderOf(request.body, service);
      return await reply.status(201).send(await service.transact((work) => orderConfiguration(work, order)));
    } catch (error) {
      if (error instanceof PeerUnavailable) throw new Refusal(503, `${error.message} Nothing was ordered: try again.`);
      throw error;
    }
  });

  app.get('/operator/dormant-configurations', { config }, () =>
    service.read((work) => work.list(CONFIGURATIONS).map(({ value }) => value)),
  );

  app.get('/upgrade-notices', { config: FOR_SUPPLIERS }, (request) => {
    const { eui } = supplierOf(request);
    return service.read((work) => upgradeNoticesFor(work, eui));
  });
}

/** What operators load, as it stands in a file. */
function loadingRoutes(app: App, service: Service): void {
  const loaded = { config, schema: { params: LOADED } };
  app.put('/operator/configuration-packages/:id', loaded, async (request, reply) => {
    const { id } = request.params;
    await load(service, PACKAGES, id, bytes(request.body), (text) => readPackage(text).packageId);
    return reply.status(201).send({ packageId: id });
  });

  app.put('/operator/firmware-images/:id', loaded, async (request, reply) => {
    const { id } = request.params;
    await load(service, IMAGES, id, bytes(request.body), (text) => readImage(text).imageId);
    return reply.status(201).send({ imageId: id });
  });
}

/**
 * Keeps what an operator loads, under its own id; the same bytes again change nothing.
 * @throws Refusal 400 where it cannot be read, 409 where other bytes have that id
 */
async function load(
  service: Service,
  into: Table<{ content: string }>,
  id: string,
  loaded: Buffer,
  idIn: (text: string) => string,
): Promise<void> {
  let found: string;
  try {
    found = idIn(loaded.toString('utf8'));
  } catch (error) {
    throw new Refusal(400, (error as Error).message);
  }
  if (found !== id) throw new Refusal(400, `What was loaded as ${id} calls itself ${found}.`);
  const content = loaded.toString('base64');
  await service.transact((work) => {
    const known = work.get(into, id);
    if (known && known.content !== content) throw new Refusal(409, `${id} is loaded already, with other content.`);
    work.put(into, id, { content });
  });
}

/**
 * The installations of an order: those that it names, or those of its models that have dormant meters at the SMSO.
 * @throws PeerUnavailable
 */
async function orderOf(given: Read<typeof ORDER>, service: ServiceContext): Promise<DormantConfigurationOrder> {
  const { packageId, imageIds = [], from, to } = given;
  const importMPANs = 'models' in given ? await dormantOf(given.models, service) : given.importMPANs;
  return { importMPANs, packageId, imageIds, from, to };
}

async function dormantOf(models: readonly PackageModel[], service: ServiceContext): Promise<string[]> {
  const { status, body } = await service.peers.call('smso', 'POST', '/estate/dormant', { models });
  if (status !== 200) throw new PeerUnavailable('smso');
  return (body as { importMPANs: string[] }).importMPANs;
}
