import { minutesLater } from '../../domain/durations';
import { MIGRATION_INSTRUCTION } from '../../domain/migration-instruction';
import { jsonMessage } from '../../kernel/message-kind';
import type { Outcome } from '../../formats/outcome-file';
import { fileReception } from '../../formats/receive';
import type { ServiceDefinition } from '../../kernel/service';
import type { Work } from '../../kernel/work';
import { attemptsOf, COMMON_FILES, openAttempts, type Attempt } from './attempts';
import { COMMISSIONING_FILES, commissionFrom } from './commissioning';
import { issueOutcomes, notMigrated, OUTCOMES } from './outcomes';
import { orLater } from './put-off';
import { validate } from './validation';

const reception = fileReception({
  sendsTo: ['requesting-party', 's1sp', 'dco', 'mcc'],
  accept: {
    // Judged in a step of its own, which is repeated where a peer cannot answer.
    MCF: ({ digest, model }, work) => {
      const { fileId } = model.header;
      work.put(COMMON_FILES, fileId, model);
      work.later(work.now, 'validate', { fileId, digest });
    },
    SCF: ({ model }, work) => {
      const { fileId } = model.header;
      work.put(COMMISSIONING_FILES, fileId, model);
      work.later(work.now, 'commission', { fileId });
    },
  },
});

/** The Commissioning Party: validates Migration Common Files, commissions devices, says what became of every installation. */
export const definition: ServiceDefinition = {
  name: 'commissioning-party',
  messages: {
    ...reception.messages,
    'migration-instruction': jsonMessage(['mcc'], MIGRATION_INSTRUCTION, (instruction, work) => {
      openAttempts(work, instruction);
      const { instructionId, validUntil } = instruction;
      const { graceMinutes, windowTimer } = work.rules(OUTCOMES);
      const due = minutesLater(new Date(validUntil), graceMinutes);
      work.later(due, 'window-closed', { instructionId }, windowTimer(instructionId));
    }),
  },
  timers: {
    ...reception.timers,
    validate: (body, work) => {
      const { fileId, digest } = body as { fileId: string; digest: string };
      return orLater('validate', { fileId, digest }, work, () => validate(fileId, digest, work));
    },
    commission: (body, work) => {
      const { fileId } = body as { fileId: string };
      return orLater('commission', { fileId }, work, () => commissionFrom(fileId, work));
    },
    'window-closed': (body, work) => {
      closeWindow((body as { instructionId: string }).instructionId, work);
    },
  },
  provision: reception.provision,
};

/** Every attempt ends: those without a result fail now, unless people are at work on them. */
function closeWindow(instructionId: string, work: Work): void {
  const open = attemptsOf(work, instructionId).filter(
    (attempt) => attempt.outcome === undefined && attempt.intervention === undefined,
  );
  const reason = 'No outcome came from the S1SP within the attempt window.';
  issueOutcomes(
    work,
    open[0]?.groupId ?? '',
    open.map((attempt) => notMigrated(work, attempt, phaseReached(attempt), { code: 'SIM-CPV-20', reason })),
  );
}

/** How far an attempt came that nothing more was heard of. */
function phaseReached(attempt: Attempt): Outcome['phase'] {
  return attempt.passed === undefined ? 'Extraction' : 'RequiredFileSet';
}
