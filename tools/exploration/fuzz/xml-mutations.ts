/** Ways in which a text that was right can be bent. */
import type { Random } from './random';

const ODD_TEXTS: readonly string[] = [
  '',
  ' ',
  '-1',
  '0',
  '99999999999999999999',
  'abc',
  'true',
  '2019-02-30',
  'June 3, 2019',
  '65535-04-29Z',
  '2019-06-03T00:00:00Z',
  '&amp;',
  '&#0;',
  '\u202e',
  '\u0000',
  'é',
  'x'.repeat(300),
  '<a/>',
  '<![CDATA[x]]>',
  '<!-- x -->',
  '<?x y?>',
];

const ODD_ATTRIBUTES: readonly string[] = [
  'a="b"',
  'xmlns:a="urn:a"',
  'xmlns=""',
  'xsi:nil="true"',
  'schemaVersion="9"',
];

type Mutation = (text: string, random: Random) => string;

/** The places of a pattern in a text, of which one is replaced. */
function atOne(pattern: RegExp, replacement: (found: RegExpExecArray, random: Random) => string): Mutation {
  return (text, random) => {
    const found = [...text.matchAll(pattern)];
    if (found.length === 0) return text;
    const one = random.pick(found);
    return text.slice(0, one.index) + replacement(one, random) + text.slice(one.index + one[0].length);
  };
}

const MUTATIONS: readonly Mutation[] = [
  atOne(/>([^<>]+)</g, (_found, random) => `>${random.pick(ODD_TEXTS)}<`),
  atOne(/>([^<>]+)</g, ([, own = ''], random) => `>${own.slice(0, random.below(own.length + 1))}<`),
  atOne(/>([^<>]+)</g, ([, own = '']) => `>${own}${own}<`),
  atOne(/<([\w:]+)[^<>]*>[^<>]*<\/\1>/g, () => ''),
  atOne(/<([\w:]+)[^<>]*>[^<>]*<\/\1>/g, ([own]) => `${own}${own}`),
  atOne(/<([\w:]+)([^<>]*)>/g, ([, name = '', rest = ''], random) => `<${name} ${random.pick(ODD_ATTRIBUTES)}${rest}>`),
  atOne(/<([\w:]+)\/>/g, ([, name = '']) => `<${name}><${name}/></${name}>`),
  atOne(/<(\/?)([\w:]+)/g, ([, slash = '', name = '']) => `<${slash}${name}X`),
  atOne(/ [\w:]+="[^"]*"/g, () => ''),
  atOne(/xmlns="[^"]*"/g, () => 'xmlns="urn:other"'),
  (text, random) => text.slice(0, random.below(text.length)),
  (text) => text.replace('?>', '?><!DOCTYPE a [<!ENTITY b "c">]>'),
  (text, random) => {
    const at = random.below(text.length);
    return text.slice(0, at) + random.pick(ODD_TEXTS) + text.slice(at);
  },
  (text) => `${text}${'<a>'.repeat(500)}`,
  (text) => text.replace(/<\/(?=[^<]*$)/, `${'<a/>'.repeat(20_000)}</`),
];

/** A text with one to three things bent. */
export function mutated(text: string, random: Random): string {
  let bent = text;
  for (let times = 1 + random.below(3); times > 0; times -= 1) bent = random.pick(MUTATIONS)(bent, random);
  return bent;
}

/** Bytes with one to four of them changed, cut off or doubled. */
export function mutatedBytes(bytes: Uint8Array, random: Random): Buffer {
  const bent = Buffer.from(bytes);
  if (bent.length === 0) return Buffer.from([random.below(256)]);
  if (random.once(6)) return bent.subarray(0, random.below(bent.length));
  if (random.once(6)) return Buffer.concat([bent, bent.subarray(random.below(bent.length))]);
  for (let times = 1 + random.below(4); times > 0; times -= 1) bent[random.below(bent.length)] = random.below(256);
  return bent;
}
