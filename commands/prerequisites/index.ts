import { thisMachine, type Machine, type PrerequisiteKind } from './machine';

/** A program that is still missing after all that could be done without asking. */
export interface MissingPrerequisite {
  readonly kind: PrerequisiteKind;
  /** One sentence: what is missing, what for, and the command that installs or mends it. */
  readonly sentence: string;
}

/**
 * Looks for the programs that npm does not bring, and installs and starts what is missing where that needs no question:
 * on Debian as root. Looks first and does nothing where everything is there.
 *
 * @param kinds what the coming work needs
 * @param progress receives one line for everything that is installed or started
 * @returns what is still missing; empty where the work can begin
 */
export async function ensurePrerequisites(
  kinds: readonly PrerequisiteKind[],
  progress: (line: string) => void,
  machine: Machine = thisMachine,
): Promise<readonly MissingPrerequisite[]> {
  const missing: MissingPrerequisite[] = [];
  for (const kind of kinds) {
    const sentence = await ensure(kind, progress, machine);
    if (sentence !== undefined) missing.push({ kind, sentence });
  }
  return missing;
}

/** The sentence that says what is missing; undefined where it is there now. */
async function ensure(
  kind: PrerequisiteKind,
  progress: (line: string) => void,
  machine: Machine,
): Promise<string | undefined> {
  const program = machine.programs[kind];
  const found = await program.look();
  if (found.state === 'present') return undefined;
  if (found.state === 'unusable' || !machine.installsWithoutAsking) return found.sentence;
  try {
    if (!program.installed()) {
      progress(`Installing ${program.packages.join(' and ')}.`);
      await machine.install(program.packages);
    }
    await program.start?.(progress);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `${found.sentence.replace(/\.$/, '')}; doing so failed: ${reason}`;
  }
  const then = await program.look();
  return then.state === 'present' ? undefined : then.sentence;
}
