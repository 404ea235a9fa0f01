import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { INSTALLATIONS, type Installation } from '../mcc-records';
import { plannedFor } from './capacity';
import { slotStart, windowEnd } from './days';
import { enter } from './installations';

/** Installations that one instruction names at most: a file about so many stays within what a migration file may have (MODEL). */
const MOST_INSTRUCTED = 4_000;

/** How the parties hear of what is to be migrated. */
export const SLOT_START = area('mcc-slot-start', {
  /** End of the attempt window of a day (`YYYY-MM-DD`). */
  windowEnd,
  /**
   * The Requesting Party hears of an instruction when the Commissioning Party has taken it: this one takes no file of an
   * attempt of which it does not know.
   */
  inform: (work: Work, body: object): void => {
    const message = { kind: 'migration-instruction', body };
    work.send({ ...message, to: 'commissioning-party', then: { ...message, to: 'requesting-party' } });
  },
});

/** Starts the slot of a day: instructs whose installations are due (timer `slot`). */
export function startSlot(body: unknown, work: Work): void {
  const { day } = body as { day: string };
  const due = plannedFor(work, day)
    .flatMap((id) => work.get(INSTALLATIONS, id) ?? [])
    .filter((installation) => installation.state === 'Scheduled' && installation.scheduledFor === day);
  for (const installations of instructed(due, MOST_INSTRUCTED)) instruct(work, day, installations);
}

/**
 * The installations of each instruction: of one SMSO, group and pair of suppliers, since files follow instructions and outcome files are
 * forwarded as signed, so that no supplier may read of another's; and no more than a file can hold.
 */
export function instructed<T extends Pick<Installation, 'smsoTag' | 'groupId' | 'electricitySupplier' | 'gasSupplier'>>(
  due: readonly T[],
  most: number,
): T[][] {
  const batches = Map.groupBy(due, ({ smsoTag, groupId, electricitySupplier, gasSupplier }) =>
    [smsoTag, groupId, electricitySupplier, gasSupplier ?? ''].join(' '),
  );
  return [...batches.values()].flatMap((batch) =>
    Array.from({ length: Math.ceil(batch.length / most) }, (_one, index) =>
      batch.slice(index * most, (index + 1) * most),
    ),
  );
}

function instruct(work: Work, day: string, installations: readonly Installation[]): void {
  const [first] = installations;
  if (!first) return;
  const { smsoTag, groupId } = first;
  const instructionId = `INSTR-${String(work.nextNumber('instruction')).padStart(6, '0')}`;
  const body = {
    instructionId,
    groupId,
    smsoTag,
    slotStart: slotStart(day).toISOString(),
    validUntil: work.rules(SLOT_START).windowEnd(day).toISOString(),
    installations: installations.map((installation) => ({
      installationId: installation.installationId,
      attempt: installation.attempt,
      importMPAN: installation.importMPAN,
      ...(installation.mprn === undefined ? {} : { mprn: installation.mprn }),
      electricitySupplier: installation.electricitySupplier,
      ...(installation.gasSupplier === undefined ? {} : { gasSupplier: installation.gasSupplier }),
    })),
  };
  work.rules(SLOT_START).inform(work, body);
  for (const installation of installations) {
    enter(work, installation, 'InProgress', `Attempt ${installation.attempt} started: instruction ${instructionId}.`);
  }
}
