import type { FastifyInstance } from 'fastify';
import { objectIn, readPackage, type PackageModel } from '../../../domain/configuration-package';
import { readImage } from '../../../domain/firmware-image';
import { PeerUnavailable } from '../../../kernel/look-up';
import { bytes } from '../../../kernel/published-routes';
import { Refusal } from '../../../kernel/refusal';
import type { Service } from '../../../kernel/service';
import type { Table } from '../../../kernel/store';
import { supplierOf } from '../suppliers';
import { CONFIGURATIONS, IMAGES, PACKAGES } from './configuration';
import { orderConfiguration, type DormantConfigurationOrder } from './configuration-order';
import { upgradeNoticesFor } from './upgrade-notices';
import type { ServiceContext } from '../../../kernel/service-context';

/** Configuration of Dormant Meters: what operators load and order, and what suppliers are told of it. */
export function dormantConfigurationRoutes(app: FastifyInstance, service: Service): void {
  app.put<{ Params: { id: string } }>('/operator/configuration-packages/:id', async (request, reply) => {
    service.authentication.party(request, 'mcc');
    await load(service, PACKAGES, request.params.id, bytes(request.body), (text) => readPackage(text).packageId);
    return reply.status(201).send({ packageId: request.params.id });
  });

  app.put<{ Params: { id: string } }>('/operator/firmware-images/:id', async (request, reply) => {
    service.authentication.party(request, 'mcc');
    await load(service, IMAGES, request.params.id, bytes(request.body), (text) => readImage(text).imageId);
    return reply.status(201).send({ imageId: request.params.id });
  });

  app.post('/operator/dormant-configurations', async (request, reply) => {
    service.authentication.party(request, 'mcc');
    try {
      const order = await readOrder(request.body, service);
      return await reply.status(201).send(await service.transact((work) => orderConfiguration(work, order)));
    } catch (error) {
      if (error instanceof PeerUnavailable) throw new Refusal(503, `${error.message} Nothing was ordered: try again.`);
      throw error;
    }
  });

  app.get('/operator/dormant-configurations', (request) => {
    service.authentication.party(request, 'mcc');
    return service.read((work) => work.list(CONFIGURATIONS).map(({ value }) => value));
  });

  app.get('/upgrade-notices', (request) => {
    const { eui } = supplierOf(service, request);
    return service.read((work) => upgradeNoticesFor(work, eui));
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
 * An order names installations, or the models of a combination: then it is for every installation of it that has dormant
 * meters at the SMSO.
 * @throws Refusal 400, PeerUnavailable
 */
async function readOrder(body: unknown, service: ServiceContext): Promise<DormantConfigurationOrder> {
  const given = objectIn(JSON.stringify(body ?? {}), 'order');
  const { importMPANs, models, packageId, imageIds = [], from, to } = given;
  const named = isTexts(importMPANs) || Array.isArray(models);
  if (
    !named ||
    typeof packageId !== 'string' ||
    !isTexts(imageIds) ||
    typeof from !== 'string' ||
    typeof to !== 'string'
  ) {
    throw new Refusal(
      400,
      'Say which installations, what and when: {"importMPANs": [...] or "models": [...], "packageId", "imageIds": [...], "from", "to"}.',
    );
  }
  const mpans = isTexts(importMPANs) ? importMPANs : await dormantOf(models as PackageModel[], service);
  return { importMPANs: mpans, packageId, imageIds, from, to };
}

async function dormantOf(models: readonly PackageModel[], service: ServiceContext): Promise<string[]> {
  const { status, body } = await service.peers.call('smso', 'POST', '/estate/dormant', { models });
  if (status !== 200) throw new PeerUnavailable('smso');
  return (body as { importMPANs: string[] }).importMPANs;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
