import type { Element } from '@xmldom/xmldom';
import { childElements, textOf, XmlFault } from '../../xml/parse';
import { isEui } from '../request-id';
import { DUIS } from '../vocabulary';

const TIME = /^([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?$/;
const DATE = /^(-?)([0-9]{4,})(-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?$/;
const INSTANT =
  /^(-?)([0-9]{4,})(-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.([0-9]+))?(Z|[+-][0-9]{2}:[0-9]{2})?$/;
/** Years beyond the calendar stand for no year at all: they count as its begin and its end (MODEL). */
const FIRST_INSTANT = '0000-01-01T00:00:00.000Z';
const LAST_INSTANT = '9999-12-31T23:59:59.999Z';

/**
 * The children of one element, read in the order of the schema. Values are those of a request that the schema allows:
 * whether it does is asked before.
 */
export class Fields {
  private readonly children: readonly Element[];
  private next = 0;

  constructor(private readonly element: Element) {
    this.children = childElements(element);
  }

  /** The value of the attribute `index`. */
  index(): number {
    return Number(this.element.getAttribute('index'));
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

  /** Reads elements of this name for as long as they come. */
  many<T>(name: string, read: (fields: Fields) => T): T[] {
    const found: T[] = [];
    while (this.isNext(name)) found.push(this.one(name, read));
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

  /** @throws XmlFault when it is no number */
  number(name: string): number {
    return this.one(name, (field) => field.ownNumber());
  }

  boolean(name: string): boolean {
    return ['true', '1'].includes(this.text(name));
  }

  /** @throws XmlFault when it is none of the words */
  oneOf<W extends string>(name: string, words: readonly W[]): W {
    return this.one(name, (field) => field.ownWord(words));
  }

  /** A date and time as ISO 8601 in UTC. @throws XmlFault */
  instant(name: string): string {
    return this.one(name, (field) => field.ownInstant());
  }

  /** A time of day in UTC, HH:MM:SS. @throws XmlFault */
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

  /** The text of this element itself as a number. @throws XmlFault */
  ownNumber(): number {
    const number = Number(this.ownText);
    return this.ownText === '' || Number.isNaN(number) ? this.fail('is no number') : number;
  }

  ownWord<W extends string>(words: readonly W[]): W {
    return words.find((word) => word === this.ownText) ?? this.fail(`is none of ${words.join(', ')}`);
  }

  ownInstant(): string {
    const [, sign, year = '', rest = '', fraction = '', zone = 'Z'] = INSTANT.exec(this.ownText) ?? [];
    if (sign === undefined) return this.fail('is no date and time');
    if (sign === '-') return FIRST_INSTANT;
    if (year.length > 4) return LAST_INSTANT;
    const instant = new Date(`${year}${rest}.${fraction.padEnd(3, '0').slice(0, 3)}${zone}`).toISOString();
    if (instant.startsWith('-')) return FIRST_INSTANT;
    return instant.startsWith('+') ? LAST_INSTANT : instant;
  }

  ownTime(): string {
    const [, time, zone = 'Z'] = TIME.exec(this.ownText) ?? [];
    if (time === undefined) return this.fail('is no time of day');
    return new Date(`2000-01-01T${time}${zone}`).toISOString().slice(11, 19);
  }

  ownDate(): string {
    const [, sign, year = '', rest = ''] = DATE.exec(this.ownText) ?? [];
    if (sign === undefined) return this.fail('is no date');
    if (sign === '-') return FIRST_INSTANT.slice(0, 10);
    return year.length > 4 ? LAST_INSTANT.slice(0, 10) : `${year}${rest}`;
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
