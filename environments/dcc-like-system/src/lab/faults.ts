import type { ServiceName } from '../../../environment';
import type { Fault } from '../kernel/lab-state';

/** Where each kind of fault strikes, and what says to whom it applies. */
const KINDS: Readonly<
  Record<string, { readonly at: ServiceName | 'receivers'; readonly target: 'iccid' | 'deviceId' | 'eui' }>
> = {
  'no-wan': { at: 'wan', target: 'iccid' },
  'wake-up-lost': { at: 'wan', target: 'iccid' },
  'handover-refused': { at: 'wan', target: 'iccid' },
  'handover-unanswered': { at: 'wan', target: 'iccid' },
  'handover-answer-lost': { at: 'wan', target: 'iccid' },
  'rollback-refused': { at: 'wan', target: 'iccid' },
  'rollback-unanswered': { at: 'wan', target: 'iccid' },
  'rollback-answer-lost': { at: 'wan', target: 'iccid' },
  'device-silent': { at: 'devices', target: 'deviceId' },
  'command-refused': { at: 'devices', target: 'deviceId' },
  'answer-lost': { at: 'devices', target: 'deviceId' },
  'new-keys-lost': { at: 'devices', target: 'deviceId' },
  'settings-lost': { at: 'devices', target: 'deviceId' },
  'power-lost': { at: 'devices', target: 'deviceId' },
  'receiver-down': { at: 'receivers', target: 'eui' },
  'receiver-failing': { at: 'receivers', target: 'eui' },
  'receiver-answer-lost': { at: 'receivers', target: 'eui' },
};

/** Faults of a whole service. */
const SERVICE_KINDS: readonly string[] = ['service-down', 'service-answer-lost'];

/** A fault as the lab is asked for it. */
export interface FaultOrder {
  readonly kind: string;
  readonly iccid?: string;
  readonly deviceId?: string;
  readonly eui?: string;
  readonly service?: ServiceName;
  /** For `service-answer-lost`: method and route, e.g. `POST /inventory/commissionings`; absent: every call. */
  readonly call?: string;
  /** For faults of a device: the one operation that it strikes; absent: every one. */
  readonly operation?: string;
  readonly times?: number;
  /** ISO 8601. */
  readonly from?: string;
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
    ...(order.from === undefined ? {} : { from: order.from }),
    ...(order.until === undefined ? {} : { until: order.until }),
  };
  if (SERVICE_KINDS.includes(order.kind)) {
    if (order.service === undefined) throw new Error(`The fault "${order.kind}" must name a service.`);
    return { at: order.service, fault: { ...common, match: order.call === undefined ? {} : { call: order.call } } };
  }
  const known = KINDS[order.kind];
  if (!known)
    throw new Error(
      `The lab knows no fault "${order.kind}"; it knows ${[...Object.keys(KINDS), ...SERVICE_KINDS].join(', ')}.`,
    );
  const target = order[known.target];
  if (target === undefined) throw new Error(`The fault "${order.kind}" must name a ${known.target}.`);
  const operation = known.target === 'deviceId' && order.operation !== undefined ? { operation: order.operation } : {};
  return { at: known.at, fault: { ...common, match: { [known.target]: target, ...operation } } };
}
