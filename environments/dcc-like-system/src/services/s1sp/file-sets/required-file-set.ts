import { minutesLater } from '../../../domain/durations';
import type { CommonInstallation } from '../../../formats/common-file';
import { passedIn, type ValidationFile } from '../../../formats/validation-file';
import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { rotationOf, takeOver } from '../migration/access-keys';
import { InstallationMigration } from '../migration/installation-migration';
import { progressOf, saveMembers, saveProgress, saveSet, setOf, type FileSet } from './file-sets';
import {
  indexDevices,
  installationOf,
  installationWith,
  isFinal,
  keyHoldersOf,
  saveInstallation,
  type Installation,
} from '../migration/installations';
import { examiner, type Examined } from './record-checks';
import { report } from '../outcomes/reports';
import { again } from '../migration/steps/key-rotation';
import { noteWakeUpNeed } from '../migration/wake-ups';

/** How long after the Commissioning Party's verdicts the Required File Set must be complete (MODEL). */
const COMPLETE_MINUTES: number = 4 * 60;

/** When a set begins, and with which installations. */
export const REQUIRED_FILE_SET = area('s1sp-required-file-set', {
  /** Installations that the Commissioning Party passed. */
  passedIn: (file: ValidationFile): readonly string[] => passedIn(file),
  /** Whether a set has begun, complete or too late. */
  isClosed: (commonFileId: string, work: Work): boolean => progressOf(work, commonFileId) !== undefined,
  isComplete: ({ passed, secrets, group }: FileSet): boolean =>
    passed !== undefined && secrets !== undefined && group !== undefined,
  unfinished,
  /** Minutes after the verdicts of the Commissioning Party at which an incomplete set is closed. */
  completeMinutes: COMPLETE_MINUTES,
  /** Name of the timer that closes an incomplete set: each has its own. */
  incompleteTimer: (commonFileId: string): string => `set-${commonFileId}`,
  /** Name of the timer that ends the attempts of a set with their window. */
  windowTimer: (commonFileId: string): string => `window-${commonFileId}`,
});

/** Adds what has arrived to its set, and begins with the installations once the set is complete. */
export function collect(commonFileId: string, arrived: Partial<FileSet>, work: Work): void {
  const set = { ...setOf(work, commonFileId), ...arrived };
  saveSet(work, set);
  const rules = work.rules(REQUIRED_FILE_SET);
  if (rules.isClosed(commonFileId, work)) {
    work.audit('file-too-late', undefined, `the Required File Set of ${commonFileId} is closed`);
    return;
  }
  if (arrived.passed !== undefined) {
    const due = minutesLater(work.now, rules.completeMinutes);
    work.later(due, 'set-incomplete', { commonFileId }, rules.incompleteTimer(commonFileId));
  }
  if (!rules.isComplete(set)) return;
  work.cancel(rules.incompleteTimer(commonFileId));
  begin(set, false, work, examiner(set, work));
}

/** The set is not complete in time: none of its installations begins. */
export function closeIncomplete(commonFileId: string, work: Work): void {
  const set = setOf(work, commonFileId);
  if (progressOf(work, commonFileId)) return;
  const absent = [set.group === undefined && 'MGF', set.secrets === undefined && 'MGEF'].filter(Boolean).join(', ');
  const reason = `The Required File Set was not complete within four hours: ${absent} missing.`;
  const refused = { code: 'SIM-S1V-20', reason, phase: 'RequiredFileSet' } as const;
  begin(set, true, work, () => refused);
}

/**
 * Begins with every installation that passed: device testing, or its failure.
 * @param viableSent whether the list of viable installations is left out
 */
function begin(
  set: FileSet,
  viableSent: boolean,
  work: Work,
  examineOne: (installation: CommonInstallation) => Examined,
): void {
  const passed = new Set(set.passed);
  const members = set.installations
    .filter(({ installationId }) => passed.has(installationId))
    .filter((installation) => isFree(installation, work));
  const { commonFile, groupId } = set;
  const ids = members.map(({ installationId }) => installationId);
  const count = ids.length;
  saveMembers(work, commonFile.fileId, ids);
  saveProgress(work, { commonFile, groupId, untested: count, moving: count, viableSent, reported: false });
  if (count === 0) return;
  for (const installation of members) {
    const earlier = work.rules(REQUIRED_FILE_SET).unfinished(installation, work);
    const examined = examineOne(installation);
    const record = { ...newRecord(installation, set, examined, work), ...leftBehindBefore(installation, work) };
    saveInstallation(work, record);
    indexDevices(work, record);
    const migration = new InstallationMigration(record, work);
    if ('code' in examined) {
      migration.fail(examined.code, examined.reason, examined.phase);
      continue;
    }
    if (earlier) {
      takeUp(earlier, migration);
      continue;
    }
    if (reportAsItIs(migration, work)) continue;
    holdKeys(installation, examined, work);
    noteWakeUpNeed(work, examined.group.iccid, examined.group.needsWakeUp);
    migration.note('required-file-set-complete', `attempt ${installation.attempt} begins`);
    migration.enter('SimHandover', 'SimHandover');
  }
  if (set.validUntil !== undefined) {
    const { fileId } = commonFile;
    const timer = work.rules(REQUIRED_FILE_SET).windowTimer(fileId);
    work.later(new Date(set.validUntil), 'window-ended', { commonFileId: fileId }, timer);
  }
  report(commonFile.fileId, ids, work);
}

/**
 * Where an earlier attempt has changed every key, the devices obey the DCC alone: there is nothing to test, and no SIM to be
 * given back. The installation is ready as it is.
 * @returns whether it was so
 */
function reportAsItIs(migration: InstallationMigration, work: Work): boolean {
  if (!hasNewKeys(migration.installation, work)) return false;
  const rotated = keyHoldersOf(migration.installation).flatMap(({ deviceId }) => rotationOf(work, deviceId) ?? []);
  migration.change({ viable: true, simHeld: true, rotated, phase: 'KeyRotation' });
  migration.note('keys-rotated-before', 'an earlier attempt changed the keys of every device');
  migration.rest('ReadyToCommission');
  return true;
}

/** Whether an earlier attempt has changed every key: the hub gets its own last. */
function hasNewKeys({ devices }: Pick<Installation, 'devices'> | CommonInstallation, work: Work): boolean {
  return devices.some(({ deviceId, deviceType }) => deviceType === 'CHF' && rotationOf(work, deviceId) !== undefined);
}

/** The devices that the attempt which changed every key has left behind. */
function leftBehindBefore(installation: CommonInstallation, work: Work): Pick<Installation, 'excluded'> {
  if (!hasNewKeys(installation, work)) return {};
  const [hub] = installation.devices.filter(({ deviceType }) => deviceType === 'CHF');
  const excluded = hub && installationWith(work, hub.deviceId)?.excluded;
  return excluded === undefined ? {} : { excluded };
}

/** Goes on with the key rotation of an attempt that was closed in the middle of it, once both lists name the installation. */
function takeUp(earlier: Installation, migration: InstallationMigration): void {
  const { rotated, rotation, unanswered, commands, excluded } = earlier;
  const left = excluded === undefined ? {} : { excluded };
  migration.change({ viable: true, simHeld: true, rotated, rotation: again(rotation), unanswered, commands, ...left });
  migration.note('rotation-taken-up', `${rotated.length} devices have new keys already`);
  migration.rest('Viable');
}

/** An installation is under way only once: a further attempt begins when the earlier one has ended, or was closed. */
function isFree(installation: CommonInstallation, work: Work): boolean {
  const earlier = work.rules(REQUIRED_FILE_SET).unfinished(installation, work);
  if (!earlier) return true;
  if (earlier.closed && ['KeyRotation', 'Intervention'].includes(earlier.state)) return true;
  work.audit('installation-under-way', installation.installationId, `attempt ${earlier.attempt} has not ended`);
  return false;
}

/** The attempt at the same devices that has not ended. A new authorisation gives them another installation id. */
function unfinished({ installationId, devices }: CommonInstallation, work: Work): Installation | undefined {
  const known = [
    installationOf(work, installationId),
    ...devices.map(({ deviceId }) => installationWith(work, deviceId)),
  ];
  return known.find((installation) => installation && !isFinal(installation.state));
}

function newRecord(installation: CommonInstallation, set: FileSet, examined: Examined, work: Work): Installation {
  const { installationId, attempt, importMPAN, mprn, electricitySupplier, gasSupplier, devices } = installation;
  const group = 'group' in examined ? examined.group : undefined;
  return {
    installationId,
    attempt,
    commonFileId: set.commonFile.fileId,
    validUntil: set.validUntil ?? work.now.toISOString(),
    importMPAN,
    ...(mprn === undefined ? {} : { mprn }),
    electricitySupplier,
    ...(gasSupplier === undefined ? {} : { gasSupplier }),
    ...(group === undefined ? {} : { iccid: group.iccid }),
    devices: devices.map(({ deviceId, deviceType, firmware, holdsKeys }) => {
      const { keyVersion, configurationDigest } = group?.deviceStates.find((s) => s.deviceId === deviceId) ?? {};
      return {
        deviceId,
        deviceType,
        firmware,
        holdsKeys,
        ...(keyVersion === undefined ? {} : { keyVersion }),
        ...(configurationDigest === undefined ? {} : { configurationDigest }),
      };
    }),
    state: 'SimHandover',
    phase: 'RequiredFileSet',
    simHeld: false,
    communications: 0,
    stepBegan: work.now.toISOString(),
    silences: 0,
    done: [],
    commands: 0,
    rotated: [],
    rollbackRefusals: 0,
  };
}

function holdKeys(
  { installationId }: CommonInstallation,
  examined: Exclude<Examined, { code: string }>,
  work: Work,
): void {
  for (const { deviceId, key } of examined.keys) {
    const state = examined.group.deviceStates.find((one) => one.deviceId === deviceId);
    takeOver(work, { deviceId, installationId, key, executionCounter: state?.executionCounter ?? '0' });
  }
}
