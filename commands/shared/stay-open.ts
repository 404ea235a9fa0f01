/** Longest time that a timer takes. */
const LONGEST = 2 ** 31 - 1;

/** Keeps the process until it is interrupted, also where nothing else does: a system in containers holds no socket of it. */
export function stayOpen(): Promise<never> {
  return new Promise(() => void setInterval(() => undefined, LONGEST));
}
