import { readFileSync } from 'node:fs';

/** How often a process is looked at, in milliseconds. */
const LOOK = 1_000;

/** A process that does nothing at all for so many milliseconds waits for something that never comes. */
const IDLE = { after: 90_000, work: 20 };

/** Milliseconds of one tick in which Linux counts work. */
const TICK = 10;

/**
 * Waits until a process has worked too long or waits for nothing, in time of its own: on a busy machine it is given longer.
 * @param limit milliseconds of work
 * @param giveUp called once
 * @returns ends the waiting
 */
export function limitWork(pid: number, limit: number, giveUp: () => void): () => void {
  const begun = workOf(pid);
  let seen = { work: begun, at: performance.now() };
  const timer = setInterval(() => {
    const work = workOf(pid);
    if (work - seen.work >= IDLE.work) seen = { work, at: performance.now() };
    if (work - begun <= limit && performance.now() - seen.at <= IDLE.after) return;
    clearInterval(timer);
    giveUp();
  }, LOOK);
  return () => clearInterval(timer);
}

/** Milliseconds that a process has worked; where the machine does not tell, the time that has passed. */
function workOf(pid: number): number {
  try {
    // The second field is a name in brackets, which may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * TICK;
  } catch {
    return performance.now();
  }
}
