import { expect, it } from 'vitest';
import { secretsIn } from './secrets';

const KEY = Buffer.from('a key of thirty-two bytes, no less').toString('base64');
const SECRETS = [
  { what: 'a key', value: KEY },
  { what: 'a password', value: 'Heron-Lane-42' },
];

it.each([
  ['a key as it is', `<Key>${KEY}</Key>`, ['a key']],
  ['a key in hexadecimal digits', Buffer.from(KEY, 'base64').toString('hex').toUpperCase(), ['a key']],
  ['a password in a sentence', 'It opens with Heron-Lane-42.', ['a password']],
  ['a password in base64', Buffer.from('Heron-Lane-42').toString('base64'), ['a password']],
  ['both', `${KEY} Heron-Lane-42`, ['a key', 'a password']],
  ['neither', 'A sentence about a key and a password.', []],
])('a text with %s is found out', (_what, text, expected) => {
  expect(secretsIn(text, SECRETS)).toEqual(expected);
});
