import type { XmlReader } from '../../xml';

/** What an element of an answer holds: a text, or elements in their order. `index` is its attribute of this name. */
export interface Field {
  readonly name: string;
  readonly content: string | readonly Field[];
  readonly attributes?: Readonly<Record<string, string | number>>;
}

/** An element with a value; none at all where there is no value. */
export function value(name: string, content: string | number | boolean | undefined): Field[] {
  return content === undefined ? [] : [{ name, content: String(content) }];
}

/** An element with elements. */
export function group(name: string, ...content: readonly (readonly Field[])[]): Field[] {
  return [{ name, content: content.flat() }];
}

/** An element with attributes. */
export function marked(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content: string | readonly Field[],
): Field[] {
  return [{ name, content, attributes }];
}

/** Elements of one name, each with its index from 1. */
export function indexed(name: string, values: readonly (string | number)[]): Field[] {
  return values.flatMap((one, index) => marked(name, { index: index + 1 }, String(one)));
}

/** Litres in cubic metres: three decimals. */
export function cubicMetres(litres: number): string {
  return (litres / 1000).toFixed(3);
}

/** An instant in milliseconds, as answers have it. */
export function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** Every value of an answer in its order, with the path to it: `Gas/ConsumptionRegister/Value = 12.345`. */
export function linesOf(fields: readonly Field[], above = ''): string[] {
  return fields.flatMap(({ name, content, attributes = {} }) => {
    const marks = Object.entries(attributes).map(([attribute, mark]) => `[${attribute}=${String(mark)}]`);
    const path = `${above}${name}${marks.join('')}`;
    if (typeof content === 'string') return [`${path} = ${content}`];
    return content.length === 0 ? [`${path} = `] : linesOf(content, `${path}/`);
  });
}

/** The elements of an answer as it came. */
function fieldsIn(payload: XmlReader): Field[] {
  return payload.all().map((child) => {
    const inner = fieldsIn(child);
    const attributes = Array.from(child.element.attributes)
      .filter(({ name }) => !name.startsWith('xmlns'))
      .map(({ localName, name, value: mark }): [string, string] => [localName ?? name, mark]);
    return {
      name: child.name,
      content: inner.length > 0 ? inner : child.text,
      ...(attributes.length === 0 ? {} : { attributes: Object.fromEntries(attributes) }),
    };
  });
}

/** Every value that an element brings in its order, written likewise. */
export function cameIn(payload: XmlReader): string[] {
  return linesOf(fieldsIn(payload));
}
