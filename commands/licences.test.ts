import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

interface LockedPackage {
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
}

/** Licences that ask for no more than to be named. */
const FREE = [
  'MIT',
  'Apache-2.0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
];

/** Packages by name, under another licence or none in the lock file; docs/architecture.md says why each may stay. */
const NAMED: Readonly<Record<string, { readonly license: string | undefined; readonly onlyForDevelopment: boolean }>> =
  {
    lightningcss: { license: 'MPL-2.0', onlyForDevelopment: true },
    'spdx-exceptions': { license: 'CC-BY-3.0', onlyForDevelopment: false },
    'caniuse-lite': { license: 'CC-BY-4.0', onlyForDevelopment: true },
    // The MIT licence, which these packages name in an older way.
    ssh2: { license: undefined, onlyForDevelopment: false },
    'cpu-features': { license: undefined, onlyForDevelopment: false },
    buildcheck: { license: undefined, onlyForDevelopment: false },
  };

function isFree(license: string): boolean {
  const plain = license.replace(/^\((.*)\)$/, '$1');
  if (plain.includes(' OR ')) return plain.split(' OR ').some(isFree);
  return plain.split(' AND ').every((one) => FREE.includes(one));
}

/** A package that is built for one kind of machine goes with the one it is a part of. */
function nameOf(place: string): string {
  const name = place.replace(/^.*node_modules\//, '');
  return name.startsWith('lightningcss-') ? 'lightningcss' : name;
}

function problemOf(place: string, { license, dev = false }: LockedPackage): string | undefined {
  if (license !== undefined && isFree(license)) return undefined;
  const named = NAMED[nameOf(place)];
  if (named === undefined || named.license !== license) return `${place}: ${license ?? 'no licence'}`;
  return named.onlyForDevelopment && !dev
    ? `${place}: ${license ?? 'no licence'}, not only for development`
    : undefined;
}

describe('licences', () => {
  const lock = JSON.parse(readFileSync(path.join(__dirname, '../package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockedPackage>>;
  };
  const brought = Object.entries(lock.packages).filter(([place, { link }]) => {
    return place.includes('node_modules/') && link !== true;
  });

  it('of every package that npm brings are free, or named with their reason', () => {
    expect(brought.length).toBeGreaterThan(100);
    expect(brought.flatMap(([place, one]) => problemOf(place, one) ?? [])).toEqual([]);
  });

  it('that are not free are found', () => {
    expect(problemOf('node_modules/a', { license: 'GPL-3.0-only' })).toBe('node_modules/a: GPL-3.0-only');
    expect(problemOf('node_modules/a', {})).toBe('node_modules/a: no licence');
    expect(problemOf('node_modules/a', { license: '(GPL-2.0 OR MIT)' })).toBeUndefined();
    expect(problemOf('node_modules/a', { license: 'MIT AND MPL-2.0' })).toBe('node_modules/a: MIT AND MPL-2.0');
    expect(problemOf('node_modules/lightningcss', { license: 'MPL-2.0' })).toContain('not only for development');
  });
});
