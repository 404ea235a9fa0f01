import { PeerUnavailable } from '../../../../kernel/look-up';
import { area } from '../../../../kernel/rules';
import type { InstallationMigration } from '../installation-migration';
import type { Installation } from '../installations';
import { moveSim } from '../network';
import type { Step } from './step';

/** The SIM moves from the SMSO's network to the S1SP's. */
export const simHandover: Step = {
  act: async (migration) => {
    const { installation, work } = migration;
    if (!installation.simHeld) {
      // On record before the order goes out: whatever becomes of the answer, the SIM may have moved.
      migration.change({ simHeld: true });
      migration.goOn();
      return undefined;
    }
    const refusal = await moveSim(migration.iccid, 's1sp', installation.installationId, work).catch(noAnswer);
    if (refusal instanceof PeerUnavailable) {
      work.rules(SIM_HANDOVER).unanswered(migration, 'SIM-SIM-02', UNANSWERED);
      return undefined;
    }
    if (refusal !== undefined) {
      migration.change({ simHeld: work.rules(SIM_HANDOVER).mayHaveMoved(installation) });
      migration.fail('SIM-SIM-01', refusal);
      return undefined;
    }
    migration.note('sim-handed-over', `SIM ${migration.iccid} is on the network of the S1SP`);
    migration.enter('CommunicationsCheck', 'CommunicationsCheck');
    return undefined;
  },
};

const UNANSWERED = 'The network does not answer the order to hand the SIM over.';

/** What follows an order that the network does not answer. */
export const SIM_HANDOVER = area('s1sp-sim-handover', {
  /** Whether the SIM may have moved before an order was refused: not where that was the first one. */
  mayHaveMoved: ({ silences }: Installation): boolean => silences > 0,
  /** It is given again; the SIM may have moved. */
  unanswered: (migration: InstallationMigration, code: string, reason: string): void =>
    migration.tryAgain(code, reason),
});

function noAnswer(error: unknown): PeerUnavailable {
  if (error instanceof PeerUnavailable) return error;
  throw error;
}
