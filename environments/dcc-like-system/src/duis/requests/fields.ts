import type { Element } from '@xmldom/xmldom';
import { childElements, hasOwnText, textOf, XmlFault } from '../../xml/parse';
import { isEui } from '../request-id';
import { DUIS } from '../vocabulary';

/** Least and most of a number, both included. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/** Whole numbers as XML Schema names them. */
export const INT: Range = { least: -2147483648, most: 2147483647 };
export const SHORT: Range = { least: -32768, most: 32767 };
export const UNSIGNED_INT: Range = { least: 0, most: 4294967295 };
export const UNSIGNED_SHORT: Range = { least: 0, most: 65535 };
/** Power of ten of a scaled price. */
export const SCALE: Range = { least: -128, most: 127 };

const TIME = /^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]/;
const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}/;

/** The children of one element, read in the order of the schema; whatever does not fit is a fault. */
export class Fields {
  private readonly children: readonly Element[];
  private next = 0;

  constructor(private readonly element: Element) {
    this.children = childElements(element);
    if (this.children.length > 0 && hasOwnText(element)) this.fail('holds text between its elements');
  }

  /** The value of an attribute. @throws XmlFault when it is missing or outside the range */
  index(range: Range): number {
    return this.within(this.element.getAttribute('index') ?? '', 'the attribute index', range);
  }

  get name(): string {
    return this.element.localName ?? '';
  }

  /** The text of this element itself. */
  get ownText(): string {
    return textOf(this.element);
  }

  /** Reads the next element, which must have this name. @throws XmlFault */
  one<T>(name: string, read: (fields: Fields) => T): T {
    const element = this.children[this.next];
    if (!this.isNext(name) || !element) return this.fail(`lacks ${name}, or it is not in its place`);
    this.next += 1;
    return inOrder(element, read);
  }

  /** Reads the next element if it has this name. */
  maybe<T>(name: string, read: (fields: Fields) => T): T | undefined {
    return this.isNext(name) ? this.one(name, read) : undefined;
  }

  /** Reads elements of this name for as long as they come. @throws XmlFault when they are too few or too many */
  many<T>(name: string, { least, most }: Range, read: (fields: Fields) => T): T[] {
    const found: T[] = [];
    while (this.isNext(name)) found.push(this.one(name, read));
    if (found.length < least || found.length > most)
      this.fail(`holds ${found.length} ${name}, not ${least} to ${most}`);
    return found;
  }

  /** Reads whichever of these elements comes next. @throws XmlFault when none does */
  choice<T>(branches: Readonly<Record<string, (fields: Fields) => T>>): T {
    const [name, read] = Object.entries(branches).find(([candidate]) => this.isNext(candidate)) ?? [];
    if (name === undefined || read === undefined) {
      return this.fail(`must hold one of ${Object.keys(branches).join(', ')} there`);
    }
    return this.one(name, read);
  }

  /** Everything that is left, whatever its names. */
  remaining(): Fields[] {
    const left = this.children.slice(this.next);
    this.next = this.children.length;
    return left.map((element) => new Fields(element));
  }

  text(name: string): string {
    return this.one(name, (field) => field.ownText);
  }

  /** @throws XmlFault when it is no whole number or outside the range */
  integer(name: string, range: Range): number {
    return this.one(name, (field) => field.ownNumber(range));
  }

  boolean(name: string): boolean {
    return ['true', '1'].includes(this.oneOf(name, ['true', 'false', '1', '0']));
  }

  /** @throws XmlFault when it is none of the words */
  oneOf<W extends string>(name: string, words: readonly W[]): W {
    return this.one(name, (field) => field.ownWord(words));
  }

  /** A date and time as ISO 8601 in UTC. @throws XmlFault */
  instant(name: string): string {
    return this.one(name, (field) => field.ownInstant());
  }

  /** A time of day, HH:MM:SS. @throws XmlFault */
  time(name: string): string {
    return this.one(name, (field) => field.ownTime());
  }

  /** A date, YYYY-MM-DD. @throws XmlFault */
  date(name: string): string {
    return this.one(name, (field) => field.ownDate());
  }

  /** An EUI-64 in upper case. @throws XmlFault */
  eui(name: string): string {
    return this.one(name, (field) => field.ownEui());
  }

  /** Text that fits a pattern. @throws XmlFault @param what what it should be, in words */
  pattern(name: string, pattern: RegExp, what: string): string {
    return this.one(name, (field) => (pattern.test(field.ownText) ? field.ownText : field.fail(`is not ${what}`)));
  }

  /** The text of this element itself as a number. @throws XmlFault */
  ownNumber(range: Range): number {
    return this.within(this.ownText, 'its value', range);
  }

  ownWord<W extends string>(words: readonly W[]): W {
    return words.find((word) => word === this.ownText) ?? this.fail(`is none of ${words.join(', ')}`);
  }

  ownInstant(): string {
    const instant = new Date(this.ownText);
    return Number.isNaN(instant.getTime()) ? this.fail('is no date and time') : instant.toISOString();
  }

  ownTime(): string {
    return TIME.exec(this.ownText)?.[0] ?? this.fail('is no time of day');
  }

  ownDate(): string {
    const date = DATE.exec(this.ownText)?.[0];
    return date === undefined || Number.isNaN(Date.parse(date)) ? this.fail('is no date') : date;
  }

  ownEui(): string {
    return isEui(this.ownText) ? this.ownText.toUpperCase() : this.fail('is no EUI');
  }

  /** @throws XmlFault in one sentence about this element */
  fail(what: string): never {
    throw new XmlFault(`The element ${this.element.localName ?? ''} ${what}.`);
  }

  /** @throws XmlFault when something is left that was not read */
  end(): void {
    const more = this.children[this.next];
    if (more) this.fail(`must not hold ${more.localName ?? ''} there`);
  }

  private isNext(name: string): boolean {
    const element = this.children[this.next];
    return element?.localName === name && element.namespaceURI === DUIS;
  }

  private within(text: string, what: string, { least, most }: Range): number {
    const number = /^[+-]?[0-9]{1,17}$/.test(text) ? Number(text) : Number.NaN;
    return number >= least && number <= most ? number : this.fail(`has "${text.slice(0, 20)}" for ${what}`);
  }
}

/**
 * Reads an element whole: in the order of the schema, and with nothing left over.
 * @throws XmlFault
 */
export function inOrder<T>(element: Element, read: (fields: Fields) => T): T {
  const fields = new Fields(element);
  const value = read(fields);
  fields.end();
  return value;
}
