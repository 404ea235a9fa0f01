/** Bodies of JSON: right by a published schema, and bent. */
import type { Node } from './published-calls';
import type { Random } from './random';

/** Deeper than any body is published. */
const DEEPEST = 6;

const ODD_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  0.1,
  '',
  ' ',
  'x',
  'constructor',
  '__proto__',
  '\u0000',
  '\ud800',
  '\u202e',
  "' OR 1=1 --",
  '=1+1',
  'x'.repeat(5_000),
  '9'.repeat(40),
  '2019-02-30T25:61:00Z',
  '2019-06-03T00:00:00.000Z',
  '90-B3-D5-1F-30-01-00-00',
  [],
  [null],
  {},
  { a: { b: [] } },
];

/** Bodies that no call takes. */
const STRANGE_TEXTS: readonly string[] = [
  '',
  'null',
  '{',
  '[[',
  'undefined',
  '{"__proto__":{"a":1}}',
  '{"constructor":{"prototype":{"a":1}}}',
  `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  '{"a":'.repeat(20_000),
  '\ufeff{}',
  '{"a":1,"a":2}',
  '1e99999',
];

/** Texts of which one fits most patterns that are published. */
const TEXTS: readonly string[] = [
  'A',
  'AA',
  'INS-1',
  'first-supplier',
  'IOC-01',
  '90-B3-D5-1F-30-01-00-00',
  '8944000000000000001',
  '1200012345674',
  '2345678901',
  '2019-06-05',
  '2019-06-05T10:00:00.000Z',
  '0FFF0001',
  'DE04',
  '5D0200A1',
  '4.1.1',
  'SIM-WHL-02',
  'YWJj',
  '0'.repeat(64),
  'A sentence.',
];

/** A value that fits a schema, as far as its plain words say. */
function fittingValue(schema: Node, random: Random, depth = 0): unknown {
  const { type, properties, items, anyOf, oneOf, allOf, pattern, format, minimum, required = [] } = schema;
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return random.pick(schema.enum as unknown[]);
  if (depth > DEEPEST) return null;
  const choices = (anyOf ?? oneOf) as Node[] | undefined;
  if (choices !== undefined) return fittingValue(random.pick(choices), random, depth + 1);
  if (Array.isArray(allOf)) {
    return Object.assign({}, ...(allOf as Node[]).map((one) => fittingValue(one, random, depth + 1)));
  }
  if (type === 'object' || properties !== undefined) {
    const owed = Object.entries((properties ?? {}) as Record<string, Node>).filter(
      ([name]) => (required as string[]).includes(name) || random.once(2),
    );
    return Object.fromEntries(owed.map(([name, own]) => [name, fittingValue(own, random, depth + 1)]));
  }
  if (type === 'array') {
    return Array.from({ length: 1 + random.below(2) }, () => fittingValue((items ?? {}) as Node, random, depth + 1));
  }
  if (type === 'integer' || type === 'number') return typeof minimum === 'number' ? minimum : 1 + random.below(9);
  if (type === 'boolean') return random.once(2);
  return fittingText(pattern, format, random);
}

function fittingText(pattern: unknown, format: unknown, random: Random): string {
  if (format === 'date-time') return '2019-06-05T10:00:00.000Z';
  if (format === 'date') return '2019-06-05';
  const fitting = typeof pattern === 'string' ? TEXTS.filter((text) => new RegExp(pattern, 'u').test(text)) : TEXTS;
  return fitting.length === 0 ? 'A' : random.pick(fitting);
}

/** A value with one thing in it bent. */
function bent(value: unknown, random: Random): unknown {
  if (Array.isArray(value) && value.length > 0 && !random.once(4)) {
    const index = random.below(value.length);
    if (random.once(4)) return value.filter((_, at) => at !== index);
    return value.map((own: unknown, at) => (at === index ? bent(own, random) : own));
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0) {
    const entries = Object.entries(value);
    const [name] = random.pick(entries);
    if (random.once(5)) return Object.fromEntries(entries.filter(([own]) => own !== name));
    if (random.once(5)) return { ...value, [random.pick(['more', '__proto__x', 'Id', ''])]: random.pick(ODD_VALUES) };
    return Object.fromEntries(entries.map(([own, held]) => [own, own === name ? bent(held, random) : held]));
  }
  return random.pick(ODD_VALUES);
}

/** The text of a body: fitting, bent, made up or strange. */
export function bodyText(schema: Node | undefined, random: Random): string {
  if (schema === undefined || random.once(8)) return random.pick(STRANGE_TEXTS);
  if (random.once(8)) return JSON.stringify(bent(random.pick(ODD_VALUES), random));
  let value = fittingValue(schema, random);
  for (let times = random.below(3); times > 0; times -= 1) value = bent(value, random);
  return JSON.stringify(value);
}
