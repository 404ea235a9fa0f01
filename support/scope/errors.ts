/**
 * The run cannot be made as asked (bad configuration, unknown name, unusable folder, features that cannot be trusted).
 * The message is one sentence for the person at the keyboard, or one sentence per line where several things are wrong;
 * the command ends with exit code 2.
 */
export class RunError extends Error {
  override readonly name = 'RunError';
}

/** The run was interrupted: Ctrl-C, or a signal of the machine. */
export class InterruptedError extends RunError {}

/**
 * The sentence to show for anything that was thrown.
 * @param error whatever a `catch` received
 */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const trouble = storageTrouble(error);
  if (trouble === undefined) return error.message;
  const where = 'path' in error && typeof error.path === 'string' ? error.path : 'A file of the run';
  return `${where} cannot be written, since ${trouble}: mend that, and go on with --resume where a cycle was running.`;
}

/** By the codes of the operating system: what is wrong with the place, not with what is written. */
const STORAGE_TROUBLES: Readonly<Record<string, string>> = {
  ENOSPC: 'there is no room left on its disk',
  EDQUOT: 'the quota of its disk is used up',
  EROFS: 'its disk is read-only',
  EIO: 'its disk fails',
};

/** What is wrong with the disk that an error speaks of; undefined for any other error. */
export function storageTrouble(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return STORAGE_TROUBLES[code];
}
