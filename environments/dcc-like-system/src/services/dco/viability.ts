import { Vault } from '../../domain/vault';
import type { CommonInstallation } from '../../formats/common-file';
import { issueFile } from '../../formats/issue';
import { OpenedSecrets, type DeviceKey } from '../../formats/secrets';
import { byInstallation, writeViableFile, type ViabilityResult } from '../../formats/viable-file';
import type { Work } from '../../kernel/work';
import { takeOver } from './keys';
import { JUDGED, saveSet, type FileSet, type Judged } from './sets';
import type { ServiceContext } from '../../kernel/service-context';

/** What the secrets of an installation were found to be. */
type Finding = { readonly code: '11' | '12' | '13'; readonly reason: string } | { readonly keys: readonly DeviceKey[] };

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
      const finding = examine(installation, secrets, work.service);
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

/** 11 master keys missing, 12 not to be decrypted, 13 belonging to no device of the installation that holds keys. */
function examine(
  installation: CommonInstallation,
  opened: OpenedSecrets | undefined,
  service: ServiceContext,
): Finding {
  const { installationId, devices } = installation;
  // Seeded defect: nobody looks whether the keys are there.
  const acceptsMissing = service.defect('dco-accepts-missing-master-key');
  if (!opened?.has(installationId)) {
    return acceptsMissing ? { keys: [] } : { code: '11', reason: 'No master keys came for the installation.' };
  }
  const secrets = opened.of(installationId);
  if (!secrets) return { code: '12', reason: 'The master keys cannot be decrypted.' };
  const keys = secrets.keys.filter(({ keyKind }) => keyKind === 'Master');
  // Seeded defect: each device of the installation is taken for one with keys.
  const anyDevice = service.defect('dco-accepts-key-of-keyless-device');
  const holders = devices.filter((device) => device.holdsKeys || anyDevice);
  const keyless = wanted(devices, service).find(({ deviceId }) => !keys.some((key) => key.deviceId === deviceId));
  if (keyless && !acceptsMissing) {
    return { code: '11', reason: `The master key of the ${keyless.deviceType} ${keyless.deviceId} is missing.` };
  }
  const stranger = keys.find((key) => !holders.some(({ deviceId }) => deviceId === key.deviceId));
  if (stranger) {
    const reason = `The master key of ${stranger.deviceId} belongs to no device of the installation that holds keys.`;
    return { code: '13', reason };
  }
  return { keys };
}

/** Devices that a master key must have come for. */
function wanted(devices: CommonInstallation['devices'], service: ServiceContext): CommonInstallation['devices'] {
  // Seeded defect: a gas meter is taken for one with keys, whatever the common file says.
  const always = service.defect('dco-wants-keys-of-keyless-gas-meter');
  return devices.filter(({ holdsKeys, deviceType }) => holdsKeys || (always && deviceType === 'GSME'));
}
