import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { EUI, ID } from '../../domain/fields';
import { wrapKey, type CommandFrame } from '../../domain/frames';
import { Vault } from '../../domain/vault';
import { ANY_PARTY } from '../../kernel/callers';
import type { App } from '../../kernel/http';
import { Refusal } from '../../kernel/refusal';
import type { Service } from '../../kernel/service';
import type { Work } from '../../kernel/work';
import type { DownlinkAnswer } from '../wan/answers';
import { HELD_KEYS } from './keys';

/** What came of an attempt to reach a device without the S1SP. */
interface SoleAttempt {
  readonly outcome: 'unreachable' | 'refused' | 'accepted';
  readonly reason: string;
}

const DEVICE = { params: z.strictObject({ deviceId: EUI }) };
const SOLE_ROTATION = { body: z.strictObject({ deviceId: EUI, iccid: ID.exactOptional() }) };

/** The DCO's interface for the test lab. Key material never passes it. */
export function routes(app: App, service: Service): void {
  app.get('/operations/keys/:deviceId', { config: { parties: ANY_PARTY }, schema: DEVICE }, (request) => {
    const held = service.read((work) => work.get(HELD_KEYS, request.params.deviceId));
    if (!held) throw new Refusal(404, `The DCO holds nothing of device ${request.params.deviceId}.`);
    const { deviceId, holder, masterVersion, rotatedAt } = held;
    return { deviceId, holder, masterVersion, ...(rotatedAt === undefined ? {} : { rotatedAt }) };
  });

  const options = { config: { parties: ANY_PARTY }, schema: SOLE_ROTATION } as const;
  app.post('/operations/rotate-without-s1sp', options, (request) => {
    const { deviceId, iccid = 'unknown' } = request.body;
    return service.transact((work) => rotateAlone(deviceId, iccid, work));
  });
}

/** Sends the DCO's part of a key write to the network itself, although it has no head-end and no access key. */
async function rotateAlone(deviceId: string, iccid: string, work: Work): Promise<SoleAttempt> {
  const held = work.get(HELD_KEYS, deviceId);
  if (held?.master === undefined) throw new Refusal(409, `The DCO holds no master key of ${deviceId}.`);
  const executionCounter = '18446744073709551615';
  const master = new Vault(work.service.config.privateKey).open(deviceId, held.master);
  const frame: CommandFrame = {
    deviceId,
    commandId: `dco-${work.nextNumber('command')}`,
    operation: 'write-keys',
    executionCounter,
    body: { wrappedMaster: wrapKey(randomBytes(32), master, deviceId, executionCounter) },
  };
  const { status, body } = await work.service.peers.call(
    'wan',
    'POST',
    `/sims/${encodeURIComponent(iccid)}/downlink`,
    frame,
  );
  const result = judge(status, body);
  work.audit('rotation-without-s1sp', held.installationId, `${deviceId}: ${result.outcome}, ${result.reason}`);
  return result;
}

function judge(status: number, body: unknown): SoleAttempt {
  if (status !== 200) return { outcome: 'unreachable', reason: (body as { error: string }).error };
  const answer = body as DownlinkAnswer;
  if (answer.outcome === 'queued') return { outcome: 'unreachable', reason: 'The device sleeps.' };
  if (answer.outcome !== 'answer') return { outcome: 'unreachable', reason: answer.reason };
  if (!answer.body.ok) return { outcome: 'refused', reason: answer.body.error };
  return { outcome: 'accepted', reason: 'The device wrote new keys.' };
}
