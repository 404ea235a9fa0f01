import { z } from 'zod';
import { DEVICE_TYPES } from './devices';
import { nearest } from './nearest';
import { cellProblem, type Problem } from './problem';
import {
  SUBJECTS,
  USER_ROLES,
  wordsOf,
  type RequestSubject,
  type ScopedRequest,
  type UserRole,
} from './service-requests';
import { readTable } from './table';

const common = { roles: wordsOf(USER_ROLES), why: z.string().min(1), provenance: z.string().min(1) };

const row = z.strictObject({
  kind: z.enum(['request', 'alert']),
  reference: z
    .string()
    .regex(/^(\d+(\.\d+)+|[0-9A-F]{4}|N\d+)$/, 'expected a variant such as 4.1.1, or an alert such as N42 or 8168'),
  devices: wordsOf(SUBJECTS),
  ...common,
});

/** A service request or an alert that Device Model Combination Testing exchanges with a combination. */
export interface DmctExchange {
  readonly kind: 'request' | 'alert';
  /** Service reference variant, or code of the alert. */
  readonly reference: string;
  readonly devices: readonly RequestSubject[];
  /** Of a request who sends it, of an alert who receives it. */
  readonly roles: readonly UserRole[];
  /** Why it is in the subset, a sentence for TAG. */
  readonly why: string;
  /** Line of the table. */
  readonly line: number;
}

/**
 * Reads the subset that Device Model Combination Testing exchanges with a combination.
 * @param file path of `dmct-subset.csv`
 * @throws ProblemsError naming file, line and field of every wrong row
 */
export function readDmctSubset(file: string): DmctExchange[] {
  const keyOf = ({ reference, devices, roles }: z.output<typeof row>): string =>
    [reference, ...devices, ...roles].join(' ');
  return readTable(file, row, keyOf).map(({ line, value: { provenance: _provenance, ...exchange } }) => ({
    ...exchange,
    line,
  }));
}

/**
 * Where the subset names what the scope does not have, or leaves out something that it has to hold: requests and alerts, both
 * fuels, every user role.
 * @param file path of the table, for the sentences
 */
export function dmctSubsetProblems(
  file: string,
  subset: readonly DmctExchange[],
  requests: readonly ScopedRequest[],
): Problem[] {
  const wrong = subset.flatMap((exchange) => [...rowProblems(file, exchange, requests)]);
  const lacking = [
    ...(['request', 'alert'] as const).filter((kind) => subset.every((one) => one.kind !== kind)),
    ...(['ESME', 'GSME'] as const).filter((type) => subset.every(({ devices }) => !devices.includes(type))),
    ...USER_ROLES.filter((role) => subset.every(({ kind, roles }) => kind === 'alert' || !roles.includes(role))),
  ];
  if (lacking.length === 0) return wrong;
  const message = `the subset holds nothing for ${lacking.join(', ')}: it has to exchange requests and alerts with both meters, and requests of every role.`;
  return [...wrong, { file, rule: 'scope', message }];
}

function rowProblems(
  file: string,
  { kind, reference, devices, roles, line }: DmctExchange,
  requests: readonly ScopedRequest[],
): Problem[] {
  const isVariant = reference.includes('.');
  if (isVariant !== (kind === 'request')) {
    return [cellProblem(file, line, 'reference', `${reference} is no ${kind}.`)];
  }
  if (kind === 'alert') {
    const types: readonly string[] = DEVICE_TYPES;
    const strange = devices.filter((device) => !types.includes(device));
    return strange.map((device) => cellProblem(file, line, 'devices', `no alert is about the ${device}.`));
  }
  const scoped = requests.find(({ variant }) => variant === reference);
  if (scoped === undefined) {
    const offers = nearest(
      reference,
      requests.map(({ variant }) => variant),
    );
    return [cellProblem(file, line, 'reference', `the scope has no ${reference}.`, { rule: 'scope', nearest: offers })];
  }
  return [
    ...devices
      .filter((device) => !scoped.devices.includes(device))
      .map((device) => cellProblem(file, line, 'devices', `${reference} is not for the ${device}.`)),
    ...roles
      .filter((role) => !scoped.roles.includes(role))
      .map((role) => cellProblem(file, line, 'roles', `${role} may not send ${reference}.`)),
  ];
}
