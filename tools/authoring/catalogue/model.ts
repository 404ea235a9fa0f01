import type { Need } from '../../../support/scope/needs';

/** Where scenarios say something. */
export interface Use {
  readonly text: string;
  /** `features/migration-st/portal/portal.feature:12` */
  readonly place: string;
  /** Id and title of the scenario, which say what it comes to: `ST-B4-03: A hub that is not on the whitelist is refused`. */
  readonly scenario: string;
  /** Pattern of the step that says it. */
  readonly step: string;
  /** Of a Then: what its scenario says before it, by which it comes about. */
  readonly after?: string;
}

/** A step that scenarios can be made of. */
export interface CatalogueStep {
  readonly keyword: 'Given' | 'When' | 'Then';
  /** As it is defined: an expression of cucumber, or a regular expression between slashes. */
  readonly pattern: string;
  /** Its words as people read them: parameter types in braces, what can be left out in brackets; several where they differ in more. */
  readonly wordings: readonly string[];
  /** What it speaks of: `Service requests`. */
  readonly noun: string;
  /** `steps/alerts.ts:54` */
  readonly place: string;
  /** What is not plain from its words; absent where all is. */
  readonly meaning?: string;
  /** Names of its parameter types, in order. */
  readonly parameters: readonly string[];
  /** Columns of its table, each with the parameter type of its cells; null where anything may stand. */
  readonly columns?: Readonly<Record<string, string | null>>;
  /** What it needs of the place where it runs, whatever stands in its braces. */
  readonly needs: readonly Need[];
  /** How many scenarios and rows say it. */
  readonly count: number;
  /** The first few that differ. */
  readonly uses: readonly Use[];
}

/** A phrase of a parameter type. */
export interface CataloguePhrase {
  readonly text: string;
  readonly count: number;
  readonly use?: Use;
  /** What else is true of it, a few words; absent where nothing is. */
  readonly note?: string;
}

/** A parameter type: what can stand in a step or in a phrase where its name stands in braces. */
export interface CatalogueType {
  readonly name: string;
  readonly meaning: string;
  readonly example: string;
  /** Its legal values; of a type that is open, what is allowed. */
  readonly phrases: readonly CataloguePhrase[];
  readonly open: boolean;
  /** Whether it lists what there is in the field, so that scenarios need not speak of each. */
  readonly complete: boolean;
  /** How many phrases can be joined by "and". */
  readonly joined?: 'two' | 'several';
  /** Patterns of the steps in which it can stand, itself or in a phrase. */
  readonly standsIn: readonly string[];
}

/** A code of a refusal, an outcome, an answer or an alert. */
export interface CatalogueCode {
  readonly code: string;
  readonly meaning: string;
  /** A scenario that says it; absent where none does. */
  readonly use?: Use;
}

/** The language of the scenarios. */
export interface Catalogue {
  readonly steps: readonly CatalogueStep[];
  readonly types: readonly CatalogueType[];
  /** How features say what people of the trade also call otherwise, by that other word. */
  readonly otherWords: Readonly<Record<string, string>>;
  /** The codes that may stand in a scenario. */
  readonly codes: readonly CatalogueCode[];
}
