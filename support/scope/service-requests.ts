import type { UserRole } from '../../environments/environment';
import { z } from 'zod';
import { DEVICE_TYPES, type DeviceModel } from './devices';
import { cellProblem, type Problem } from './problem';
import { readTable } from './table';

/** User roles of DUIS (SOURCED). */
export const USER_ROLES = ['IS', 'GS', 'RSA', 'ED', 'GT', 'ES', 'OU'] as const satisfies readonly UserRole[];
export type { UserRole };

/** What a request can be for: a device of a type, or the DCC itself. */
export const SUBJECTS = [...DEVICE_TYPES, 'DCC'] as const;
export type RequestSubject = (typeof SUBJECTS)[number];

const SECONDS = { S: 1, M: 60, H: 3600 } as const;

/** Words of one cell, each of them one that may stand there. */
export function wordsOf<W extends string>(known: readonly [W, ...W[]]): z.ZodType<readonly W[]> {
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
  critical: z.enum(['yes', 'no']).transform((word) => word === 'yes'),
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
  /** Only the party whose credentials are on the device may send it. */
  readonly critical: boolean;
  /** Code of the synchronous answer. */
  readonly answer: string;
  /** Code of the response that follows; empty where none does. */
  readonly response: string;
  /** Seconds within which the last word is to come, of a device that is awake and of one that sleeps. */
  readonly target: number;
  readonly targetAsleep: number;
  /** Line of the table. */
  readonly line: number;
}

/**
 * Reads the service requests of the scope, in the order in which they are sent.
 * @param file path of the table
 * @throws ProblemsError naming file, line and field of every wrong row
 */
export function readServiceRequests(file: string): ScopedRequest[] {
  return readTable(file, row, ({ variant }) => variant).map(
    ({ line, value: { provenance: _provenance, ...request } }) => ({
      ...request,
      line,
    }),
  );
}

const deviationRow = z.strictObject({
  deviceType: z.enum(DEVICE_TYPES),
  manufacturer: z.string().regex(/^[0-9A-F]{4}$/, 'expected four upper-case hex digits'),
  model: z.string().regex(/^[0-9A-F]{8}$/, 'expected eight upper-case hex digits'),
  variant: z.string().regex(/^\d+(\.\d+)+$/, 'expected a service reference variant such as 4.1.1'),
  refusedWith: z.string().regex(/^E\d+$/, 'expected a response code'),
  provenance: z.string().min(1),
});

/** That a device model does not have a variant, and the code with which it is refused. */
export type NotApplicable = Omit<z.output<typeof deviationRow>, 'provenance'>;

/** A row of the table with its line. */
export interface DeclaredNotApplicable {
  readonly line: number;
  readonly declared: NotApplicable;
}

/**
 * Reads which device models have not every service request.
 * @throws ProblemsError naming every wrong row
 */
export function readNotApplicable(file: string): DeclaredNotApplicable[] {
  const key = ({ manufacturer, model, variant }: NotApplicable): string => `${manufacturer} ${model} ${variant}`;
  return readTable(file, deviationRow, key).map(({ line, value }) => {
    const { deviceType, manufacturer, model, variant, refusedWith } = value;
    return { line, declared: { deviceType, manufacturer, model, variant, refusedWith } };
  });
}

/** What a combination lacks. */
export function notApplicableTo(
  devices: readonly DeviceModel[],
  table: readonly DeclaredNotApplicable[],
): NotApplicable[] {
  return table.filter((row) => devices.some((device) => isOf(row, device))).map(({ declared }) => declared);
}

/**
 * Where the table speaks of a model that no combination has, or of a service request that is not in the scope.
 * @param file path of the table, for the sentences
 */
export function strangeNotApplicable(
  file: string,
  table: readonly DeclaredNotApplicable[],
  catalogue: readonly { readonly devices: readonly DeviceModel[] }[],
  requests: readonly ScopedRequest[],
): Problem[] {
  return table.flatMap((row) => {
    const { line, declared } = row;
    const { deviceType, manufacturer, model, variant } = declared;
    const problems: Problem[] = [];
    if (!catalogue.some(({ devices }) => devices.some((device) => isOf(row, device)))) {
      problems.push(cellProblem(file, line, 'model', `no DMC has ${deviceType} ${manufacturer} ${model}.`));
    }
    const request = requests.find((one) => one.variant === variant);
    if (request?.devices.includes(deviceType) !== true) {
      problems.push(cellProblem(file, line, 'variant', `the scope has no ${variant} for ${deviceType}.`));
    }
    return problems;
  });
}

function isOf({ declared }: DeclaredNotApplicable, device: DeviceModel): boolean {
  const { deviceType, manufacturer, model } = declared;
  return deviceType === device.type && manufacturer === device.manufacturer && model === device.model;
}
