import { Refusal } from '../dcc-like-system/src/kernel/refusal';
import { area } from '../dcc-like-system/src/kernel/rules';
import { installationIds } from './authorisations';
import type { Participant } from './config';
import type { MigrationDust } from './dust';

/** A Commissioning Outcome File that is there to be fetched. */
export interface OutcomeListing {
  readonly name: string;
  readonly receivedAt: string;
  readonly installationIds: readonly string[];
}

/** Which Commissioning Outcome Files a participant is given, and how. */
export const OUTCOMES = area('dust-outcomes', {
  isOwn: (outcome: OutcomeListing, own: readonly string[]): boolean =>
    outcome.installationIds.every((id) => own.includes(id)),
  /** Bytes as they are signed. */
  handedOut: (file: Buffer): Buffer => file,
});

/** The Commissioning Outcome Files that speak of a participant's installations. */
export async function outcomesFor(dust: MigrationDust, participant: Participant): Promise<OutcomeListing[]> {
  const own = await installationIds(dust, participant);
  const { isOwn } = dust.service.rules(OUTCOMES);
  const listed = (await dust.accountOf(participant).read<OutcomeListing[]>('/outcomes')) ?? [];
  return listed.filter((outcome) => isOwn(outcome, own));
}

/** A Commissioning Outcome File as it was signed. @throws Refusal 404 */
export async function outcomeFile(dust: MigrationDust, participant: Participant, name: string): Promise<Buffer> {
  const listed = await outcomesFor(dust, participant);
  const isListed = listed.some((outcome) => outcome.name === name);
  const file = isListed ? await dust.accountOf(participant).find(`/outcomes/${encodeURIComponent(name)}`) : undefined;
  if (!file) throw new Refusal(404, `You have no outcome file ${name}.`);
  return dust.service.rules(OUTCOMES).handedOut(file);
}
