import fc from 'fast-check';
import { installationName, MOST_INSTALLATIONS, type Act, type Model } from './model';

/** Days on which a calendar is likely to go wrong; the usual one among them. */
const DAYS = [
  '28 February 2020',
  '29 February 2020',
  '30 December 2019',
  '28 March 2020',
  '24 October 2020',
  '31 May 2020',
];

/** How long something lasts or is waited for. */
const DURATIONS = ['10 minutes', 'three hours', '30 hours', 'two days'];

const DEVICES = ['electricity meter', 'gas meter', 'communications hub'];
const METERS = ['electricity meter', 'gas meter'];
const OUTAGES = ['does not answer', 'carries out commands but loses its responses', 'has no WAN'];
/** The parties that come between authorisation and outcome; suppliers talk to the others. */
const PARTIES = ['the S1SP', 'the DCO', 'the Requesting Party', 'the Commissioning Party'];
const RECEIVERS = ['the supplier', 'the gas supplier', 'the electricity network operator'];
const TROUBLES = [
  'is down',
  'answers every document with an error',
  'accepts documents but loses its acknowledgements',
];
const USERS = [
  'the supplier',
  'the gas supplier',
  'another supplier',
  'the electricity network operator',
  'an Other User',
];
const READINGS = ['import registers', 'balance', 'tariff', 'mode of payment', 'supply state', 'device log'];
const VARIATIONS = [
  'with a device on the whitelist that the SMSO did not declare',
  'whose electricity meter is not configured as declared',
  'whose gas meter holds a key version other than declared',
  'without WAN on the first planned day',
  'with one supplier for electricity and gas',
  'that also exports electricity',
];
const HOUSEHOLD = 'prepaying';

const always = (): boolean => true;
const nothing = (): void => undefined;

function exists(index: number): (model: Readonly<Model>) => boolean {
  return ({ installations }) => installations[index] !== undefined;
}

/** Its migration has been tried: it is with one side or the other, and whoever asks it gets an answer of some kind. */
function isAuthorised(index: number): (model: Readonly<Model>) => boolean {
  return ({ installations }) => installations[index]?.authorised === true;
}

function once(name: string, act: Act): Act {
  return {
    ...act,
    isPossible: (model) => !model.done.has(name) && act.isPossible(model),
    happen: (model) => {
      model.done.add(name);
      act.happen(model);
    },
  };
}

function make(text: string, household = false): Act {
  return {
    ...{ keyword: 'Given', text },
    isPossible: ({ installations }) =>
      installations.length < MOST_INSTALLATIONS && (!household || installations.length === 0),
    happen: ({ installations }) => void installations.push({ authorised: false, household }),
  };
}

function disturb(text: string, isPossible: Act['isPossible']): Act {
  return { keyword: 'Given', text, isPossible, happen: (model) => void (model.disturbed = true) };
}

function authorise(index: number): Act {
  return {
    ...{ keyword: 'When', text: `the migration of ${installationName(index)} is authorised` },
    isPossible: ({ installations }) => installations[index]?.authorised === false,
    happen: ({ installations }) => {
      const made = installations[index];
      if (made !== undefined) made.authorised = true;
    },
  };
}

function ask(index: number, user: string, order: string): Act {
  return { keyword: 'When', text: `${user} ${order}`, isPossible: isAuthorised(index), happen: nothing };
}

/** Another supplier registers, so that nobody could authorise the first installation any more who has not done so. */
const CHANGE_OF_SUPPLIER = once('change of supplier', {
  ...{ keyword: 'Given', text: 'the customer has changed to another electricity supplier' },
  ...{ isPossible: isAuthorised(0), happen: (model) => void (model.disturbed = true) },
});

const ACKNOWLEDGEMENTS_LOST = once(
  'acknowledgements lost',
  disturb('the first acknowledgement of every kind of message between the parties is lost', exists(0)),
);

const anyIndex = fc.nat({ max: MOST_INSTALLATIONS - 1 });
const anyDuration = fc.constantFrom(...DURATIONS);

/** Something that does not work for a while. */
function anyTrouble(): fc.Arbitrary<Act> {
  const device = fc
    .tuple(anyIndex, fc.constantFrom(...DEVICES), fc.constantFrom(...OUTAGES), anyDuration)
    .map(([which, type, outage, time]) =>
      disturb(`the ${type} of ${installationName(which)} ${outage} for ${time}`, exists(which)),
    );
  const party = fc
    .tuple(fc.constantFrom(...PARTIES), anyDuration)
    .map(([name, time]) => disturb(`${name} is down for ${time}`, exists(0)));
  const receiver = fc
    .tuple(fc.constantFrom(...RECEIVERS), fc.constantFrom(...TROUBLES), anyDuration)
    .map(([user, trouble, time]) => disturb(`${user}'s receiver ${trouble} for ${time}`, exists(0)));
  return fc.oneof(
    { weight: 3, arbitrary: device },
    { weight: 2, arbitrary: party },
    { weight: 2, arbitrary: receiver },
  );
}

/** A service request to a meter of an installation whose migration was tried. */
function anyRequest(): fc.Arbitrary<Act> {
  const reading = fc
    .tuple(anyIndex, fc.constantFrom(...USERS), fc.constantFrom(...METERS), fc.constantFrom(...READINGS))
    .map(([which, user, meter, what]) =>
      ask(which, user, `asks the ${meter} of ${installationName(which)} for its ${what}`),
    );
  const topUp = fc
    .tuple(anyIndex, fc.integer({ min: 1, max: 40 }))
    .map(([which, pounds]) =>
      ask(which, 'the supplier', `tops up the electricity meter of ${installationName(which)} by £${pounds}.00`),
    );
  return fc.oneof({ weight: 2, arbitrary: reading }, { weight: 1, arbitrary: topUp });
}

/**
 * Everything that suppliers, devices, the network, parties and the clock can do in an exploration. What is certain to be refused by
 * contract is left out, for its step would fail of itself.
 */
export function anyAct(): fc.Arbitrary<Act> {
  const variation = fc.constantFrom(...VARIATIONS);
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(make('an installation')) },
    { weight: 1, arbitrary: fc.constant(make(`an installation with a ${HOUSEHOLD} household`, true)) },
    { weight: 2, arbitrary: variation.map((how) => make(`a further installation ${how}`)) },
    { weight: 5, arbitrary: anyIndex.map(authorise) },
    { weight: 3, arbitrary: anyDuration.map((time) => waiting(`${time} pass`)) },
    { weight: 1, arbitrary: fc.constantFrom('the day ends', 'the next midnight passes').map(waiting) },
    { weight: 6, arbitrary: anyTrouble() },
    { weight: 6, arbitrary: anyRequest() },
    { weight: 1, arbitrary: fc.constantFrom(CHANGE_OF_SUPPLIER, ACKNOWLEDGEMENTS_LOST) },
  );
}

function waiting(text: string): Act {
  return { keyword: 'When', text, isPossible: always, happen: nothing };
}

/** The day on which a scenario begins, if not the usual one. */
export function anyDay(): fc.Arbitrary<string | undefined> {
  return fc.option(fc.constantFrom(...DAYS), { nil: undefined });
}
