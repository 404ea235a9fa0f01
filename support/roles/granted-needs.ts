import type { Need, NeedsListener } from '../scope/needs';

/** A step uses what neither it nor a phrase of it has declared: elsewhere the plan would run it where it cannot run. */
export class UndeclaredNeedError extends Error {
  override readonly name = 'UndeclaredNeedError';
}

/** What the step that runs may use. Between steps, where hooks run, everything is granted that there is. */
export class GrantedNeeds implements NeedsListener {
  private granted: Set<Need> | undefined;

  /** Nothing is granted but what the definition of the step and its phrases declare from now on. */
  beginStep(): void {
    this.granted = new Set();
  }

  endStep(): void {
    this.granted = undefined;
  }

  allow(needs: readonly Need[]): void {
    for (const need of needs) this.granted?.add(need);
  }

  /**
   * Expects that a need was declared, before anything is used that meets it.
   * @throws UndeclaredNeedError where it was not
   */
  expect(need: Need): void {
    if (this.granted === undefined || this.granted.has(need)) return;
    throw new UndeclaredNeedError(
      `The step uses what it has not declared: add needing('${need}') to its definition, or the need to the phrase that decides.`,
    );
  }
}
