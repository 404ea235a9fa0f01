import { z } from 'zod';
import { DAY, text } from '../../../domain/fields';
import { MOST_INSTALLATIONS } from '../../../domain/provisions';
import { bytes, inScope, takeBytes, type App } from '../../../kernel/http';
import { Refusal } from '../../../kernel/refusal';
import type { Service } from '../../../kernel/service';
import { FOR_SUPPLIERS, supplierOf } from '../suppliers';
import { changeDay } from './day-changes';
import type { Commitment } from './demand-records';
import {
  allocatedDays,
  allocationsCsv,
  allocationsFor,
  commitmentCsv,
  commitmentsFor,
  demandFilesOf,
  demandFileView,
  demandResultCsv,
  type DemandFileView,
} from './demand-views';
import { receiveDemand } from './receive-demand';

/** A file as an address names it; whether a demand file's name is right is one of its checks (SIM-DEM-01). */
export const DEMAND_FILE = { params: z.strictObject({ name: text(151) }) };
const CSV = 'text/csv; charset=utf-8';

/** Demand and allocation, for suppliers' own systems and for the operators. */
export function demandRoutes(app: App, service: Service): void {
  inScope(app, (uploads) => {
    takeBytes(uploads);
    uploads.put('/demand-files/:name', { config: FOR_SUPPLIERS, schema: DEMAND_FILE }, async (request, reply) => {
      const supplier = supplierOf(request);
      const { name } = request.params;
      const content = bytes(request.body);
      await service.transact((work) => receiveDemand(work, supplier, name, content));
      return reply.status(202).send({ name });
    });
  });
  fileRoutes(app, service);
  allocationRoutes(app, service);
  operatorRoutes(app, service);
}

function fileRoutes(app: App, service: Service): void {
  app.get('/demand-files', { config: FOR_SUPPLIERS }, (request) => {
    const { eui } = supplierOf(request);
    return service.read((work) => demandFilesOf(work, eui));
  });

  app.get('/demand-files/:name', { config: FOR_SUPPLIERS, schema: DEMAND_FILE }, (request) =>
    requireDemandFile(service, supplierOf(request).eui, request.params.name),
  );

  app.get('/demand-files/:name/result.csv', { config: FOR_SUPPLIERS, schema: DEMAND_FILE }, (request, reply) => {
    const view = requireDemandFile(service, supplierOf(request).eui, request.params.name);
    return reply.type(CSV).send(demandResultCsv(view));
  });
}

function allocationRoutes(app: App, service: Service): void {
  app.get('/allocations', { config: FOR_SUPPLIERS }, (request) => {
    const { eui } = supplierOf(request);
    return service.read((work) => allocationsFor(work, eui));
  });

  app.get('/allocations.csv', { config: FOR_SUPPLIERS }, (request, reply) => {
    const { eui } = supplierOf(request);
    return reply.type(CSV).send(service.read((work) => allocationsCsv(work, eui)));
  });

  app.get('/commitments', { config: FOR_SUPPLIERS }, (request) => {
    const { eui } = supplierOf(request);
    const files = service.read((work) => commitmentsFor(work, eui));
    return files.map(({ name, publishedAt }) => ({ name, publishedAt }));
  });

  app.get('/commitments/:name', { config: FOR_SUPPLIERS, schema: DEMAND_FILE }, (request, reply) => {
    const { eui } = supplierOf(request);
    return reply.type(CSV).send(commitmentCsv(requireCommitment(service, eui, request.params.name)));
  });
}

function operatorRoutes(app: App, service: Service): void {
  const config = { parties: ['mcc'] } as const;
  const change = {
    params: z.strictObject({ day: DAY }),
    body: z.strictObject({ capacity: z.int().min(0).max(MOST_INSTALLATIONS) }),
  };

  app.get('/operator/allocations', { config }, () => service.read((work) => allocatedDays(work)));

  app.put('/operator/days/:day', { config, schema: change }, async (request) => {
    const { day } = request.params;
    const { capacity } = request.body;
    const done = await service.transact((work) => changeDay(work, day, capacity));
    return { day, capacity, ...done };
  });
}

/** @throws Refusal 404 when this supplier has delivered no such file */
export function requireDemandFile(service: Service, supplier: string, name: string): DemandFileView {
  const view = service.read((work) => demandFileView(work, supplier, name));
  if (!view) throw new Refusal(404, `You have no demand file ${name}.`);
  return view;
}

/** @throws Refusal 404 when this supplier was told nothing by a file of that name */
export function requireCommitment(service: Service, supplier: string, name: string): Commitment {
  const found = service.read((work) => commitmentsFor(work, supplier)).find((file) => file.name === name);
  if (!found) throw new Refusal(404, `You have no commitment file ${name}.`);
  return found;
}
