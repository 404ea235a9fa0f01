import path from 'node:path';
import { z } from 'zod';
import { readJson } from './json';

/** The table of households, relative to the project. */
export const HOUSEHOLDS_FILE = path.join('features', 'scope', 'households.json');

const amount = z.int().min(0);
/** The most that DUIS can say of a price of electricity. */
const price = amount.max(32_767);
const time = z.iso.time({ precision: 0 });
const recovery = z.strictObject({ rate: amount, period: z.enum(['HOURLY', 'DAILY']) });

/**
 * A meter when virtual time begins, as the lab publishes it: Wh or litres, money in millipence.
 * @param rate what a price may be
 */
const meterOf = (rate: typeof price) =>
  z.strictObject({
    register: amount,
    /** What is used in each half hour of a day, that from midnight (UTC) first. */
    consumption: z.array(amount).length(48),
    start: z.strictObject({
      tariff: z.strictObject({
        standingCharge: rate,
        rates: z.array(z.strictObject({ from: time, price: rate })).min(1),
      }),
      paymentMode: z.enum(['Credit', 'Prepayment']),
      balance: z.int(),
      debt: z
        .strictObject({
          timeDebt1: amount,
          timeDebt2: amount,
          paymentDebt: amount,
          /** Hundredths of a per cent. */
          perPayment: amount.max(10_000),
          recovery1: recovery,
          recovery2: recovery,
        })
        .exactOptional(),
    }),
  });

const householdOf = (rate: typeof price) => z.strictObject({ ESME: meterOf(rate), GSME: meterOf(rate) });

/** What the meters of an installation show, are set to and measure when a scenario begins. */
export type Household = z.output<ReturnType<typeof householdOf>>;

const schemaOf = (rate: typeof price) =>
  z.strictObject({ provenance: z.string().min(1), households: z.record(z.string(), householdOf(rate)) });
const schema = schemaOf(price);
/** What has been run had the limits of its day. */
const schemaOfRun = schemaOf(amount);

/**
 * Reads the households that scenarios name.
 * @param hasRun whether they are those of a run, which a limit that came later does not make unreadable
 * @throws ProblemsError naming the file and every wrong field
 */
export function readHouseholds(file: string, hasRun = false): Readonly<Record<string, Household>> {
  return readJson(file, hasRun ? schemaOfRun : schema).households;
}

let kept: Readonly<Record<string, Household>> | undefined;

/**
 * The households of the project, by their name.
 * @throws ProblemsError naming the file and every wrong field
 */
export function knownHouseholds(): Readonly<Record<string, Household>> {
  kept ??= readHouseholds(HOUSEHOLDS_FILE);
  return kept;
}
