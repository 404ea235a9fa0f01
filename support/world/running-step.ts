import type { GrantedNeeds } from '../roles';

/** What a scenario has to know of its step that runs. */
export class RunningStep {
  /** A Then is running. */
  isLooking = false;
  /** A Given is running: the rest of the scenario stands on what it says. */
  isGiven = false;
  /** How many messages had been delivered between the services when the last act began: 0 where none has. */
  messagesBeforeAct = 0;
  private kind: string | undefined;

  constructor(private readonly needs: GrantedNeeds) {}

  /**
   * @param kind Context of a Given, Action of a When, Outcome of a Then
   * @param messages how many were delivered between the services so far
   */
  begin(kind: string | undefined, messages: number): void {
    if (kind === 'Action' && this.kind !== kind) this.messagesBeforeAct = messages;
    this.kind = kind;
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
