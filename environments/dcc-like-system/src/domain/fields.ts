import { z } from 'zod';
import { DEVICE_TYPES } from './device-types';

/** Values of the published interfaces that many requests and messages have. */

/** What a shape describes, for those who only read it. */
export type Read<S extends z.ZodType> = Immutable<z.output<S>>;

type Immutable<T> = T extends object ? { readonly [K in keyof T]: Immutable<T[K]> } : T;

/** Most entries of a list that is not bounded by what it lists. */
const MOST_ENTRIES = 20_000;

/** A text of at least one character. */
export const text = (longest: number): z.ZodString => z.string().min(1).max(longest);

/** A list of at most so many entries. */
export const listOf = <S extends z.ZodType>(entry: S, most = MOST_ENTRIES): z.ZodArray<S> => z.array(entry).max(most);

/** A list that names something: one entry at least. */
export const someOf = <S extends z.ZodType>(entry: S): z.ZodArray<S> => listOf(entry).min(1);

/** What something is known by: an installation, an order, a message, a supply point. */
export const ID = text(100).meta({ id: 'Id' });
/** A name, a model, a version. */
export const NAME = text(100).meta({ id: 'Name' });
const SENTENCE_LENGTH = 1000;
/** One sentence for people. */
export const SENTENCE = z.string().max(SENTENCE_LENGTH).meta({ id: 'Sentence' });
/** A sentence that quotes what came in, no longer than one may be. */
export function shortened(sentence: string): string {
  return sentence.length > SENTENCE_LENGTH ? `${sentence.slice(0, SENTENCE_LENGTH - 1)}…` : sentence;
}
/** A code of `codes.csv`, or of DUIS. */
export const CODE = text(20).meta({ id: 'Code' });
/** Of any length that a body can have: images, documents. */
export const CONTENT = z.string().max(16_777_216).meta({ id: 'Content' });

/** ISO 8601 in UTC; read as the system writes it, with milliseconds. */
export const INSTANT = z.iso
  .datetime({ abort: true })
  .overwrite((instant) => new Date(instant).toISOString())
  .meta({ id: 'Instant' });
export const DAY = z.iso.date().meta({ id: 'Day' });

/** EUI-64 of an organisation or a device. */
export const EUI = z
  .string()
  .regex(/^([0-9A-F]{2}-){7}[0-9A-F]{2}$/, 'must be an EUI-64 such as 90-B3-D5-1F-30-01-00-00')
  .meta({ id: 'Eui' });
/** Execution counter: unsigned and decimal. */
export const COUNTER = z
  .string()
  .regex(/^[0-9]{1,20}$/, 'must be a whole number of at most 20 digits, as a text')
  .meta({ id: 'Counter' });
export const GROUP_ID = z
  .string()
  .regex(/^[A-Z]{2}$/, 'must be two capital letters')
  .meta({ id: 'GroupId' });
/** A number in a path or a query. */
export const NUMBER_IN_ADDRESS = z
  .string()
  .regex(/^[0-9]{1,15}$/, 'must be a whole number')
  .transform(Number)
  .meta({ id: 'Number' });

export const DEVICE_TYPE = z.enum(DEVICE_TYPES).meta({ id: 'DeviceType' });
/** Which meters of an installation are active: all, none, or one of the two. */
export const INSTALLATION_KIND = z.enum(['Active', 'Dormant', 'Mixed']).meta({ id: 'InstallationKind' });

/** A model of device. */
export const DEVICE_MODEL = z
  .strictObject({ deviceType: DEVICE_TYPE, manufacturer: NAME, model: NAME })
  .meta({ id: 'DeviceModel' });
/** Settings of a device by name. */
export const SETTINGS = z.record(text(60), z.string().max(1000)).meta({ id: 'Settings' });
