import fc from 'fast-check';
import { anyIndex, installationActs } from './installations';
import type { Learnt } from './learnt';
import { installationName, type Act, type Model } from './model';

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
/** Files between the parties, and messages, each with who receives them. */
const FILES = [
  ['Migration Common File', ['the Commissioning Party', 'the S1SP', 'the DCO']],
  ['Migration Group File', ['the S1SP']],
  ['Migration Group Encrypted File', ['the S1SP', 'the DCO']],
  ['Migration Common Validation File', ['the S1SP', 'the DCO']],
  ['S1SP Viable Installations File', ['the DCO']],
  ['DCO Viable Installations File', ['the S1SP']],
  ['S1SP Commissioning File', ['the Commissioning Party']],
  ['Commissioning Outcome File', ['the Migration Control Centre']],
] as const;
const INSTRUCTED = ['the Commissioning Party', 'the Requesting Party'];
const DELIVERIES = ['twice', 'three hours late', 'after an outage of two hours'];
/** A file that breaks off may be sent again as a whole; a message that breaks off is refused, which its sender takes for an answer. */
const FILE_DELIVERIES = [...DELIVERIES, 'truncated, then in full'];
/** Deliveries that the tester makes in the sender's place. */
const REPLACING = ['twice', 'truncated, then in full'];
const KEY_PARTS = ['do not reach the S1SP', 'reach the S1SP three hours late'];

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

/** Only while nothing was arranged whose name begins so. */
function unless(name: string, act: Act): Act {
  return {
    ...act,
    isPossible: (model) => act.isPossible(model) && ![...model.done].some((one) => one.startsWith(name)),
  };
}

/** Leaves behind that something was arranged. */
function leaving(name: string, act: Act): Act {
  const happen = (model: Model): void => {
    model.done.add(name);
    act.happen(model);
  };
  return { ...act, happen };
}

function disturb(text: string, isPossible: Act['isPossible']): Act {
  return { keyword: 'Given', text, isPossible, happen: (model) => void (model.disturbed = true) };
}

function ask(index: number, user: string, order: string): Act {
  return { keyword: 'When', text: `${user} ${order}`, isPossible: isAuthorised(index), happen: nothing };
}

/** Another supplier registers, so that nobody could authorise the first installation any more who has not done so. */
const CHANGE_OF_SUPPLIER = once('change of supplier', {
  ...{ keyword: 'Given', text: 'the customer has changed to another electricity supplier' },
  ...{ isPossible: isAuthorised(0), happen: (model) => void (model.disturbed = true) },
});

const LOST = 'acknowledgements lost';
const REPLACED = 'in the place of what is sent to ';
const DOWN = 'down: ';

/** Where every first acknowledgement is lost, the tester delivers nothing that has to be answered. */
const ACKNOWLEDGEMENTS_LOST = once(
  LOST,
  unless(
    REPLACED,
    disturb('the first acknowledgement of every kind of message between the parties is lost', exists(0)),
  ),
);

/** The test lab moves the SIM of the first installation, whatever stands of its migration. */
const SIM_MOVES = ['is put on the network of the S1SP', 'is put back on the network of the SMSO'].map((how): Act => ({
  ...disturb(`the SIM ${how}`, exists(0)),
  keyword: 'When',
}));

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
    .map(([name, time]) =>
      leaving(`${DOWN}${name}`, unless(`${REPLACED}${name}`, disturb(`${name} is down for ${time}`, exists(0)))),
    );
  const receiver = fc
    .tuple(fc.constantFrom(...RECEIVERS), fc.constantFrom(...TROUBLES), anyDuration)
    .map(([user, trouble, time]) => disturb(`${user}'s receiver ${trouble} for ${time}`, exists(0)));
  return fc.oneof(
    { weight: 3, arbitrary: device },
    { weight: 2, arbitrary: party },
    { weight: 2, arbitrary: receiver },
  );
}

/**
 * What becomes of a file or a message on its way to a party. What the tester delivers in its place has to be answered, so that this party
 * is not down as well, and no acknowledgement is lost.
 */
function intercept(name: string, party: string, delivery: string, text: string): Act {
  const act = once(`${name} to ${party}`, disturb(text, exists(0)));
  if (delivery.includes('outage')) return leaving(`${DOWN}${party}`, unless(`${REPLACED}${party}`, act));
  if (!REPLACING.includes(delivery)) return act;
  return leaving(`${REPLACED}${party}`, unless(LOST, unless(`${DOWN}${party}`, act)));
}

/** Arrangements for a file or a message, one for each of them, since a second would undo the first. */
function anyInterception(): fc.Arbitrary<Act> {
  const file = fc
    .tuple(fc.constantFrom(...FILES), fc.nat(), fc.constantFrom(...FILE_DELIVERIES))
    .map(([[name, recipients], which, delivery]) => {
      const recipient = recipients[which % recipients.length] ?? recipients[0];
      return intercept(name, recipient, delivery, `the ${name} reaches ${recipient} ${delivery}`);
    });
  const message = fc
    .tuple(fc.constantFrom(...INSTRUCTED), fc.constantFrom(...DELIVERIES))
    .map(([party, delivery]) =>
      intercept('instruction', party, delivery, `${party} receives the migration instruction ${delivery}`),
    );
  const keys = fc
    .constantFrom(...KEY_PARTS)
    .map((delivery) => intercept('parts of the keys', 'the S1SP', delivery, `the DCO's parts of the keys ${delivery}`));
  return fc.oneof({ weight: 4, arbitrary: file }, { weight: 1, arbitrary: message }, { weight: 1, arbitrary: keys });
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
 * Everything that suppliers, operators, devices, the network, parties and the clock can do in an exploration. What is certain to be refused by
 * contract is left out, for its step would fail of itself.
 */
export function anyAct(learnt: Learnt): fc.Arbitrary<Act> {
  return fc.oneof(
    ...installationActs(learnt),
    { weight: 3, arbitrary: anyDuration.map((time) => waiting(`${time} pass`)) },
    { weight: 1, arbitrary: fc.constantFrom('the day ends', 'the next midnight passes').map(waiting) },
    { weight: 6, arbitrary: anyTrouble() },
    { weight: 3, arbitrary: anyInterception() },
    { weight: 6, arbitrary: anyRequest() },
    { weight: 1, arbitrary: fc.constantFrom(CHANGE_OF_SUPPLIER, ACKNOWLEDGEMENTS_LOST, ...SIM_MOVES) },
  );
}

/** What goes on where nothing is made to fail, so that how each migration ends is certain. */
export function anyCalmAct(learnt: Learnt): fc.Arbitrary<Act> {
  return fc.oneof(
    ...installationActs(learnt),
    { weight: 2, arbitrary: anyDuration.map((time) => waiting(`${time} pass`)) },
    { weight: 2, arbitrary: anyRequest() },
  );
}

function waiting(text: string): Act {
  return { keyword: 'When', text, isPossible: always, happen: nothing };
}

/** The day on which a scenario begins, if not the usual one. */
export function anyDay(): fc.Arbitrary<string | undefined> {
  return fc.option(fc.constantFrom(...DAYS), { nil: undefined });
}
