/** Kinds of things a run makes in an engine, in the order in which they can be removed. */
const KINDS = ['containers', 'networks', 'volumes'] as const;

export type Kind = (typeof KINDS)[number];

/** What the sweep asks of a container engine. */
export interface SweptEngine {
  /** Ids of what carries all `labels` (`key=value`). */
  list(kind: Kind, labels: readonly string[]): Promise<readonly string[]>;
  /** Removes it, running or not; an error means that it cannot be removed yet. */
  remove(kind: Kind, id: string): Promise<unknown>;
}

/** A thing may be made between two looks: gone means that several looks in a row found nothing. */
const EMPTY_LOOKS = 2;
const LOOKS = 40;
const PAUSE_MS = 250;

/**
 * Removes containers, then networks, then volumes that carry all `labels`. What cannot be removed yet is tried again; what
 * still stands after ten seconds is left, for the engine itself is then ill.
 * @returns whether everything is gone
 */
export async function removeLabelled(engine: SweptEngine, labels: readonly string[]): Promise<boolean> {
  for (let look = 0, empty = 0; look < LOOKS; look += 1) {
    let found = 0;
    for (const kind of KINDS) {
      const ids = await engine.list(kind, labels).catch(() => undefined);
      // An engine that did not answer may still hold something.
      found += ids?.length ?? 1;
      await Promise.allSettled((ids ?? []).map((id) => engine.remove(kind, id)));
    }
    empty = found === 0 ? empty + 1 : 0;
    if (empty === EMPTY_LOOKS) return true;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return false;
}
