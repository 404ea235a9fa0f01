/** The environment cannot show what a step asks for; that nothing is shown is said, with this reason, and nothing passes. */
export class NotRunHereError extends Error {
  override readonly name = 'NotRunHereError';
}
