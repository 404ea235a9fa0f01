import type { Automaton, Edge } from './automaton';

/** The text nearest to another that an automaton accepts. */
export interface Approximation {
  /** Characters that differ, twice; those that differ in nothing but capitals count once. */
  readonly cost: number;
  readonly text: string;
  /** What of the given text lies in each capturing group. */
  readonly groups: ReadonlyMap<number, string>;
  /** The groups that a difference lies in; undefined for what lies in none. */
  readonly differing: ReadonlySet<number | undefined>;
}

/** How a place of the search was reached. */
interface Arrival {
  readonly from: number;
  readonly edge?: Edge;
  readonly character?: string;
  readonly letter?: string;
}

/** Cost of a character that is another one, is lacking or is too many. */
export const CHANGED = 2;

/**
 * Finds the text that takes the fewest changes: a shortest path over the states of the automaton and the places of the text.
 * @param limit cost above which nothing is sought
 */
export function approximate({ edges, end }: Automaton, text: string, limit: number): Approximation | undefined {
  const characters = Array.from(text);
  const width = characters.length + 1;
  const goal = end * width + characters.length;
  const settled = new Uint8Array(edges.length * width);
  const costs = new Map<number, number>([[0, 0]]);
  const arrivals = new Map<number, Arrival>();
  const open: number[][] = [[0]];
  const reach = (place: number, cost: number, arrival: Arrival): void => {
    if (cost > limit || settled[place] === 1 || (costs.get(place) ?? Infinity) <= cost) return;
    costs.set(place, cost);
    arrivals.set(place, arrival);
    (open[cost] ??= []).push(place);
  };
  for (let cost = 0; cost <= limit; cost += 1) {
    const places = open[cost] ?? [];
    for (let place = places.pop(); place !== undefined; place = places.pop()) {
      if (settled[place] === 1) continue;
      settled[place] = 1;
      if (place === goal) return trace(arrivals, place, cost);
      const at = place % width;
      const character = characters[at];
      const state = (place - at) / width;
      if (character !== undefined) reach(place + 1, cost + CHANGED, { from: place, character });
      for (const edge of edges[state] ?? []) {
        const next = edge.to * width + at;
        const { letter } = edge;
        if (letter === undefined) {
          reach(next, cost, { from: place, edge });
          continue;
        }
        reach(next, cost + CHANGED, { from: place, edge, letter: letter.sample });
        if (character === undefined) continue;
        const shown = letter.accepts(character) ? character : letter.sample;
        reach(next + 1, cost + difference(character, shown), { from: place, edge, character, letter: shown });
      }
    }
  }
  return undefined;
}

function difference(given: string, accepted: string): number {
  if (given === accepted) return 0;
  return given.toLowerCase() === accepted.toLowerCase() ? 1 : CHANGED;
}

function trace(arrivals: ReadonlyMap<number, Arrival>, goal: number, cost: number): Approximation {
  const path: Arrival[] = [];
  for (let arrival = arrivals.get(goal); arrival !== undefined; arrival = arrivals.get(arrival.from)) {
    path.unshift(arrival);
  }
  const groups = new Map<number, string>();
  const differing = new Set<number | undefined>();
  let group: number | undefined;
  for (const { edge, character, letter } of path) {
    if (edge !== undefined) group = edge.group;
    if (character !== letter) differing.add(group);
    if (group !== undefined) groups.set(group, (groups.get(group) ?? '') + (character ?? ''));
  }
  return { cost, text: path.map(({ letter = '' }) => letter).join(''), groups, differing };
}
