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
  return error instanceof Error ? error.message : String(error);
}
