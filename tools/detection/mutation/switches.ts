/**
 * How mutants are switched on, and how it is seen who meets them. Stryker's own switches know of one active mutant and count by name
 * at every place that is passed, which makes a scenario three times as long: instrumented code reads and writes two arrays instead.
 */

/** Name under which instrumented code finds them. */
const NAME = '__mutants__';

/** More mutants than the system will ever have. */
const CAPACITY = 65_536;

/** What instrumented code and who runs it share; places are numbers of mutants. */
export interface Switches {
  /** 1 where a mutant is on. */
  readonly on: Uint8Array;
  /** 1 where code that has a mutant has been passed. */
  readonly met: Uint8Array;
  /** Called when a mutant that is on is passed. @returns true */
  hit: () => boolean;
}

/** The switches of this process. */
export function switches(): Switches {
  const shared = Reflect.get(globalThis, NAME) as Switches | undefined;
  if (shared !== undefined) return shared;
  const made: Switches = { on: new Uint8Array(CAPACITY), met: new Uint8Array(CAPACITY), hit: () => true };
  Reflect.set(globalThis, NAME, made);
  return made;
}

/** What every instrumented file begins with in place of the functions of Stryker. */
export const BEGINNING =
  `const stryShared_9fa48 = (globalThis.${NAME} ??= ` +
  `{ on: new Uint8Array(${CAPACITY}), met: new Uint8Array(${CAPACITY}), hit: () => true });\n` +
  'const { on: stryOn_9fa48, met: stryMet_9fa48 } = stryShared_9fa48;\n';

/** Code that is true where a mutant is on, and says that it was passed. */
export function isOn(place: number | string): string {
  return `(stryOn_9fa48[${place}] === 1 && stryShared_9fa48.hit())`;
}

/** Code that keeps who meets mutants. */
export function markMet(places: readonly (number | string)[]): string {
  return `(${places.map((place) => `stryMet_9fa48[${place}] = `).join('')}1)`;
}

/** The functions of Stryker, from the first to the end of the last. */
const FUNCTIONS_OF_STRYKER =
  /function stryNS_9fa48\(\) \{[\s\S]*?stryMutAct_9fa48 = isActive;\s*return isActive\(id\);\s*\}\n?/;

/**
 * Puts these switches in the place of Stryker's.
 * @param text of an instrumented file
 * @throws Error where Stryker writes them in another way
 */
export function withSwitches(file: string, text: string): string {
  const own = text
    .replace(FUNCTIONS_OF_STRYKER, BEGINNING)
    .replaceAll(/stryMutAct_9fa48\("(\d+)"\)/g, (_all, place: string) => isOn(place))
    .replaceAll(/stryCov_9fa48\(([\d", ]+)\)/g, (_all, numbers: string) =>
      markMet(numbers.replaceAll('"', '').split(', ')),
    );
  if (!/stryNS_|stryMutAct_|stryCov_/.test(own)) return own;
  throw new Error(`The mutants of ${file} are switched in a way that is not known: see how Stryker does it now.`);
}
