import { minutesLater } from '../../../domain/durations';
import type { DeviceTypeName } from '../../../domain/device-types';
import type { CommandFrame } from '../../../domain/frames';
import { retryStrategyIn } from '../../../domain/retry-strategy';
import type { Phase } from '../../../formats/commissioning-file';
import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { progressOf, saveProgress } from '../file-sets/file-sets';
import { protectorOf, saveInstallation, type Installation, type InstallationState } from './installations';
import { lineOf } from '../file-sets/commissioning-lines';
import { makeCommand, type Answer, type CommandOrder } from './network';

/** Minutes after a hub took a command for a sleeping device at which it is given again, and at last given up (MODEL). */
const UPLINK_MINUTES: readonly number[] = [45, 90, 120];

/** Codes for a device that does not answer. */
const SILENCE_CODES: Readonly<Partial<Record<DeviceTypeName, string>>> = {
  CHF: 'SIM-COM-01',
  ESME: 'SIM-COM-02',
  GSME: 'SIM-COM-03',
};

/** What is done when there is nothing left to try. @param reason a whole sentence */
type GiveUp = (code: string, reason: string) => void;

/** What is decided alike in every step of an installation's migration. */
export const MIGRATION = area('s1sp-migration', {
  uplinkMinutes: UPLINK_MINUTES,
  /** Minutes after the first try at which each further one is made, from 0. */
  triesAtMinutes: (code: string, work: Work): readonly number[] =>
    retryStrategyIn(work.service.config.contractsFolder).of(code).triesAtMinutes,
  /** When the next try is made, in minutes after the first; undefined when there is none. @param silences tries before this one */
  nextTryAtMinutes: (code: string, silences: number, work: Work): number | undefined =>
    work.rules(MIGRATION).triesAtMinutes(code, work)[silences + 1],
  /** Whether a device has accepted new keys, or may have: from there on, there is no way back. */
  isCrossed: ({ rotated, rotation, unanswered, queued }: Installation): boolean => {
    const underWay = [unanswered, queued?.frame].some((frame) => frame?.operation === 'write-keys');
    return rotated.length > 0 || rotation?.written === true || rotation?.uncertain === true || underWay;
  },
  /** Whether an attempt that fails gives the SIM back. */
  isSimToReturn: ({ simHeld }: Installation): boolean => simHeld,
});

/**
 * The migration of one installation within one unit of work: what its steps change of it, and when they go on. Everything is
 * stored with the unit, so that after a crash it goes on from its last whole step.
 */
export class InstallationMigration {
  constructor(
    private current: Installation,
    readonly work: Work,
  ) {}

  get installation(): Installation {
    return this.current;
  }

  /** @throws Error when the Migration Group File did not name the SIM: no step begins without it. */
  get iccid(): string {
    if (this.current.iccid === undefined) throw new Error(`${this.current.installationId} has no SIM.`);
    return this.current.iccid;
  }

  /** Whether the attempt window has ended: nothing begins any more. */
  get isLate(): boolean {
    return this.work.now.toISOString() >= this.current.validUntil;
  }

  change(changes: Partial<Installation>): void {
    const before = this.current;
    this.current = { ...before, ...changes };
    saveInstallation(this.work, this.current);
    this.count(before, this.current);
  }

  note(event: string, detail: string): void {
    this.work.audit(event, this.current.installationId, detail);
  }

  /** Begins the next step, at once. */
  enter(state: InstallationState, phase: Phase): void {
    this.change({ state, phase, stepBegan: this.work.now.toISOString(), silences: 0, done: [] });
    this.goOn();
  }

  /** Waits for something that is not a step of its own. */
  rest(state: InstallationState): void {
    this.change({ state, queued: undefined });
    this.work.cancel(this.stepTimer);
    this.work.cancel(this.uplinkTimer);
  }

  goOn(minutes = 0): void {
    this.goOnAt(minutesLater(this.work.now, minutes));
  }

  goOnAt(due: Date): void {
    const { installationId } = this.current;
    this.work.later(due, 'step', { installationId }, this.stepTimer);
  }

  /** A command with a number of this installation's own: the same step done again sends the same command. */
  command(order: Omit<CommandOrder, 'commandId' | 'protector'>): CommandFrame {
    const { installationId, attempt, commands } = this.current;
    const protector = protectorOf(this.current, order.deviceId);
    this.change({ commands: commands + 1 });
    return makeCommand({ ...order, protector, commandId: `${installationId}/${attempt}/${commands + 1}` }, this.work);
  }

  /** Keeps a command in mind that the hub has taken for a sleeping device. */
  awaitUplink(frame: CommandFrame): void {
    this.change({ queued: { frame, since: this.work.now.toISOString() } });
    this.watchUplink();
  }

  /** Waits on for the answer of a sleeping device; false when it has had its time. */
  watchUplink(): boolean {
    const { installationId, queued } = this.current;
    if (!queued) return false;
    const due = this.rules.uplinkMinutes
      .map((minutes) => minutesLater(new Date(queued.since), minutes))
      .find((instant) => instant > this.work.now);
    if (!due) return false;
    this.work.later(due, 'no-uplink', { installationId, commandId: queued.frame.commandId }, this.uplinkTimer);
    return true;
  }

  endUplink(): void {
    this.change({ queued: undefined });
    this.work.cancel(this.uplinkTimer);
  }

  /**
   * A device did not answer: tried again at its time, or the installation fails. One that slept has had its time.
   * @param giveUp what is done instead of failing; absent: the installation fails
   */
  silence(
    deviceId: string,
    answer: Exclude<Answer, { outcome: 'answer' }>,
    sleptOn: boolean,
    giveUp: GiveUp = this.fail.bind(this),
  ): void {
    const type = this.current.devices.find((device) => device.deviceId === deviceId)?.deviceType ?? 'CHF';
    const code = SILENCE_CODES[type] ?? 'SIM-COM-01';
    const reason = `The ${type} ${deviceId} does not answer: ${answer.reason}.`;
    if (sleptOn) giveUp(code, reason);
    else this.tryAgain(code, reason, giveUp);
  }

  /** Does the step again when the retry strategy of this code says so; the installation fails after the last try. */
  tryAgain(code: string, reason: string, giveUp: GiveUp = this.fail.bind(this)): void {
    const { stepBegan, silences } = this.current;
    const next = this.rules.nextTryAtMinutes(code, silences, this.work);
    this.change({ silences: silences + 1 });
    if (next === undefined) {
      giveUp(code, reason);
      return;
    }
    this.note('no-answer', `${reason} Tried again ${next} minutes after the first try.`);
    const due = minutesLater(new Date(stepBegan), next);
    this.goOnAt(due > this.work.now ? due : this.work.now);
  }

  /** Whether a device has accepted new keys, or may have: from there on, there is no way back. */
  get isCrossed(): boolean {
    return this.rules.isCrossed(this.current);
  }

  /** Ends the attempt, and gives the SIM back if the S1SP has it; beyond the point of no return people are called in. */
  fail(code: string, reason: string, phase: Phase = this.current.phase): void {
    if (this.isCrossed) {
      this.stop(reason);
      return;
    }
    this.note('failed', `${phase}: ${code} ${reason}`);
    const viable = this.current.viable ?? false;
    this.change({ phase, code, reason, viable, rotation: undefined, unanswered: undefined });
    const giveBack = this.rules.isSimToReturn(this.current);
    this.rest(giveBack ? 'RollingBack' : 'Failed');
    if (giveBack) this.goOn();
  }

  /** Stops where people must look: the keys are partly changed. */
  stop(reason: string): void {
    const { queued, unanswered } = this.current;
    // What the hub keeps for a sleeping device may yet be done: when it goes on, the same command goes out again.
    this.change({ code: 'SIM-KEY-12', reason, unanswered: unanswered ?? queued?.frame });
    this.note('intervention', `SIM-KEY-12 ${reason}`);
    this.rest('Intervention');
  }

  /** Keeps the numbers of the set: how many of its installations are tested, and how many still move. */
  private count(before: Installation, after: Installation): void {
    const tested = before.viable === undefined && after.viable !== undefined;
    const rested = Number(lineOf(after) !== undefined) - Number(lineOf(before) !== undefined);
    if (!tested && rested === 0) return;
    const progress = progressOf(this.work, after.commonFileId);
    if (!progress) return;
    const { untested, moving } = progress;
    saveProgress(this.work, { ...progress, untested: untested - Number(tested), moving: moving - rested });
  }

  private get rules(): typeof MIGRATION.rules {
    return this.work.rules(MIGRATION);
  }

  private get stepTimer(): string {
    return `step-${this.current.installationId}`;
  }

  private get uplinkTimer(): string {
    return `uplink-${this.current.installationId}`;
  }
}
