import 'ts-node/register';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEnvironment } from '../environments';
import type { Environment } from '../environments/environment';
import { inOrderOfCause, isMessage, type TrailEntry } from '../support/evidence/trail';
import type { InstallationOrder } from '../support/roles';
import { findDmc } from '../support/scope/dmc-catalogue';
import { loadScope } from '../support/scope/scope';
import { MIGRATION_ENVIRONMENT } from '../support/world/connection';
import type { MigrationParameters } from '../support/world/parameters';
import { MigrationWorld } from '../support/world/world';

/** Migrations of an installation each, that succeed and that fail at different steps; the last of three together. */
const MIGRATIONS: Readonly<Record<string, readonly Partial<InstallationOrder>[]>> = {
  'one that succeeds': [{}],
  'one with a device that nobody declared': [{ quirks: { undeclaredDevice: true } }],
  'one whose meter has other firmware': [{ quirks: { firmwareOnDevice: { deviceType: 'ESME', firmware: '9.99' } } }],
  'one with a wrong master key': [{ quirks: { wrongMasterKey: 'ESME' } }],
  'one whose hub has another access key': [{ quirks: { wrongAccessKey: 'CHF' } }],
  'three together': [{}, { quirks: { undeclaredDevice: true } }, {}],
};

const folder = mkdtempSync(path.join(tmpdir(), 'order-of-cause-'));
let environment: Environment;

beforeAll(async () => {
  environment = await startEnvironment('embedded', { folder, seed: '1', progress: () => undefined });
  const description = path.join(folder, 'environment.json');
  writeFileSync(description, JSON.stringify(environment.description));
  process.env[MIGRATION_ENVIRONMENT] = description;
});
afterAll(async () => {
  await environment.stop();
  rmSync(folder, { recursive: true });
});

/** The trail of a migration, in the order of cause. */
async function trailOf(orders: readonly Partial<InstallationOrder>[], seed: string): Promise<TrailEntry[]> {
  const dmc = findDmc(loadScope('.').catalogue, 'IOC-01');
  const parameters: MigrationParameters = { dmc, phase: 'Active', stage: 'S', release: 'IOC', seed };
  const nothing = (): undefined => undefined;
  const world = new MigrationWorld({ attach: nothing as never, log: nothing, link: nothing, parameters });
  await world.connect(seed, 'order of cause');
  await world.makeInstallations(orders);
  await world.migrate();
  return inOrderOfCause(await world.lab.messages(), await world.lab.audit());
}

/** An entry in a few words, e.g. `s1sp sim-handed-over INST-1` or `MCF_AA_1.xml requesting-party > dco`. */
function wordsOf(entry: TrailEntry): string {
  if (!isMessage(entry)) return `${entry.service} ${entry.event} ${entry.installation ?? ''} ${entry.detail}`;
  return `${entry.from} > ${entry.to} ${entry.kind} ${entry.fileName ?? ''} ${entry.body.slice(0, 200)}`;
}

/** What is the cause of what, by what the entries say and not by their times: patterns of both, with what they share in brackets. */
const CAUSES: readonly (readonly [cause: RegExp, effect: RegExp])[] = [
  [/^(?:\S+) file-sent {2}(\S+) to/, /^\S+ > \S+ \S+ (\S+\.xml)/],
  [/^\S+ > (\S+ )\S+ (\S+\.xml)/, /^(\S+ )file-(?:accepted|rejected) {2}(\S+) from/],
  [/^mcc installation-InProgress (\S+) Attempt 1/, /^requesting-party installation-extracted (\S+)/],
  [/^s1sp required-file-set-complete (\S+)/, /^wan sim-handover (\S+) s1sp moved/],
  [/^wan sim-handover (\S+) s1sp moved/, /^s1sp sim-handed-over (\S+)/],
  [/^devices > wan uplink .*"commandId":"([^"]+)"/, /^wan > s1sp uplink .*"commandId":"([^"]+)"/],
  [/^s1sp > dco key-rotation-request .*"installationId":"([^"]+)"/, /^dco rotation-authorised (\S+)/],
  [/^dco rotation-authorised (\S+)/, /^dco > s1sp key-rotation-authorisation .*"installationId":"([^"]+)"/],
  [/^devices keys-written {2}\S+ (\S+)/, /^s1sp keys-written \S+ (\S+)/],
  [/^s1sp > commissioning-party SCF /, /^dsp inventory-commissioned /],
  [/^dsp inventory-commissioned (\S+)/, /^commissioning-party outcome (\S+) attempt \d+ Migrated/],
  [/^dsp dcc-alert (\S+) \S+ about (\S+)/, /^dsp delivered (\S+) \S+ about (\S+)/],
];

/** Pairs of a cause and its effect: of what shares a name, the first of either kind. */
function pairsOf(trail: readonly TrailEntry[]): { readonly words: string; readonly distance: number }[] {
  return CAUSES.flatMap(([cause, effect]) => {
    const positions = (pattern: RegExp): Map<string, number> => {
      const found = new Map<string, number>();
      trail.forEach((entry, index) => {
        const match = pattern.exec(wordsOf(entry));
        const key = match?.slice(1).join('').trim();
        if (key !== undefined && !found.has(key)) found.set(key, index);
      });
      return found;
    };
    const causes = positions(cause);
    return [...positions(effect)].map(([key, index]) => ({
      words: `${String(cause)} ${key}`,
      distance: index - (causes.get(key) ?? Number.POSITIVE_INFINITY),
    }));
  });
}

describe.each(Object.entries(MIGRATIONS))('the trail of migrations, %s,', (_name, orders) => {
  it('has no effect before its cause, also within one instant', async () => {
    for (const seed of ['1', '2']) {
      const pairs = pairsOf(await trailOf(orders, seed));
      expect(pairs.length).toBeGreaterThan(3);
      expect(pairs.filter(({ distance }) => distance <= 0)).toEqual([]);
    }
  });
});
