import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { oneAtATime } from './one-at-a-time';

/** Says when it begins and ends; in between it lets others go on. */
function workOf(name: string, said: string[]): () => Promise<string> {
  return async () => {
    said.push(`${name} begins`);
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
    said.push(`${name} ends`);
    return name;
  };
}

it('lets nobody begin before whoever is at it has ended', async () => {
  const [turn, said] = [`test-${randomUUID()}`, [] as string[]];
  const results = await Promise.all(['one', 'two'].map((name) => oneAtATime(turn, workOf(name, said))));
  expect(results).toEqual(['one', 'two']);
  expect(said).toHaveLength(4);
  expect(said[1]).toBe(said[0]?.replace('begins', 'ends'));
});

it('lets the next one begin where work fails', async () => {
  const turn = `test-${randomUUID()}`;
  await expect(oneAtATime(turn, () => Promise.reject(new Error('no room')))).rejects.toThrow('no room');
  expect(await oneAtATime(turn, () => Promise.resolve('next'))).toBe('next');
});

it('waits for nobody under another name', async () => {
  const [one, other] = [randomUUID(), randomUUID()];
  expect(await oneAtATime(one, () => oneAtATime(other, () => Promise.resolve('both')))).toBe('both');
});
