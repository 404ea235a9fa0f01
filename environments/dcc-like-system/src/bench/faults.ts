import type { ServiceName } from '../../../environment';
import type { Fault } from '../kernel/bench-state';

/** Where each kind of fault strikes, and what says to whom it applies. */
const KINDS: Readonly<
  Record<string, { readonly at: ServiceName | 'receivers'; readonly target: 'iccid' | 'deviceId' | 'eui' }>
> = {
  'no-wan': { at: 'wan', target: 'iccid' },
  'handover-refused': { at: 'wan', target: 'iccid' },
  'rollback-refused': { at: 'wan', target: 'iccid' },
  'device-silent': { at: 'devices', target: 'deviceId' },
  'key-write-refused': { at: 'devices', target: 'deviceId' },
  'key-write-interrupted': { at: 'devices', target: 'deviceId' },
  'verify-refused': { at: 'devices', target: 'deviceId' },
  'receiver-down': { at: 'receivers', target: 'eui' },
};

/** A fault as the lab is asked for it. */
export interface FaultOrder {
  readonly kind: string;
  readonly iccid?: string;
  readonly deviceId?: string;
  readonly eui?: string;
  readonly service?: ServiceName;
  readonly times?: number;
  readonly until?: string;
}

/**
 * Where a fault belongs.
 * @throws Error in one sentence when the kind is unknown or the order does not say what it applies to.
 */
export function place(order: FaultOrder, id: string): { at: ServiceName | 'receivers'; fault: Fault } {
  const common = {
    id,
    kind: order.kind,
    ...(order.times === undefined ? {} : { times: order.times }),
    ...(order.until === undefined ? {} : { until: order.until }),
  };
  if (order.kind === 'service-down') {
    if (order.service === undefined) throw new Error('The fault "service-down" must name a service.');
    return { at: order.service, fault: { ...common, match: {} } };
  }
  const known = KINDS[order.kind];
  if (!known)
    throw new Error(`The lab knows no fault "${order.kind}"; it knows ${Object.keys(KINDS).join(', ')}, service-down.`);
  const target = order[known.target];
  if (target === undefined) throw new Error(`The fault "${order.kind}" must name a ${known.target}.`);
  return { at: known.at, fault: { ...common, match: { [known.target]: target } } };
}
