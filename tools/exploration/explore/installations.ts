import fc from 'fast-check';
import type { Learnt } from './learnt';
import {
  installationName,
  MOST_INSTALLATIONS,
  thens,
  type Act,
  type ExploredInstallation,
  type Line,
  type OperatorAct,
} from './model';

const VARIATIONS = [
  'with a device on the whitelist that the SMSO did not declare',
  'whose electricity meter is not configured as declared',
  'whose gas meter holds a key version other than declared',
  'without WAN on the first planned day',
  'with one supplier for electricity and gas',
  'that also exports electricity',
];
const HOUSEHOLD = 'prepaying';

/** Installations whose migration stops until people go on with it: after the first key was written, and before. */
const STOPPING: readonly (readonly [OperatorAct, string])[] = [
  ['orders the recovery of', 'whose gas meter refuses new keys on its migration day'],
  ['releases', 'whose electricity meter holds a key version other than declared'],
];

/** What comes of an installation about which nothing is otherwise. */
const MIGRATED = 'the installation is migrated at attempt 1';

function make(text: string, { household = false, awaits, ending }: Partial<ExploredInstallation> = {}): Act {
  return {
    ...{ keyword: 'Given', text },
    isPossible: ({ installations }) =>
      installations.length < MOST_INSTALLATIONS && (!household || installations.length === 0),
    happen: ({ installations }) =>
      void installations.push({ authorised: false, household, awaits, due: undefined, ending }),
  };
}

/** What is said of the only installation, of one of several. */
function endingOf(index: number, ending: string | undefined): Line[] {
  if (ending === undefined) return [];
  const name = installationName(index);
  return thens(ending.replace(/^the installation\b/, name).replace(/^the migration\b/, `the migration of ${name}`));
}

function authorise(index: number): Act {
  return {
    ...{ keyword: 'When', text: `the migration of ${installationName(index)} is authorised` },
    isPossible: ({ installations }) => installations[index]?.authorised === false,
    after: ({ installations, disturbed }) => (disturbed ? [] : endingOf(index, installations[index]?.ending)),
    happen: ({ installations, disturbed }) => {
      const made = installations[index];
      if (made === undefined) return;
      made.authorised = true;
      if (!disturbed) made.due = made.awaits;
    },
  };
}

/** People of the Migration Control Centre do what is due. */
function operate(index: number, act: OperatorAct): Act {
  return {
    ...{ keyword: 'When', text: `the Migration Control Centre ${act} ${installationName(index)}` },
    isPossible: ({ installations }) => installations[index]?.due === act,
    happen: ({ installations }) => {
      const made = installations[index];
      if (made !== undefined) made.due = undefined;
    },
  };
}

/** One of the installations of a sequence, if there are so many. */
export const anyIndex = fc.nat({ max: MOST_INSTALLATIONS - 1 });

/** Installations are made, authorised, and gone on with where their migration has stopped; each with how often it comes. */
export function installationActs({ endings: learnt }: Learnt): fc.MaybeWeightedArbitrary<Act>[] {
  const endings = learnt.map(({ variation: how, ending }) => make(`a further installation ${how}`, { ending }));
  const variation = fc.constantFrom(...VARIATIONS);
  const stopping = fc.constantFrom(...STOPPING);
  return [
    { weight: 3, arbitrary: fc.constant(make('an installation', { ending: MIGRATED })) },
    {
      weight: 1,
      arbitrary: fc.constant(
        make(`an installation with a ${HOUSEHOLD} household`, { household: true, ending: MIGRATED }),
      ),
    },
    { weight: 2, arbitrary: stopping.map(([awaits, how]) => make(`a further installation ${how}`, { awaits })) },
    { weight: 3, arbitrary: fc.tuple(anyIndex, stopping).map(([which, [act]]) => operate(which, act)) },
    { weight: 2, arbitrary: variation.map((how) => make(`a further installation ${how}`)) },
    ...(endings.length === 0 ? [] : [{ weight: 3, arbitrary: fc.constantFrom(...endings) }]),
    { weight: 5, arbitrary: anyIndex.map(authorise) },
  ];
}
