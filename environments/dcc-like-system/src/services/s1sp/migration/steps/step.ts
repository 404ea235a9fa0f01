import type { CommandFrame } from '../../../../domain/frames';
import type { InstallationMigration } from '../installation-migration';
import type { Answer } from '../network';

/** One step of an installation's migration. */
export interface Step {
  /**
   * Does what comes next; where that is a command, gives it, and `answered` gets what comes back.
   * @throws PeerUnavailable before it has changed anything
   */
  act(migration: InstallationMigration): Promise<CommandFrame | undefined> | CommandFrame | undefined;
  /** @param sleptOn the device took its command from the hub, or had two hours to do so */
  answered?(migration: InstallationMigration, frame: CommandFrame, answer: Answer, sleptOn: boolean): void;
}
