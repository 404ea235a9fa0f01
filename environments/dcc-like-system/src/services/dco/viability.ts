import { Vault } from '../../domain/vault';
import type { CommonDevice, CommonInstallation } from '../../formats/common-file';
import { issueFile } from '../../formats/issue';
import { OpenedSecrets, type DeviceKey } from '../../formats/secrets';
import { byInstallation, writeViableFile, type ViabilityResult } from '../../formats/viable-file';
import { area, firstFault } from '../../kernel/rules';
import type { Work } from '../../kernel/work';
import { takeOver } from './keys';
import { JUDGED, saveSet, type FileSet, type Judged } from './sets';

/** Why the secrets of an installation do not do, by the number that ends the code. */
interface Unfit {
  readonly code: '11' | '12' | '13';
  readonly reason: string;
}

/** An installation with the master keys that came for it. */
interface ExaminedSecrets {
  readonly installation: CommonInstallation;
  /** Whether secrets came for the installation. */
  readonly arrived: boolean;
  /** Undefined where the secrets cannot be decrypted. */
  readonly keys: readonly DeviceKey[] | undefined;
  readonly work: Work;
}

/** 11 master keys missing, 12 not to be decrypted, 13 belonging to no device of the installation that holds keys. */
const CHECKS = {
  arrived: ({ arrived }): Unfit | undefined =>
    arrived ? undefined : { code: '11', reason: 'No master keys came for the installation.' },
  decrypted: ({ keys }): Unfit | undefined =>
    keys ? undefined : { code: '12', reason: 'The master keys cannot be decrypted.' },
  complete: ({ installation, keys = [], work }): Unfit | undefined => {
    const wanted = installation.devices.filter(work.rules(VIABILITY).needsMasterKey);
    const keyless = wanted.find(({ deviceId }) => !keys.some((key) => key.deviceId === deviceId));
    if (!keyless) return undefined;
    return { code: '11', reason: `The master key of the ${keyless.deviceType} ${keyless.deviceId} is missing.` };
  },
  owned: ({ installation, keys = [], work }): Unfit | undefined => {
    const holders = installation.devices.filter(work.rules(VIABILITY).mayHaveMasterKey);
    const foreign = keys.find((key) => !holders.some(({ deviceId }) => deviceId === key.deviceId));
    if (!foreign) return undefined;
    const reason = `The master key of ${foreign.deviceId} belongs to no device of the installation that holds keys.`;
    return { code: '13', reason };
  },
} satisfies Record<string, (secrets: ExaminedSecrets) => Unfit | undefined>;

/** What makes an installation viable for the DCO. */
export const VIABILITY = area('dco-viability', {
  checks: CHECKS,
  /** Whether a master key must come for a device. */
  needsMasterKey: ({ holdsKeys }: CommonDevice): boolean => holdsKeys,
  /** Whether a master key may come for a device. */
  mayHaveMasterKey: ({ holdsKeys }: CommonDevice): boolean => holdsKeys,
  /** Name of the timer that ends the wait of a set for its secrets: each has its own. */
  secretsTimer: (commonFileId: string): string => `secrets-${commonFileId}`,
});

/** Whether everything has arrived that the DCO judges by. */
export function isComplete(set: FileSet): boolean {
  return set.passed !== undefined && set.secrets !== undefined && set.s1spResults !== undefined;
}

/**
 * Judges every installation that the Commissioning Party passed, keeps the keys of the viable ones, and tells the S1SP.
 * Does nothing before the Commissioning Party's verdicts are there, or a second time.
 */
export function judge(set: FileSet, work: Work): void {
  if (set.passed === undefined || set.judged) return;
  const vault = new Vault(work.service.config.privateKey);
  const secrets = set.secrets && new OpenedSecrets(work.service.config.privateKey, set.secrets);
  const passed = new Set(set.passed);
  const forS1sp = byInstallation(set.s1spResults ?? []);
  const results = set.installations
    .filter(({ installationId }) => passed.has(installationId))
    .map((installation): ViabilityResult => {
      const { installationId } = installation;
      const finding = examine(installation, secrets, work);
      const viableForS1sp = forS1sp.get(installationId)?.verdict === 'Viable';
      remember(installation, set, { viable: !('code' in finding), viableForS1sp }, work);
      if ('code' in finding) {
        const refused = { code: `SIM-DCO-${finding.code}`, reason: finding.reason };
        work.audit('not-viable', installationId, `${refused.code}: ${refused.reason}`);
        return { installationId, verdict: 'NotViable', ...refused };
      }
      for (const { deviceId, keyVersion, key } of finding.keys) {
        const master = Buffer.from(key, 'base64');
        takeOver(work, vault, { deviceId, installationId, masterVersion: keyVersion, master });
      }
      work.audit('viable', installationId, `master keys of ${finding.keys.length} devices`);
      return { installationId, verdict: 'Viable' };
    });
  saveSet(work, { ...set, judged: true });
  issueFile(work, 'DCOVIF', set.groupId, ['s1sp'], (header) =>
    writeViableFile('DCOVIF', { header, commonFile: set.commonFile, results }),
  );
}

/** From now on this judgement counts for the installation, and no earlier one. */
function remember(
  installation: CommonInstallation,
  set: FileSet,
  judgement: Pick<Judged, 'viable' | 'viableForS1sp'>,
  work: Work,
): void {
  const { installationId, attempt, devices } = installation;
  work.put(JUDGED, installationId, {
    attempt,
    deviceIds: devices.map(({ deviceId }) => deviceId),
    ...judgement,
    validUntil: set.validUntil ?? work.now.toISOString(),
  });
}

/** The master keys of an installation, or the first reason why they do not do. */
function examine(
  installation: CommonInstallation,
  opened: OpenedSecrets | undefined,
  work: Work,
): Unfit | { readonly keys: readonly DeviceKey[] } {
  const { installationId } = installation;
  const arrived = opened?.has(installationId) === true;
  const keys = arrived ? opened.of(installationId)?.keys.filter(({ keyKind }) => keyKind === 'Master') : [];
  return firstFault(work.rules(VIABILITY).checks, { installation, arrived, keys, work }) ?? { keys: keys ?? [] };
}
