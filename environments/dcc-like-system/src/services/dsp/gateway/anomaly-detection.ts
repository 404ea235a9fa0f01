import { keyOf } from '../../../duis/request-id';
import type { ServiceRequest } from '../../../duis/request';
import { Refusal } from '../../../kernel/refusal';
import { table } from '../../../kernel/store';
import type { Work } from '../../../kernel/work';
import { readUtrn } from '../../../domain/utrn';
import { alertUser } from '../alerts/alerts';

/**
 * What a user has said of the requests that are to be expected of it. That there are thresholds for numbers and limits for
 * values, and that a breach quarantines the request, is SOURCED (DUIS schema) and RECOLLECTION; the form is MODEL.
 */
export interface Threshold {
  readonly eui: string;
  readonly variant: string;
  /** Most requests in one day (UTC). */
  readonly perDay?: number;
  /** Most pence in one top-up or adjustment. */
  readonly pence?: number;
}

/** By `EUI variant`. */
const THRESHOLDS = table<Threshold>('anomaly-thresholds');
/** Requests so far, by `EUI variant day`. */
const COUNTS = table<{ requests: number }>('anomaly-counts');
/** Requests in quarantine, by request id. */
const QUARANTINE = table<{ event: number }>('quarantine');

const MILLIPENCE_PER_PENNY = 1000;

/** Why a request is unlike what its originator does: too many in a day, or too much money. */
export type Breach = 'volume' | 'value';

/** Sets a threshold. @throws Refusal 400 when it says nothing */
export function setThreshold(threshold: Threshold, work: Work): void {
  const { eui, variant, perDay, pence } = threshold;
  if (perDay === undefined && pence === undefined) {
    throw new Refusal(400, `The threshold of ${eui} for ${variant} needs perDay or pence.`);
  }
  work.put(THRESHOLDS, `${eui} ${variant}`, threshold);
}

/** Counts a request, and says which threshold it breaches. */
export function breachOf({ id, variant, body }: ServiceRequest, work: Work): Breach | undefined {
  const threshold = work.service.defect('dsp-binds-every-supplier')
    ? work.list(THRESHOLDS)[0]?.value
    : work.get(THRESHOLDS, `${id.originator} ${variant}`);
  if (!threshold) return undefined;
  const date = work.service.defect('dsp-counts-beyond-midnight') ? '' : work.now.toISOString().slice(0, 10);
  const day = `${id.originator} ${variant} ${date}`;
  const requests = (work.get(COUNTS, day)?.requests ?? 0) + 1;
  work.put(COUNTS, day, { requests });
  if (threshold.perDay !== undefined && requests > threshold.perDay) return 'volume';
  const pence = ((): number => {
    if (body.kind === 'top-up') return readUtrn(body.utrn)?.pence ?? 0;
    if (body.kind !== 'balance') return 0;
    const { adjust = 0 } = body;
    const moved = work.service.defect('dsp-overlooks-money-taken') ? Math.max(adjust, 0) : Math.abs(adjust);
    return moved / MILLIPENCE_PER_PENNY;
  })();
  const most = work.service.defect('dsp-quarantines-announced-value') ? (threshold.pence ?? 0) - 1 : threshold.pence;
  const isTooMuch = threshold.pence !== undefined && most !== undefined && pence > most;
  return isTooMuch && !work.service.defect('dsp-ignores-values') ? 'value' : undefined;
}

/** Keeps a request instead of carrying it out, and tells its originator. */
export function quarantine({ id, variant }: ServiceRequest, breach: Breach, work: Work): void {
  const event = work.nextNumber('quarantine');
  work.put(QUARANTINE, keyOf(id), { event });
  work.audit('request-quarantined', undefined, `${variant} ${id.text}: ${breach}`);
  alertUser(id.originator, { code: breach === 'volume' ? 'N46' : 'N48', requestId: id.text, event }, undefined, work);
}
