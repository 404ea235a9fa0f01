import fc from 'fast-check';
import type { Learnt, Refusal } from './learnt';
import { thens, type Act, type Line } from './model';

/** What is made anew for each refusal. */
const FILE = /^(?:an authorisation|a demand file)\b/;

/** What is made once in a scenario: it counts its rows from the first installation, or a part of it is accepted, and the next one has to be newer. */
const ONCE = /^(?:an authorisation|a demand file for)\b/;

const WAITS = ['10 minutes', 'three hours', 'a day'];

const nothing = (): void => undefined;

/** A file that is refused: it is made, sent, and looked for. */
function send({ given, act, then }: Refusal): Act {
  const after = (): Line[] => [{ keyword: 'When', text: act }, ...thens(...then)];
  const sent: Act = { keyword: 'Given', text: given, after, isPossible: () => true, happen: nothing };
  return ONCE.test(given) ? { ...sent, ...onlyBegin(given) } : sent;
}

/** In nothing else that scenarios say things of. */
function onlyBegin(given: string): Pick<Act, 'isPossible' | 'happen'> {
  return { isPossible: ({ state }) => state === undefined, happen: (model) => void (model.state = given) };
}

function ask({ given, act, then }: Refusal): Act {
  const isPossible: Act['isPossible'] = ({ state }) => state === given;
  return { keyword: 'When', text: act, after: () => thens(...then), isPossible, happen: nothing };
}

function begin(given: string): Act {
  return { keyword: 'Given', text: given, ...onlyBegin(given) };
}

/**
 * For each state of things everything that is refused in it, one after the other and in any order; and files that are refused, at one
 * time, since some name days that come nearer.
 */
export function refusedActs({ refusals }: Learnt): fc.Arbitrary<Act>[] {
  const [files, others] = [true, false].map((isFile) => refusals.filter(({ given }) => FILE.test(given) === isFile));
  const states = Map.groupBy(others ?? [], ({ given }) => given);
  return [
    ...(files?.length === 0 ? [] : [fc.constantFrom(...(files ?? []).map(send))]),
    ...[...states].map(([given, own]) =>
      fc.oneof(
        { weight: 2, arbitrary: fc.constant(begin(given)) },
        { weight: 4, arbitrary: fc.constantFrom(...own.map(ask)) },
        { weight: 1, arbitrary: fc.constantFrom(...WAITS.map((time) => wait(time, given))) },
      ),
    ),
  ];
}

function wait(time: string, given: string): Act {
  return { keyword: 'When', text: `${time} pass`, isPossible: ({ state }) => state === given, happen: nothing };
}
