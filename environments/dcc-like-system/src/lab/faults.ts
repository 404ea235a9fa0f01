import { z } from 'zod';
import { SERVICES, type ServiceName } from '../../../environment';
import { EUI, ID, INSTANT } from '../domain/fields';
import type { Fault } from '../kernel/lab-state';
import { Refusal } from '../kernel/refusal';

/** Where a kind of fault strikes, and what says to whom it applies. */
interface Strike {
  readonly at: ServiceName | 'receivers';
  readonly target: 'iccid' | 'deviceId' | 'eui';
}

const KINDS = {
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
} as const satisfies Readonly<Record<string, Strike>>;

/** Faults of a whole service. */
const SERVICE_KINDS = [
  'service-down',
  'service-killed',
  'service-restarted',
  'service-out-of-disk',
  'service-slow',
  'service-cut-off',
  'service-answer-lost',
] as const;

/** What a fault applies to, in sentences. */
const NAMES = { iccid: 'an iccid', deviceId: 'a deviceId', eui: 'an eui' } as const satisfies Record<
  Strike['target'],
  string
>;

type StrikeKind = keyof typeof KINDS;
const STRIKE_KINDS = Object.keys(KINDS) as StrikeKind[];

/** When a fault strikes. */
const DURATION = {
  times: z.int().min(1).exactOptional(),
  from: INSTANT.exactOptional(),
  until: INSTANT.exactOptional(),
};

/** A fault as the lab is asked for it. */
export const FAULT_ORDER = z.union([
  z.strictObject({
    kind: z.enum(SERVICE_KINDS),
    service: z.enum(SERVICES),
    /** For `service-answer-lost`: method and route or address, e.g. `POST /inventory/commissionings` or `POST /messages/MCF`; absent: every call. */
    call: z.string().max(200).exactOptional(),
    ...DURATION,
  }),
  z.strictObject({
    kind: z.enum(STRIKE_KINDS),
    iccid: ID.exactOptional(),
    deviceId: EUI.exactOptional(),
    eui: EUI.exactOptional(),
    /** For faults of a device: the one operation that it strikes; absent: every one. */
    operation: ID.exactOptional(),
    ...DURATION,
  }),
]);
type FaultOrder = z.output<typeof FAULT_ORDER>;

/**
 * Where a fault belongs.
 * @throws Refusal 400 in one sentence when the order does not say what it applies to
 */
export function place(order: FaultOrder, id: string): { at: ServiceName | 'receivers'; fault: Fault } {
  const { kind, times, from, until } = order;
  const common = {
    id,
    kind,
    ...(times === undefined ? {} : { times }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
  };
  if ('service' in order) {
    return { at: order.service, fault: { ...common, match: order.call === undefined ? {} : { call: order.call } } };
  }
  const { at, target: named } = KINDS[order.kind];
  const target = order[named];
  if (target === undefined) throw new Refusal(400, `The fault "${kind}" must name ${NAMES[named]}.`);
  const operation = named === 'deviceId' && order.operation !== undefined ? { operation: order.operation } : {};
  return { at, fault: { ...common, match: { [named]: target, ...operation } } };
}
