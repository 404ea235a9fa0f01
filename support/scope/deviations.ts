import { z } from 'zod';
import { DEVICE_TYPES, type DeviceModel, type DeviceType } from './devices';
import { cellProblem, refuseProblems, type Problem } from './problem';
import { readTable } from './table';

/** What the suite knows of a deviation. */
interface Kind {
  readonly of: DeviceType;
  /** In words that follow "has". */
  readonly words: string;
  /** Whether it changes when a gas meter is read. */
  readonly timesReadings?: true;
  /** The service requests that need it: models without it refuse them. */
  readonly variants?: readonly string[];
}

/**
 * The ways in which a device model can deviate. That models deviate, and that a published matrix says how, is SOURCED (S1SR,
 * Annex A); these are MODEL. Those with service requests of their own are functions of which it is doubtful that SMETS1 has them
 * (RECOLLECTION low).
 */
const KINDS = {
  'sleepy-gas': { of: 'GSME', words: 'a gas meter that sleeps', timesReadings: true },
  'wake-up-message': { of: 'CHF', words: 'a communications hub that listens only after a wake-up message' },
  'cached-gas-readings': {
    of: 'CHF',
    words: 'a communications hub that answers for its gas meter from a copy',
    timesReadings: true,
  },
  'keyless-gas': { of: 'GSME', words: 'a gas meter without keys of its own' },
  'second-element': {
    of: 'ESME',
    words: 'an electricity meter with a second element',
    variants: ['1.1.2', '1.2.2', '4.11.2'],
  },
  'privacy-pin': {
    of: 'ESME',
    words: 'an electricity meter whose privacy PIN is disabled from afar',
    variants: ['3.5'],
  },
  'export-demand': {
    of: 'ESME',
    words: 'an electricity meter that registers the maximum demand of exports',
    variants: ['4.12.2'],
  },
  'randomised-offset': { of: 'ESME', words: 'an electricity meter with a randomised offset', variants: ['6.2.2'] },
  'demand-period': {
    of: 'ESME',
    words: 'an electricity meter whose period of maximum demand can be set',
    variants: ['6.18.1'],
  },
  'daily-block-reset': {
    of: 'ESME',
    words: 'an electricity meter that resets its block counters each day',
    variants: ['6.26'],
  },
  'voltage-counter-reset': {
    of: 'ESME',
    words: 'an electricity meter whose voltage counters can be reset',
    variants: ['6.27'],
  },
  'customer-number': {
    of: 'ESME',
    words: 'an electricity meter that displays customer identification numbers',
    variants: ['9.1'],
  },
  'gas-privacy-pin': { of: 'GSME', words: 'a gas meter whose privacy PIN is disabled from afar', variants: ['3.5'] },
  'gas-flow': { of: 'GSME', words: 'a gas meter that detects uncontrolled gas flow', variants: ['6.7'] },
  'gas-customer-number': {
    of: 'GSME',
    words: 'a gas meter that displays customer identification numbers',
    variants: ['9.1'],
  },
  'gas-recording': { of: 'GSME', words: 'a gas meter that records its flow on demand', variants: ['14.1'] },
} as const satisfies Readonly<Record<string, Kind>>;

/** A declared deviation. */
export type Deviation = keyof typeof KINDS;

/** Every deviation that can be declared. */
export const DEVIATIONS = Object.keys(KINDS) as readonly Deviation[];

/** A deviation in words that follow "has". */
export function deviationText(deviation: Deviation): string {
  return KINDS[deviation].words;
}

/** When a reading is taken: the earliest and the latest instant, in minutes after it was asked for. */
export interface ReadingTime {
  readonly from: number;
  readonly to: number;
}

/** That every device of a model deviates in one way: one row of the table. */
export interface ModelDeviation {
  readonly deviation: Deviation;
  readonly deviceType: DeviceType;
  /** Code of the maker. */
  readonly manufacturer: string;
  readonly model: string;
  /** When a gas meter is read that was asked for a reading. */
  readonly reading?: ReadingTime;
  /** Line of the table. */
  readonly line: number;
}

const minutes = z
  .string()
  .regex(/^(-?\d{1,3})?$/, 'expected minutes, such as 30 or -30, or nothing')
  .transform((text) => (text === '' ? undefined : Number(text)));

const row = z.strictObject({
  deviceType: z.enum(DEVICE_TYPES),
  manufacturer: z.string().regex(/^[0-9A-F]{4}$/, 'expected four upper-case hex digits'),
  model: z.string().regex(/^[0-9A-F]{8}$/, 'expected eight upper-case hex digits'),
  deviation: z.enum(DEVIATIONS),
  readingFrom: minutes,
  readingTo: minutes,
  provenance: z.string().min(1, 'must not be empty'),
});

/**
 * Reads which device models deviate, and how.
 * @param file path of `deviations.csv`
 * @throws ProblemsError naming file, line and field of every wrong row
 */
export function readDeviations(file: string): ModelDeviation[] {
  const rows = readTable(file, row, ({ manufacturer, model, deviation }) => `${manufacturer} ${model} ${deviation}`);
  const problems = rows.flatMap(({ line, value }) =>
    problemsOf(value).map(({ field, text }) => cellProblem(file, line, field, text)),
  );
  refuseProblems(problems);
  return rows.map(({ line, value: { deviation, deviceType, manufacturer, model, readingFrom, readingTo } }) => ({
    deviation,
    deviceType,
    manufacturer,
    model,
    ...(readingFrom === undefined || readingTo === undefined ? {} : { reading: { from: readingFrom, to: readingTo } }),
    line,
  }));
}

function problemsOf({
  deviation,
  deviceType,
  readingFrom,
  readingTo,
}: z.output<typeof row>): { readonly field: string; readonly text: string }[] {
  const kind: Kind = KINDS[deviation];
  if (kind.of !== deviceType) {
    return [{ field: 'deviceType', text: `${deviation} is a deviation of a ${kind.of}, not of a ${deviceType}.` }];
  }
  const times = [readingFrom, readingTo].filter((time) => time !== undefined);
  if (kind.timesReadings !== true) {
    return times.length === 0 ? [] : [{ field: 'readingFrom', text: `${deviation} does not change when gas is read.` }];
  }
  const [from, to] = times;
  if (from === undefined || to === undefined) {
    return [{ field: 'readingFrom', text: `${deviation} changes when gas is read: give readingFrom and readingTo.` }];
  }
  return from <= to ? [] : [{ field: 'readingTo', text: `${to} is before readingFrom, ${from}.` }];
}

/** The deviations that devices have together, in a fixed order. */
export function deviationsOf(devices: readonly DeviceModel[], table: readonly ModelDeviation[]): Deviation[] {
  return DEVIATIONS.filter((deviation) =>
    table.some((row) => row.deviation === deviation && devices.some((device) => isOf(row, device))),
  );
}

/** A service request that needs a function, of a device model that has it. */
export interface FunctionVariant {
  readonly manufacturer: string;
  readonly model: string;
  readonly deviceType: DeviceType;
  readonly variant: string;
}

/** The service requests that devices have by functions of their models. */
export function functionVariantsOf(
  devices: readonly DeviceModel[],
  table: readonly ModelDeviation[],
): FunctionVariant[] {
  return table
    .filter((row) => devices.some((device) => isOf(row, device)))
    .flatMap(({ deviation, deviceType, manufacturer, model }) => {
      const { variants = [] }: Kind = KINDS[deviation];
      return variants.map((variant) => ({ manufacturer, model, deviceType, variant }));
    });
}

/** The functions by which alone devices have a service request, each of one type of device. */
export function functionsFor(variant: string): { readonly deviation: Deviation; readonly deviceType: DeviceType }[] {
  return DEVIATIONS.flatMap((deviation) => {
    const { of, variants }: Kind = KINDS[deviation];
    return variants?.includes(variant) === true ? [{ deviation, deviceType: of }] : [];
  });
}

/** When the gas meter is read, where its deviations or those of its hub say so: those of the hub count. */
export function gasReadingOf(
  devices: readonly DeviceModel[],
  table: readonly ModelDeviation[],
): ReadingTime | undefined {
  const rows = table.filter((row) => row.reading !== undefined && devices.some((device) => isOf(row, device)));
  return (rows.find(({ deviceType }) => deviceType === 'CHF') ?? rows[0])?.reading;
}

/** A combination of the catalogue, as far as it matters here. */
interface Combination {
  readonly id: string;
  readonly devices: readonly DeviceModel[];
  readonly deviations: readonly Deviation[];
}

/**
 * Where the table contradicts the catalogue: it speaks of a model that no combination has, or of a copy of gas readings
 * that there is no need of.
 * @param file path of the table, for the sentences
 */
export function contradictions(
  file: string,
  table: readonly ModelDeviation[],
  catalogue: readonly Combination[],
): Problem[] {
  return table.flatMap((row) => {
    const { line, deviation, deviceType, manufacturer, model } = row;
    const having = catalogue.filter(({ devices }) => devices.some((device) => isOf(row, device)));
    if (having.length === 0) {
      const models = catalogue.flatMap(({ devices }) => devices.filter(({ type }) => type === deviceType));
      const known = [...new Set(models.map((one) => `${one.manufacturer} ${one.model}`))].join(', ');
      const text = `no DMC has a ${deviceType} ${manufacturer} ${model}: those of the catalogue are ${known}.`;
      return [cellProblem(file, line, 'model', text)];
    }
    if (deviation !== 'cached-gas-readings') return [];
    return having
      .filter(({ devices, deviations }) => hasGas(devices) && !deviations.includes('sleepy-gas'))
      .map(({ id }) => {
        const text = `the gas meter of ${id} does not sleep, so that its hub has no need of a copy: declare sleepy-gas of it, or take this row away.`;
        return cellProblem(file, line, 'deviation', text);
      });
  });
}

function hasGas(devices: readonly DeviceModel[]): boolean {
  return devices.some(({ type }) => type === 'GSME');
}

function isOf(row: ModelDeviation, device: DeviceModel): boolean {
  return row.deviceType === device.type && row.manufacturer === device.manufacturer && row.model === device.model;
}
