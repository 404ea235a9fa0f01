/**
 * What a step can need of the place where it runs, beside the published interfaces of the system: a test lab, time that the lab
 * moves, messages that the tester intercepts or sends in the place of a party, seeded defects, a system that nobody else uses, a clock by
 * which seconds can be measured, a network that reaches a process of this machine which simulates devices, a browser.
 */
export const NEEDS = [
  'lab',
  'virtual-time',
  'interception',
  'seeded-defects',
  'own-system',
  'response-times',
  'remote-laboratories',
  'browser',
] as const;
export type Need = (typeof NEEDS)[number];

/** Is told what a step needs. */
export interface NeedsListener {
  allow(needs: readonly Need[]): void;
}

/** Whoever reads a phrase of a step, and so hears what the phrase needs: the scenario that runs, and the plan. */
export interface PhraseReader {
  readonly needs: NeedsListener;
}
