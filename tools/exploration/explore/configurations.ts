import fc from 'fast-check';
import { CONFIGURED, UNCONFIGURED, type Learnt } from './learnt';
import { installationName, MOST_INSTALLATIONS, thens, type Act, type Line, type Model } from './model';

const SUCCESS = 'the dormant devices of the installation have the S1SR configuration';
const WAITS = ['three hours', 'a day'];

const nothing = (): void => undefined;

/** Dormant devices that nobody has configured: everything of a sequence is about those. */
const BEGIN: Act = {
  ...{ keyword: 'Given', text: UNCONFIGURED },
  isPossible: ({ state }) => state === undefined,
  happen: (model) => void (model.state = UNCONFIGURED),
};

function make(text: string, ending: string): Act {
  return {
    ...{ keyword: 'Given', text },
    isPossible: (model) => isOpen(model) && model.installations.length < MOST_INSTALLATIONS,
    happen: ({ installations }) =>
      void installations.push({ authorised: false, household: false, awaits: undefined, due: undefined, ending }),
  };
}

function isOpen({ state, done }: Readonly<Model>): boolean {
  return state === UNCONFIGURED && !done.has(CONFIGURED.one);
}

/** The order for all installations that were made; each ends as written scenarios say of one of its kind. */
function configure(text: string, isPossible: (count: number) => boolean): Act {
  return {
    ...{ keyword: 'When', text },
    isPossible: (model) => isOpen(model) && isPossible(model.installations.length),
    after: ({ installations }) => installations.flatMap(({ ending = SUCCESS }, index) => endingOf(ending, index)),
    happen: ({ done }) => void done.add(CONFIGURED.one),
  };
}

function endingOf(ending: string, index: number): Line[] {
  return thens(ending.replace(/\bthe installation\b/, installationName(index)));
}

/** What was configured is migrated. */
function migrate(index: number): Act {
  return {
    ...{ keyword: 'When', text: `the migration of ${installationName(index)} is authorised` },
    isPossible: ({ installations, done }) => {
      const made = installations[index];
      return done.has(CONFIGURED.one) && made?.ending === SUCCESS && !made.authorised;
    },
    after: () => thens(`${installationName(index)} is migrated at attempt 1`),
    happen: ({ installations }) => {
      const made = installations[index];
      if (made !== undefined) made.authorised = true;
    },
  };
}

/** Dormant devices of several installations are configured by the SMSO, and migrated. */
export function anyConfigurationAct({ configurations }: Learnt): fc.Arbitrary<Act> {
  const failing = configurations.map(({ variation, ending }) => make(`a further installation ${variation}`, ending));
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(BEGIN) },
    { weight: 2, arbitrary: fc.constant(make('an installation', SUCCESS)) },
    { weight: 3, arbitrary: fc.constantFrom(...failing) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        configure(CONFIGURED.one, (count) => count === 1),
        configure(CONFIGURED.several, (count) => count > 1),
      ),
    },
    { weight: 3, arbitrary: fc.nat({ max: MOST_INSTALLATIONS - 1 }).map(migrate) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(...WAITS).map((time): Act => ({
        keyword: 'When',
        text: `${time} pass`,
        isPossible: ({ state }) => state === UNCONFIGURED,
        happen: nothing,
      })),
    },
  );
}
