import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { INSTALLATIONS, type Installation } from '../mcc-records';
import { plannedFor } from './capacity';
import { slotStart, windowEnd } from './days';
import { enter } from './installations';

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

/**
 * Starts the slot of a day: one instruction for each SMSO, group and pair of suppliers whose installations are due (timer
 * `slot`). Files follow instructions, and outcome files are forwarded as signed: no supplier may read of another's.
 */
export function startSlot(body: unknown, work: Work): void {
  const { day } = body as { day: string };
  const due = plannedFor(work, day)
    .flatMap((id) => work.get(INSTALLATIONS, id) ?? [])
    .filter((installation) => installation.state === 'Scheduled' && installation.scheduledFor === day);
  const batches = new Map<string, Installation[]>();
  for (const installation of due) {
    const { smsoTag, groupId, electricitySupplier, gasSupplier } = installation;
    const batch = [smsoTag, groupId, electricitySupplier, gasSupplier ?? ''].join(' ');
    const installations = batches.get(batch) ?? [];
    installations.push(installation);
    batches.set(batch, installations);
  }
  for (const installations of batches.values()) instruct(work, day, installations);
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
