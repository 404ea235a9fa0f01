import { keyOf } from '../../../duis/request-id';
import type { ServiceRequest } from '../../../duis/request';
import type { RequestBody } from '../../../duis/requests/bodies';
import type { Threshold } from '../../../domain/provisions';
import { Refusal } from '../../../kernel/refusal';
import { area, firstFault, type Ordered } from '../../../kernel/rules';
import { table } from '../../../kernel/store';
import type { Work } from '../../../kernel/work';
import { readUtrn } from '../../../domain/utrn';
import { alertUser } from '../alerts/alerts';

/**
 * What users have said of the requests that are to be expected of them, by `EUI variant`. That there are thresholds for numbers
 * and limits for values, and that a breach quarantines the request, is SOURCED (DUIS schema) and RECOLLECTION; the form is MODEL.
 */
export const THRESHOLDS = table<Threshold>('anomaly-thresholds');
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

/** A request with the threshold that it is held against. */
interface MeasuredRequest {
  readonly body: RequestBody;
  readonly threshold: Threshold;
  /** Requests of its originator and variant so far that day, this one included. */
  readonly requests: number;
  /** Pence that an adjustment in millipence moves. */
  readonly penceOf: (adjust: number) => number;
}

const BREACHES = {
  volume: ({ threshold: { perDay }, requests }) => (perDay !== undefined && requests > perDay ? 'volume' : undefined),
  value: ({ threshold: { pence }, body, penceOf }) =>
    pence !== undefined && penceMoved(body, penceOf) > pence ? 'value' : undefined,
} satisfies Ordered<(request: MeasuredRequest) => Breach | undefined>;

/** How the requests of a user are held against its thresholds. */
export const ANOMALY_DETECTION = area('dsp-anomaly-detection', {
  /** The threshold that a user has set for a variant. */
  thresholdOf: (eui: string, variant: string, work: Work): Threshold | undefined =>
    work.get(THRESHOLDS, `${eui} ${variant}`),
  /** The day in which an instant counts, in UTC. */
  dayOf: (instant: Date): string => instant.toISOString().slice(0, 10),
  /** Pence that an adjustment of a balance moves. @param adjust millipence; below zero: taken from the balance */
  penceOf: (adjust: number): number => Math.abs(adjust) / MILLIPENCE_PER_PENNY,
  /** In the order in which they are looked for. */
  breaches: BREACHES,
});

/** Counts a request, and says which threshold it breaches. */
export function breachOf({ id, variant, body }: ServiceRequest, work: Work): Breach | undefined {
  const { thresholdOf, dayOf, penceOf, breaches } = work.rules(ANOMALY_DETECTION);
  const threshold = thresholdOf(id.originator, variant, work);
  if (!threshold) return undefined;
  const day = `${id.originator} ${variant} ${dayOf(work.now)}`;
  const requests = (work.get(COUNTS, day)?.requests ?? 0) + 1;
  work.put(COUNTS, day, { requests });
  return firstFault<MeasuredRequest, Breach>(breaches, { body, threshold, requests, penceOf });
}

/** Keeps a request instead of executing it, and tells its originator. */
export function quarantine({ id, variant }: ServiceRequest, breach: Breach, work: Work): void {
  const event = work.nextNumber('quarantine');
  work.put(QUARANTINE, keyOf(id), { event });
  work.audit('request-quarantined', undefined, `${variant} ${id.text}: ${breach}`);
  alertUser(id.originator, { code: breach === 'volume' ? 'N46' : 'N48', requestId: id.text, event }, undefined, work);
}

function penceMoved(body: RequestBody, penceOf: (adjust: number) => number): number {
  if (body.kind === 'top-up') return readUtrn(body.utrn)?.pence ?? 0;
  return body.kind === 'balance' ? penceOf(body.adjust ?? 0) : 0;
}
