import type { AcceptedFile } from '../../../formats/receive';
import { digestOf } from '../../../formats/known-files';
import type { InboundMessage } from '../../../kernel/messages';
import type { Work } from '../../../kernel/work';
import { OUTCOME_FILES, OUTCOMES } from '../mcc-records';
import { applyOutcome } from './outcomes';

/** Takes an accepted Commissioning Outcome File into the states of its installations. */
export function acceptOutcomeFile({ name, digest, model }: AcceptedFile<'COF'>, work: Work): void {
  work.put(OUTCOMES, name, {
    name,
    digest,
    arrival: work.nextNumber('outcome-file'),
    receivedAt: work.now.toISOString(),
    installationIds: model.outcomes.map(({ installationId }) => installationId),
  });
  for (const outcome of model.outcomes) applyOutcome(work, outcome);
}

/** Keeps the bytes of a file that was accepted, for the suppliers: they check its signature themselves. */
export function keepOutcomeFile(work: Work, { fileName = '', body }: InboundMessage): void {
  if (work.get(OUTCOMES, fileName)?.digest !== digestOf(body)) return;
  work.put(OUTCOME_FILES, fileName, { base64: body.toString('base64') });
}
