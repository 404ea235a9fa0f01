import { describe, expect, it } from 'vitest';
import type { CommandFrame } from '../../domain/frames';
import { description, followed, missing, type Json } from '../../fixtures/descriptions';
import { plain, schemaOf } from '../../fixtures/routes';
import { ANSWER_VALUES, readLaboratoryAnswer } from './laboratory-answers';

const NAME = 'remote-laboratory';
const DEVICE = '00-DB-12-E1-00-00-00-01';
const AT = '2019-06-04T08:00:00.000Z';

function read(operation: CommandFrame['operation'], answer: unknown, name?: string): unknown {
  const frame = { deviceId: DEVICE, commandId: '1', operation, body: name === undefined ? {} : { name } };
  return readLaboratoryAnswer(frame, Buffer.from(typeof answer === 'string' ? answer : JSON.stringify(answer)));
}

const done = (values: object): object => ({ outcome: 'answer', body: { ok: true, values } });

describe('an answer of a remote laboratory', () => {
  it('is taken as it was published', () => {
    expect(read('ping', done({ at: AT }))).toEqual(done({ at: AT }));
    expect(read('read-whitelist', done({ devices: `${DEVICE},${DEVICE}` }))).toMatchObject({ outcome: 'answer' });
    const firmware = { value: '{"version":"01000105"}', at: AT };
    expect(read('get', done(firmware), 'firmware')).toEqual(done(firmware));
  });

  it('may be that the device refuses, whatever was commanded', () => {
    const refusal = { outcome: 'answer', body: { ok: false, error: 'not-supported' } };
    expect(read('act', refusal, 'top-up')).toEqual(refusal);
    expect(read('ping', refusal)).toEqual(refusal);
  });

  it('may be that the device does not answer, which the network says in its own words', () => {
    const silence = { outcome: 'no-answer', reason: `${DEVICE} does not answer`, silent: 'device' };
    expect(read('ping', { outcome: 'no-answer' })).toEqual(silence);
  });

  it.each<[string, CommandFrame['operation'], unknown, string?]>([
    ['no JSON', 'ping', 'no JSON'],
    ['no object', 'ping', null],
    ['without a value', 'ping', done({})],
    ['with a value that nobody asked for', 'ping', done({ at: AT, register: '1' })],
    ['with what belongs to another command', 'ping', done({ devices: DEVICE })],
    ['that says it was queued', 'ping', { outcome: 'queued' }],
    ['that says there is no route', 'ping', { outcome: 'no-route', reason: 'none' }],
    ['of an instant that is none', 'ping', done({ at: 'today' })],
    ['of a register that is no number', 'read-registers', done({ activeImportWh: '1e99', at: AT })],
    ['of a register that is too large', 'read-registers', done({ activeImportWh: '1234567890', at: AT })],
    ['of a whitelist that holds no id', 'read-whitelist', done({ devices: 'everybody' })],
    [
      'of firmware with a control character',
      'read-device-info',
      done({ keyVersion: '1', firmware: 'a\u0000', configurationDigest: 'AAAA' }),
    ],
    ['of JSON that is none', 'get', done({ value: '{', at: AT }), 'firmware'],
    ['of JSON of another form', 'get', done({ value: '{"version":1}', at: AT }), 'firmware'],
    ['to a reading that is not published', 'get', done({ value: '{}', at: AT }), 'tariff'],
    ['to a change that is not published', 'set', done({ value: '{}', at: AT }), 'clock'],
    ['with an error that there is not', 'ping', { outcome: 'answer', body: { ok: false, error: 'tired' } }],
  ])('%s is none', (_what, operation, answer, name) => {
    const fault = `its answer to ${operation} has not the published form`;
    expect(read(operation, answer, name)).toEqual({ fault });
  });
});

describe('the description of a remote laboratory', () => {
  it('is OpenAPI 3.1 and refers to nothing that is missing', () => {
    expect(description(NAME).openapi).toBe('3.1.0');
    expect(missing(description(NAME), NAME)).toEqual([]);
  });

  it('says of each command which values answer it, and names no other', () => {
    const { schemas } = description(NAME).components as { schemas: Json };
    const named = (command: string): string =>
      `ValuesOf${command
        .split(/[- ]/)
        .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
        .join('')}`;
    const published = Object.keys(schemas).filter((name) => name.startsWith('ValuesOf'));
    expect(published.sort()).toEqual(Object.keys(ANSWER_VALUES).map(named).sort());
    for (const [command, shape] of Object.entries(ANSWER_VALUES))
      expect(plain(followed(schemas[named(command)], NAME)), command).toEqual(schemaOf(shape));
  });
});
