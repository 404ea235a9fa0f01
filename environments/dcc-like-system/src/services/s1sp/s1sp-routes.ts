import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { EUI, ID } from '../../domain/fields';
import { wrapKey } from '../../domain/frames';
import { ANY_PARTY } from '../../kernel/callers';
import type { App } from '../../kernel/http';
import { Refusal } from '../../kernel/refusal';
import type { Service } from '../../kernel/service';
import type { Work } from '../../kernel/work';
import { accessKey, lastCounter, nextCounter } from './migration/access-keys';
import {
  devicesOf,
  installationBehind,
  installationOf,
  installationWith,
  keyHoldersOf,
  protectorOf,
  type Installation,
} from './migration/installations';
import { downlink, makeCommand } from './migration/network';

/** The test lab may use any party's token. */
const config = { parties: ANY_PARTY };
const INSTALLATION = z.strictObject({ installationId: ID });
const SIM = z.strictObject({ iccid: ID });
/** In the place of a hub that the S1SP does not know. */
const NO_DEVICE = '00-00-00-00-00-00-00-00';
const DEVICE = z.strictObject({ deviceId: EUI });

/** The S1SP's interface for the test lab. */
export function routes(app: App, service: Service): void {
  app.get('/operations/installations/:installationId', { config, schema: { params: INSTALLATION } }, (request) => {
    const { installationId, attempt, state, phase, code, reason, communications, rotated } = known(
      service,
      request.params.installationId,
    );
    return {
      installationId,
      attempt,
      state,
      phase,
      code,
      reason,
      attempts: { communications },
      rotated: rotated.map(({ deviceId }) => deviceId),
    };
  });

  app.post('/operations/communications-check', { config, schema: { body: SIM } }, (request) =>
    service.transact((work) => checkCommunications(request.body.iccid, work)),
  );

  app.post('/operations/rotate-without-dco', { config, schema: { body: INSTALLATION } }, (request) =>
    service.transact((work) => rotateAlone(known(service, request.body.installationId), work)),
  );

  app.post('/operations/repeat-counter', { config, schema: { body: DEVICE } }, (request) =>
    service.transact((work) => repeatCounter(request.body.deviceId, work)),
  );
}

/** Tries to reach the hub behind a SIM, whoever holds it. */
async function checkCommunications(iccid: string, work: Work): Promise<object> {
  const installation = installationBehind(work, iccid);
  const [hub] = installation ? devicesOf(installation, ['CHF']) : [];
  const deviceId = hub?.deviceId ?? NO_DEVICE;
  const order = { deviceId, protector: deviceId, commandId: operation(work), operation: 'ping' as const };
  const answer = await downlink(iccid, makeCommand(order, work), work);
  const result =
    answer.outcome === 'answer' || answer.outcome === 'queued'
      ? { outcome: 'answered' }
      : { outcome: answer.outcome === 'no-route' ? 'unreachable' : 'no-answer', reason: answer.reason };
  work.audit('communications-check', installation?.installationId, `SIM ${iccid}: ${result.outcome}`);
  return result;
}

/** Tries a key write with the S1SP's part alone. */
async function rotateAlone(installation: Installation, work: Work): Promise<object> {
  const [device] = keyHoldersOf(installation);
  const current = device && accessKey(work, device.deviceId, 'current');
  if (!device || !current || installation.iccid === undefined) {
    throw new Refusal(409, `The S1SP holds no access keys of installation ${installation.installationId}.`);
  }
  const { deviceId } = device;
  const executionCounter = nextCounter(work, deviceId);
  const frame = makeCommand(
    {
      deviceId,
      protector: deviceId,
      commandId: operation(work),
      operation: 'write-keys',
      key: 'current',
      executionCounter,
      body: { wrappedAccess: wrapKey(randomBytes(32), current, deviceId, executionCounter) },
    },
    work,
  );
  const result = outcomeOf(await downlink(installation.iccid, frame, work));
  work.audit('rotation-without-dco', installation.installationId, `${deviceId}: ${result.outcome}, ${result.reason}`);
  return result;
}

/** Orders a reading with the execution counter of the command before. */
async function repeatCounter(deviceId: string, work: Work): Promise<object> {
  const installation = installationWith(work, deviceId);
  const protector = installation ? protectorOf(installation, deviceId) : deviceId;
  const executionCounter = lastCounter(work, protector);
  if (installation?.iccid === undefined || executionCounter === undefined) {
    throw new Refusal(409, `The S1SP holds no access key of device ${deviceId}.`);
  }
  const order = { deviceId, protector, operation: 'read-registers', key: 'current', executionCounter } as const;
  const frame = makeCommand({ ...order, commandId: operation(work) }, work);
  const result = outcomeOf(await downlink(installation.iccid, frame, work));
  work.audit('counter-repeated', installation.installationId, `${deviceId}: ${result.outcome}, ${result.reason}`);
  return result;
}

function outcomeOf(answer: Awaited<ReturnType<typeof downlink>>): { outcome: string; reason: string } {
  if (answer.outcome === 'queued') return { outcome: 'unreachable', reason: 'The device sleeps.' };
  if (answer.outcome !== 'answer') return { outcome: 'unreachable', reason: answer.reason };
  if (!answer.body.ok) return { outcome: 'refused', reason: answer.body.error };
  return { outcome: 'accepted', reason: 'The device did as it was told.' };
}

function known(service: Service, installationId: string): Installation {
  const installation = service.read((work) => installationOf(work, installationId));
  if (!installation) throw new Refusal(404, `The S1SP knows no installation ${installationId}.`);
  return installation;
}

function operation(work: Work): string {
  return `operation-${work.nextNumber('operation')}`;
}
