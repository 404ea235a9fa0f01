import type { GrantedNeeds } from '../roles';

/** What a scenario has to know of its step that runs. */
export class RunningStep {
  /** A Then is running. */
  isLooking = false;
  /** A Given is running: the rest of the scenario stands on what it says. */
  isGiven = false;

  constructor(private readonly needs: GrantedNeeds) {}

  /** @param kind Context of a Given, Action of a When, Outcome of a Then */
  begin(kind: string | undefined): void {
    this.isLooking = kind === 'Outcome';
    this.isGiven = kind === 'Context';
    this.needs.beginStep();
  }

  end(): void {
    this.isLooking = false;
    this.isGiven = false;
    this.needs.endStep();
  }
}
