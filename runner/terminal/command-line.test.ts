import { describe, expect, it } from 'vitest';
import { helpText, parseCommandLine, requireNode, type Command } from './command-line';

const command: Command = {
  name: 'sample',
  summary: 'Does something.',
  options: { seed: { value: 'TEXT', help: 'the seed' }, json: { help: 'as JSON' } },
  notes: ['Exit code: 0.'],
  run: async () => 0,
};

describe('requireNode', () => {
  it('says in a sentence that a Node is too old, and which command brings a newer one', () => {
    expect(() => requireNode('plan', '20.20.2')).toThrow(
      'This is Node 20.20.2, and 24 or newer is needed: start it as "npm run plan", which uses the one that npm ci installed.',
    );
    expect(() => requireNode('plan', '24.0.0')).not.toThrow();
    expect(() => requireNode('plan', '100.1.0')).not.toThrow();
  });
});

describe('a command line', () => {
  it('gives options, switches and words', () => {
    const line = parseCommandLine({ ...command, words: 'WORDS' }, ['--seed', '7', 'ST-B4', '--json', '@a']);
    expect(line?.option('seed')).toBe('7');
    expect(line?.option('json')).toBeUndefined();
    expect(line?.isOn('json')).toBe(true);
    expect(line?.words).toEqual(['ST-B4', '@a']);
  });

  it('asks for help', () => {
    expect(parseCommandLine(command, ['--help'])).toBeUndefined();
    expect(parseCommandLine(command, ['-h'])).toBeUndefined();
  });

  it.each([
    [['--nope'], /^Unknown option '--nope', the nearest is --\w+: "npm run sample -- --help" lists all\.$/],
    [['word'], /^Unexpected argument 'word'.*: "npm run sample -- --help" lists all\.$/],
    [['--seed'], /^Option '--seed <value>' argument missing: "npm run sample/],
    [
      ['--seed', '-1'],
      /^Option '--seed' has no value \(one that begins with a dash is given as --seed=-1\): "npm run sample -- --help" lists all\.$/,
    ],
    [['--json=yes'], /^Option '--json' does not take an argument: "npm run sample/],
  ])('refuses %j in one sentence', (args, sentence) => {
    expect(() => parseCommandLine(command, args)).toThrow(sentence);
  });
});

describe('the help', () => {
  it('shows usage, options and notes', () => {
    expect(helpText(command).split('\n')).toEqual([
      'Does something.',
      '',
      'Usage: npm run sample -- [options]',
      '',
      '  --seed TEXT  the seed',
      '  --json       as JSON',
      '  --help       show this',
      '',
      'Exit code: 0.',
    ]);
  });
});
