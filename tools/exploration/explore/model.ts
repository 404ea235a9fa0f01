/** What people do where a migration does not go on by itself. */
export type OperatorAct = 'orders the recovery of' | 'releases';

/** What an exploration knows of an installation. */
export interface ExploredInstallation {
  /** Whether anybody has authorised the migration. */
  authorised: boolean;
  /** Whether a meter of it is modelled. */
  readonly household: boolean;
  /** What the people of the Migration Control Centre will have to do when its migration has stopped, if nothing else fails. */
  readonly awaits: OperatorAct | undefined;
  /** What they have to do now. */
  due: OperatorAct | undefined;
  /** What its first attempt comes to if nothing else fails, as it is said of the only installation of a scenario. */
  readonly ending: string | undefined;
}

/** What an exploration knows of the scenario that it is making up. */
export interface Model {
  /** In the order in which they are made. */
  readonly installations: ExploredInstallation[];
  /** Whether anything has been made to fail, so that a request need not have had its effect. */
  disturbed: boolean;
  /** The Given in whose state things are from the beginning, where scenarios say what is refused in it. */
  state: string | undefined;
  /** Things that are done once in a scenario at most. */
  readonly done: Set<string>;
}

/** The kinds of Gherkin steps. */
export type Keyword = 'Given' | 'When' | 'Then';

/** A step of a scenario. */
export interface Line {
  readonly keyword: Keyword;
  readonly text: string;
}

/** What must be seen, as steps. */
export function thens(...texts: readonly string[]): Line[] {
  return texts.map((text) => ({ keyword: 'Then', text }));
}

/** One thing that somebody can do, as a step that the language has. */
export interface Act extends Line {
  /** What is done and seen at once after it; by what was known before. */
  readonly after?: (model: Readonly<Model>) => readonly Line[];
  /** Whether the contracts allow it now, and its outcome is certain. */
  readonly isPossible: (model: Readonly<Model>) => boolean;
  /** What is known afterwards. */
  readonly happen: (model: Model) => void;
}

/** Nothing has been made yet. */
export function beginning(): Model {
  return { installations: [], disturbed: false, state: undefined, done: new Set() };
}

const ORDINALS = ['first', 'second', 'third', 'fourth'];

/** Installations that a scenario has at most. */
export const MOST_INSTALLATIONS = ORDINALS.length;

/** `the second installation`, by number from 0. */
export function installationName(index: number): string {
  return `the ${ORDINALS[index] ?? ''} installation`;
}
