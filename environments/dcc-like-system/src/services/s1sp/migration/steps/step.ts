import type { CommandFrame } from '../../../../domain/frames';
import type { InstallationProcess } from '../installation-process';
import type { Answer } from '../network';

/** One step of an installation's process. */
export interface Step {
  /**
   * Does what comes next; where that is a command, gives it, and `answered` gets what comes back.
   * @throws PeerUnavailable before it has changed anything
   */
  act(process: InstallationProcess): Promise<CommandFrame | undefined> | CommandFrame | undefined;
  /** @param sleptOn the device took its command from the hub, or had two hours to do so */
  answered?(process: InstallationProcess, frame: CommandFrame, answer: Answer, sleptOn: boolean): void;
}
