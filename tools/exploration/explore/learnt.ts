/** A written scenario as far as a sequence can use it: its steps by the part of the scenario that they belong to. */
export interface WrittenScenario {
  readonly given: readonly string[];
  readonly when: readonly string[];
  readonly then: readonly string[];
}

/** Something that is refused, so that nothing comes of it, and what is seen of that. */
export interface Refusal {
  /** In which state of things, as a Given. */
  readonly given: string;
  readonly act: string;
  readonly then: readonly string[];
}

/** What written scenarios say that comes of one thing, whatever else has happened before. */
export interface Learnt {
  readonly refusals: readonly Refusal[];
  /** How installations that differ from their declaration come out of their first attempt. */
  readonly endings: readonly { readonly variation: string; readonly ending: string }[];
  /** How the configuration of dormant devices ends at installations that differ from their declaration. */
  readonly configurations: Learnt['endings'];
  /** What stays true of an installation whose migration went well. */
  readonly truths: readonly string[];
}

/** The state in which most requests are sent. */
export const MIGRATED = 'a migrated installation';

/** The state in which the SMSO configures dormant devices. */
export const UNCONFIGURED = 'dormant devices that have not been configured';

/** The Migration Control Centre has the SMSO configure the dormant devices of an installation, or of several. */
export const CONFIGURED = {
  one: 'the Migration Control Centre has its dormant devices configured',
  several: 'the Migration Control Centre has their dormant devices configured',
};

const AUTHORISED = 'its migration is authorised';
const REFUSED =
  /\bis answered with "E\d+"$|^(?!the device ).*\brefuses (?:it|the \w+)\b|\bis (?:refused|rejected) with "/;
const ENDING = /^the migration stops at |^the installation is (?:migrated at attempt 1|in intervention with )/;
const LASTING = /^the inventory (?:shows|associates|names)|\bcan fetch\b|^the alert "N16"/;

/** What is otherwise on the day alone on which an installation would be migrated if it were authorised when it is made. */
const OF_A_DAY = /\bslot\b|\bmigration day\b/;

/** What is set up for one scenario alone, or takes a browser, which takes the time of fifty other steps. */
const OF_ALONE =
  /\bnew device\b|\bformer user\b|\banother home\b|\bwithout a meter\b|\bportal\b|\bevery service request\b/;

/**
 * Reads off written scenarios with one Given and one When what a sequence can be held to: the testers' own word, so that there is no
 * second table of what is right. What they say otherwise for other combinations or Test Phases is left out.
 */
export function learn(scenarios: readonly WrittenScenario[]): Learnt {
  const short = scenarios.filter(({ given, when }) => given.length === 1 && when.length === 1);
  return {
    refusals: saidAlike(short.flatMap(refusalOf), ({ given, act }) => `${given} ${act}`),
    endings: saidAlike(short.flatMap(endingOf), ({ variation }) => variation),
    configurations: saidAlike(scenarios.flatMap(configurationOf), ({ variation }) => variation),
    truths: [...new Set(short.flatMap(truthsOf))],
  };
}

function refusalOf({ given: [given = ''], when: [act = ''], then }: WrittenScenario): Refusal[] {
  const refused = then.filter((text) => REFUSED.test(text));
  return refused.length === 0 || refused[0] !== then[0] || OF_ALONE.test(`${given} ${act}`)
    ? []
    : [{ given, act, then: refused }];
}

function variationIn(given: string | undefined): string | undefined {
  const [, variation] = /^an installation (with.*|whose .*)$/.exec(given ?? '') ?? [];
  return variation;
}

function configurationOf({ given, when, then: [first = ''] }: WrittenScenario): Learnt['configurations'] {
  const variation = variationIn(given[1]);
  const isConfigured = given.length === 2 && given[0] === UNCONFIGURED && when.join() === CONFIGURED.one;
  if (
    variation === undefined ||
    !isConfigured ||
    !first.startsWith('the configuration of the installation is reported as ')
  ) {
    return [];
  }
  return [{ variation, ending: first }];
}

function endingOf({ given: [state], when: [act], then: [first = ''] }: WrittenScenario): Learnt['endings'] {
  const variation = variationIn(state);
  if (variation === undefined || act !== AUTHORISED || OF_A_DAY.test(variation) || !ENDING.test(first)) return [];
  return [{ variation, ending: first }];
}

function truthsOf({ given: [state], when: [act], then }: WrittenScenario): readonly string[] {
  return state === 'an installation' && act === AUTHORISED ? then.filter((text) => LASTING.test(text)) : [];
}

/** Each thing once, but those of which different things are said. */
function saidAlike<T>(all: readonly T[], of: (one: T) => string): T[] {
  return [...Map.groupBy(all, of).values()].flatMap((same) => {
    const [first, ...others] = same;
    const isSame = others.every((other) => JSON.stringify(other) === JSON.stringify(first));
    return first !== undefined && isSame ? [first] : [];
  });
}
