import path from 'node:path';
import { z } from 'zod';
import { DEVICE_TYPES } from './devices';
import { readTable } from './table';

/** User roles of DUIS (SOURCED). */
export const USER_ROLES = ['IS', 'GS', 'RSA', 'ED', 'GT', 'ES', 'OU'] as const;
export type UserRole = (typeof USER_ROLES)[number];

/** What a request can be for: a device of a type, or the DCC itself. */
const SUBJECTS = [...DEVICE_TYPES, 'DCC'] as const;
export type RequestSubject = (typeof SUBJECTS)[number];

/** Where the table of service requests lies, relative to the project. */
const TABLE = path.join('features', 'scope', 'service-requests.csv');

const SECONDS = { S: 1, M: 60, H: 3600 } as const;

/** Words of one cell, each of them one that may stand there. */
function wordsOf<W extends string>(known: readonly [W, ...W[]]): z.ZodType<readonly W[]> {
  return z
    .string()
    .transform((cell) => cell.split(' '))
    .pipe(z.array(z.enum(known)).min(1));
}

/** A duration such as PT30S, in seconds. */
const duration = z
  .string()
  .regex(/^PT\d+[SMH]$/, 'expected a duration such as PT30S, PT15M or PT24H')
  .transform((text) => Number(/\d+/.exec(text)?.[0]) * SECONDS[text.slice(-1) as keyof typeof SECONDS]);

const row = z.strictObject({
  variant: z.string().regex(/^\d+(\.\d+)+$/, 'expected a service reference variant such as 4.1.1'),
  name: z.string().min(1),
  element: z.string().regex(/^[A-Z]\w+$/, 'expected the element of its body'),
  content: z.enum(['none', 'log', 'own']),
  devices: wordsOf(SUBJECTS),
  roles: wordsOf(USER_ROLES),
  answer: z.string().regex(/^[IEW]\d+$/, 'expected a response code'),
  response: z.union([z.literal(''), z.string().regex(/^[IEW]\d+$/, 'expected a response code, or nothing')]),
  target: duration,
  targetAsleep: z.union([z.literal('').transform(() => 0), duration]),
  provenance: z.string().min(1),
});

/** One service request of the scope, and what is expected of it. */
export interface ScopedRequest {
  readonly variant: string;
  readonly name: string;
  readonly element: string;
  /** Nothing, the period of a log, or something of its own. */
  readonly content: 'none' | 'log' | 'own';
  readonly devices: readonly RequestSubject[];
  /** Roles that may send it. */
  readonly roles: readonly UserRole[];
  /** Code of the synchronous answer. */
  readonly answer: string;
  /** Code of the response that follows; empty where none does. */
  readonly response: string;
  /** Seconds within which the last word is to come, of a device that is awake and of one that sleeps. */
  readonly target: number;
  readonly targetAsleep: number;
}

/**
 * Reads the service requests of the scope, in the order in which they are sent.
 * @param file path of the table
 * @throws RunError naming file, line and field of every wrong row
 */
export function readServiceRequests(file: string = TABLE): ScopedRequest[] {
  return readTable<ScopedRequest & { readonly provenance: string }>(file, row, ({ variant }) => variant).map(
    ({ value }) => value,
  );
}

/** Where the table of what device models do not have lies, relative to the project. */
const DEVIATIONS = path.join('features', 'scope', 'service-request-deviations.csv');

const deviationRow = z.strictObject({
  deviceType: z.enum(DEVICE_TYPES),
  manufacturer: z.string().regex(/^[0-9A-F]{4}$/, 'expected four upper-case hex digits'),
  model: z.string().regex(/^[0-9A-F]{8}$/, 'expected eight upper-case hex digits'),
  variant: z.string().regex(/^\d+(\.\d+)+$/, 'expected a service reference variant such as 4.1.1'),
  refusedWith: z.string().regex(/^E\d+$/, 'expected a response code'),
  provenance: z.string().min(1),
});

/** That a device model does not have a variant, and the code with which it is refused: one row of the table. */
export type NotApplicable = Omit<z.output<typeof deviationRow>, 'provenance'>;

/** The device models that have not every service request. @throws RunError naming every wrong row */
export function readNotApplicable(file: string = DEVIATIONS): NotApplicable[] {
  const key = ({ manufacturer, model, variant }: NotApplicable): string => `${manufacturer} ${model} ${variant}`;
  return readTable(file, deviationRow, key).map(({ value }) => {
    const { deviceType, manufacturer, model, variant, refusedWith } = value;
    return { deviceType, manufacturer, model, variant, refusedWith };
  });
}
