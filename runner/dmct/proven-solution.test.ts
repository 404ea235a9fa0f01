import 'ts-node/register';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDmc } from '../../support/scope/dmc-catalogue';
import { loadScope, type Scope } from '../../support/scope/scope';
import { otherSolution } from '../assessment/release-exited';
import type { PackSigningKey } from '../evidence-pack/signing';
import { addRecord, provingPack, RELEASE_EXIT, signingKey, trustSigner } from '../fixtures/proving-pack';
import { provenSolution } from './proven-solution';

const base = mkdtempSync(path.join(tmpdir(), 'proven-'));
afterAll(() => rmSync(base, { recursive: true }));

/** The scope of the small project, with a trusted key and, if wanted, a recorded decision. */
function scopeWith(name: string, decision?: object): Scope {
  const root = path.join(base, `scope-${name}`);
  cpSync(path.join(__dirname, '../fixtures/project'), root, { recursive: true });
  trustSigner(root);
  if (decision !== undefined) addRecord(root, decision);
  return loadScope(root);
}

const trusted = (): PackSigningKey => signingKey('trusted', base);
const packOf = (
  name: string,
  key: PackSigningKey | undefined,
  run?: Parameters<typeof provingPack>[2],
): Promise<string> => provingPack(path.join(base, name), key, run);

/** The projects of these tests lie outside any repository. */
const SUITE = 'not under version control';

describe('the migration solution of a release is proven', () => {
  let scope: Scope;
  let sound = '';
  beforeAll(async () => {
    scope = scopeWith('plain');
    sound = await packOf('sound', trusted());
  });
  const proven = (pack?: string, id = 'IOC-02', suite = SUITE): ReturnType<typeof provenSolution> =>
    provenSolution(scope, findDmc(scope.catalogue, id), pack, suite);

  it('by a sound pack that a trusted key signed', async () => {
    expect(await proven(sound)).toMatchObject({
      ...{ kind: 'pack', release: 'IOC', dmcs: ['IOC-01'], signer: 'migration test manager', plan: 'sets' },
      signedWith: trusted().fingerprint,
    });
  });

  it('by a pack whose documents an earlier version of the suite worded otherwise', async () => {
    const other = { ...trusted(), fingerprint: signingKey('strange', base).fingerprint };
    const file = await packOf('worded', other);
    expect(await proven(file, 'IOC-02', 'commit 0')).toMatchObject({ kind: 'pack', release: 'IOC' });
  });

  it('on the same solution alone, whatever else is otherwise', async () => {
    const by = await proven(sound);
    const now = by.kind === 'pack' ? by.versions : {};
    expect(otherSolution(by, { ...now, node: '99.0.0' })).toBeUndefined();
    expect(otherSolution(by, { ...now, 'dcc-like-system': '0.1.0+sha256:fedcba9876543210' })).toBe(
      'The solution is not the one that the pack of sets-7-0001 proved: dcc-like-system was sha256:0123456789abcdef and is sha256:fedcba9876543210.',
    );
  });

  it('by a recorded decision with reference and role', async () => {
    const decided = scopeWith('decided', RELEASE_EXIT);
    const { kind: _kind, ...said } = RELEASE_EXIT;
    expect(await provenSolution(decided, findDmc(decided.catalogue, 'IOC-02'), undefined, SUITE)).toEqual({
      kind: 'decision',
      ...said,
    });
  });

  it('by no decision that names no role', () => {
    const { role: _role, ...nobody } = RELEASE_EXIT;
    expect(() => scopeWith('nobody', nobody)).toThrow('a "release-exit" names the role that decided');
  });

  it('by nothing where no pack is named and no decision is recorded', async () => {
    await expect(proven()).rejects.toThrow(
      /^Nothing says that the Migration Testing of IOC has exited: name an evidence pack with --pack, or record/,
    );
  });

  const refused: [string, () => Promise<string>, RegExp][] = [
    ['is not there', async () => path.join(base, 'none.zip'), /it is not there, cannot be read, or is unsigned\.$/],
    ['is unsigned', () => packOf('unsigned', undefined), /it is not there, cannot be read, or is unsigned\.$/],
    [
      'a strange key signed',
      () => packOf('strange', signingKey('strange', base)),
      /its key [0-9a-f]{64} is not listed in features\/scope\/trusted-signers\.csv\.$/,
    ],
    [
      'was signed over documents that say otherwise',
      () => packOf('untrue', { ...trusted(), fingerprint: signingKey('strange', base).fingerprint }),
      /it is not sound \(tag\/test-completion-report\.html/,
    ],
    [
      'was changed after it was signed',
      () => packOf('changed', { ...trusted(), sign: () => trusted().sign(Buffer.from('something else')) }),
      /it is not sound \(The signature of manifest\.json does not fit/,
    ],
    [
      'is of an informal run',
      () => packOf('informal', trusted(), { phase: 'Active' }),
      /the run sets-7-0001 is informal\.$/,
    ],
    [
      'is of a run that does not meet its criteria',
      () => packOf('failed', trusted(), { prepare: (one) => one.addStep('ST-A1-33', 'Given a step that fails') }),
      /the verdict on the run sets-7-0001 is "not met"\.$/,
    ],
    [
      'takes no combination through all three Test Phases',
      () => packOf('phases', trusted(), { phases: ['Active', 'Mixed'] }),
      /the run sets-7-0001 takes no combination of IOC through all three Test Phases\.$/,
    ],
    [
      'takes an electricity-only combination, which has no Mixed phase',
      () => packOf('one-meter', trusted(), { dmc: 'IOC-03' }),
      /the run sets-7-0001 takes no combination of IOC through all three Test Phases\.$/,
    ],
  ];

  it.each(refused)('by no pack that %s', async (_what, pack, sentence) => {
    const file = await pack();
    await expect(proven(file)).rejects.toThrow(sentence);
    await expect(proven(file)).rejects.toThrow('does not show that the Migration Testing of IOC has exited');
  });

  it('for no combination that the run tested itself', async () => {
    await expect(proven(sound, 'IOC-01')).rejects.toThrow('tested IOC-01 itself, so that it is none that came later');
  });

  it('by no pack of another release', async () => {
    const later = { ...findDmc(scope.catalogue, 'IOC-02'), id: 'MOC-99', release: 'MOC' as const };
    await expect(provenSolution(scope, later, sound, SUITE)).rejects.toThrow(
      'takes no combination of MOC through all three Test Phases',
    );
  });
});
