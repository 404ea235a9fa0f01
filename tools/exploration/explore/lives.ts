import fc from 'fast-check';
import { MIGRATED, type Learnt } from './learnt';
import { thens, type Act, type Model } from './model';

/** Who is who for a fuel, and what the meter may be told. */
interface Fuel {
  readonly meter: string;
  readonly supplier: string;
  readonly network: string;
  readonly supplierRole: string;
  readonly networkRole: string;
  /** How a change of its supplier is said. */
  readonly changed: string;
}

const ELECTRICITY: Fuel = {
  meter: 'electricity meter',
  supplier: 'the electricity supplier',
  network: 'the electricity network operator',
  supplierRole: 'IS',
  networkRole: 'ED',
  changed: 'the customer has changed to another electricity supplier',
};
const GAS: Fuel = {
  meter: 'gas meter',
  supplier: 'the gas supplier',
  network: 'the gas transporter',
  supplierRole: 'GS',
  networkRole: 'GT',
  changed: 'the customer has changed to another gas supplier',
};
const FUELS = [ELECTRICITY, GAS];

const HOUSEHOLDS = ['billed', 'prepaying'];
const WAITS = ['10 minutes', 'three hours', 'a day', 'four days', '30 days'];

/** Requests of a supplier that a meter carries out in any state. */
function anySetting({ meter }: Fuel): fc.Arbitrary<string> {
  const pence = fc.integer({ min: 1, max: 60 });
  const isElectric = meter === ELECTRICITY.meter;
  return fc.oneof(
    pence.map((price) => `sets the tariff of the ${meter} to ${price} pence`),
    fc
      .tuple(pence, pence)
      .map(([day, night]) =>
        isElectric
          ? `sets the tariff of the ${meter} to ${day} pence by day and ${night} pence by night`
          : `sets the calorific value of the ${meter} to ${36 + (night % 8)}`,
      ),
    fc
      .tuple(pence, pence)
      .map(
        ([working, weekend]) =>
          `sets the tariff of the ${meter} to ${working} pence on working days, ${weekend} pence at weekends and 3 pence on 6 June 2019`,
      ),
    fc.constantFrom(
      ...[
        `disables the supply of the ${meter}`,
        `sets the emergency credit of the ${meter} to £5.00 and its non-disablement period to begin at 18:00`,
        `sets the billing calendar of the ${meter} to daily at 06:00`,
        `displays "Call us" on the ${meter}`,
        `sets the supplier name of the ${meter} to "Avon"`,
        ...(isElectric ? [`limits the load of the ${meter} to 900 W`] : []),
      ],
    ),
  );
}

/** Requests that a meter carries out or refuses, as its mode and its books are: the model of the meter knows which. */
function anyPayment({ meter }: Fuel): fc.Arbitrary<string> {
  const pounds = fc.integer({ min: 1, max: 30 });
  return fc.oneof(
    pounds.map((amount) => `tops up the ${meter} by £${amount}.00`),
    pounds.map((amount) => `adds £${amount}.00 to the balance of the ${meter}`),
    pounds.map((amount) => `takes £${amount}.00 from the balance of the ${meter}`),
    pounds.map((amount) => `sets a debt of £${amount}.00 on the ${meter}, recovered at 20 per cent of each top-up`),
    fc.constantFrom(
      `resets the balance of the ${meter}`,
      `activates the emergency credit of the ${meter}`,
      `puts the ${meter} into credit mode`,
      `puts the ${meter} into prepayment mode`,
    ),
  );
}

const hasBegun = ({ installations }: Readonly<Model>): boolean => installations.length > 0;
const nothing = (): void => undefined;

function when(text: string, then: readonly string[], isPossible: Act['isPossible'] = hasBegun): Act {
  return { keyword: 'When', text, after: () => thens(...then), isPossible, happen: nothing };
}

/** As long as the customer has the supplier that authorised the migration. */
function unchanged({ changed }: Fuel): Act['isPossible'] {
  return (model) => hasBegun(model) && !model.done.has(changed);
}

function begin(household: string): Act {
  return {
    ...{ keyword: 'Given', text: `a migrated installation with a ${household} household` },
    isPossible: ({ installations }) => installations.length === 0,
    happen: ({ installations }) =>
      void installations.push({
        authorised: true,
        household: true,
        awaits: undefined,
        due: undefined,
        ending: undefined,
      }),
  };
}

function change({ changed }: Fuel): Act {
  return {
    ...{ keyword: 'Given', text: changed },
    isPossible: (model) => hasBegun(model) && !model.done.has(changed),
    happen: ({ done }) => void done.add(changed),
  };
}

/** Every value that its user may read is that of the meter. */
function read(user: string, role: string, isPossible: Act['isPossible']): Act {
  return when(
    `${user} sends every read request of its role ${role}`,
    [
      'every one of them is answered correctly and within its target time',
      'every value of every answer is that of its meter',
    ],
    isPossible,
  );
}

function anyOf(fuel: Fuel): fc.Arbitrary<Act> {
  const { supplier, network, supplierRole, networkRole, meter } = fuel;
  const own = unchanged(fuel);
  const former: Act['isPossible'] = (model) => hasBegun(model) && model.done.has(fuel.changed);
  const shows = `the ${meter} shows what its consumption, tariff and payments come to`;
  return fc.oneof(
    {
      weight: 6,
      arbitrary: anySetting(fuel).map((order) =>
        when(`${supplier} ${order}`, ['the response "I0" arrives within 2 hours'], own),
      ),
    },
    { weight: 6, arbitrary: anyPayment(fuel).map((order) => when(`${supplier} ${order}`, [], own)) },
    {
      weight: 2,
      arbitrary: anySetting(fuel).map((order) =>
        when(`${supplier} ${order}`, ['the request is answered with "E4"'], former),
      ),
    },
    {
      weight: 2,
      arbitrary: anySetting(fuel).map((order) => when(`${network} ${order}`, ['the request is answered with "E2"'])),
    },
    { weight: 1, arbitrary: fc.constant(change(fuel)) },
    { weight: 1, arbitrary: fc.constantFrom(read(supplier, supplierRole, own), read(network, networkRole, hasBegun)) },
    { weight: 3, arbitrary: fc.constantFrom(...WAITS).map((time) => when(`${time} pass`, [shows])) },
  );
}

/**
 * What happens to a migrated household: its suppliers set, credit, read and wait; others ask for what they may not. What is written of a
 * refusal, and of what stays true of a migrated installation, holds whatever was done before.
 */
export function anyLifeAct({ refusals, truths }: Learnt): fc.Arbitrary<Act> {
  const untouched: Act['isPossible'] = (model) => FUELS.every((fuel) => unchanged(fuel)(model));
  const held = [
    ...refusals.filter(({ given }) => given === MIGRATED).map(({ act, then }) => when(act, then, untouched)),
    ...truths.map((truth): Act => ({ keyword: 'Then', text: truth, isPossible: untouched, happen: nothing })),
  ];
  return fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(...HOUSEHOLDS).map(begin) },
    { weight: 6, arbitrary: anyOf(ELECTRICITY) },
    { weight: 4, arbitrary: anyOf(GAS) },
    ...(held.length === 0 ? [] : [{ weight: 3, arbitrary: fc.constantFrom(...held) }]),
  );
}
