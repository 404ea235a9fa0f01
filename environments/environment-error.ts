/**
 * The environment is ill or cannot be had: nothing was shown about the system. The message is one sentence for the
 * person at the keyboard: what is wrong, where, and what to do.
 */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}
