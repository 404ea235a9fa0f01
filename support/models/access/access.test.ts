import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { publishedRoutes, routeText } from '../../scope/published-routes';
import { readRouteAccess, ROUTE_ACCESS_TABLE, type RouteAccess } from '../../scope/route-access';
import { refusalsOf, treatmentOf, treatmentOfMessage, type Caller, type Treatment } from './access';

const NOBODY: Caller = { shows: 'nothing' };
const FORGER: Caller = { shows: 'forgery' };
const LAB: Caller = { shows: 'lab' };
const OWNER: Caller = { shows: 'organisation', isSupplier: true, concerned: true };
const STRANGER: Caller = { shows: 'organisation', isSupplier: true, concerned: false };
const OPERATOR: Caller = { shows: 'organisation', isSupplier: false, concerned: false };
const SIGNED_IN: Caller = { shows: 'session', concerned: true };
const ELSEWHERE: Caller = { shows: 'session', concerned: false };
const party = (name: string): Caller => ({ shows: 'party', party: name });

type Route = Pick<RouteAccess, 'callers' | 'of'>;
const HEALTH: Route = { callers: ['anybody'], of: '' };
const FILES: Route = { callers: ['parties'], of: '' };
const HANDOVER: Route = { callers: ['s1sp'], of: '' };
const DOWNLINK: Route = { callers: ['smso', 's1sp'], of: '' };
const UPLOAD: Route = { callers: ['suppliers'], of: '' };
const OUTCOMES: Route = { callers: ['suppliers'], of: 'own' };
const OUTCOME: Route = { callers: ['suppliers'], of: 'outcome' };
const PAGE: Route = { callers: ['session'], of: 'installation' };
const PAGES: Route = { callers: ['session'], of: 'own' };
const RESET: Route = { callers: ['lab'], of: '' };

/** Worked by hand from the published words: what is asked for, by whom, what comes of it. */
const BY_HAND: readonly (readonly [string, Route, Caller, Treatment])[] = [
  ['anybody may ask whether a service is up', HEALTH, NOBODY, 'carried out'],
  ['a forged token does not stand in the way of what anybody may do', HEALTH, FORGER, 'carried out'],
  ['the register of files is for parties that show who they are', FILES, NOBODY, 401],
  ['every party may read the register', FILES, party('dco'), 'carried out'],
  ['no supplier is a party', FILES, OWNER, 401],
  ['the lab is no party', FILES, LAB, 401],
  ['a name with the token of another party proves nothing', HANDOVER, FORGER, 401],
  ['the S1SP moves a SIM', HANDOVER, party('s1sp'), 'carried out'],
  ['the SMSO does not move a SIM', HANDOVER, party('smso'), 403],
  ['operators do not move a SIM either', HANDOVER, party('mcc'), 403],
  ['a supplier does not move a SIM: it is not even known there', HANDOVER, STRANGER, 401],
  ['both head-ends reach hubs', DOWNLINK, party('smso'), 'carried out'],
  ['the DCO reaches no hub', DOWNLINK, party('dco'), 403],
  ['a supplier uploads in its own name, whatever is called so elsewhere', UPLOAD, STRANGER, 'carried out'],
  ['a network operator authorises nothing', UPLOAD, OPERATOR, 403],
  ['a list holds the own alone', OUTCOMES, STRANGER, 'own alone'],
  ['a list holds the own alone, of its owner too', OUTCOMES, OWNER, 'own alone'],
  ['an outcome is for the suppliers that it concerns', OUTCOME, OWNER, 'carried out'],
  ['for another supplier there is no such outcome', OUTCOME, STRANGER, 404],
  ['who is no supplier is refused before it learns what there is', OUTCOME, OPERATOR, 403],
  ['operators read outcomes elsewhere', OUTCOME, party('mcc'), 401],
  ['a page leads whoever is not signed in to the sign-in page', PAGE, NOBODY, 303],
  ['a supplier sees the page of its installation', PAGE, SIGNED_IN, 'carried out'],
  ['there is no page of what is of another supplier', PAGE, ELSEWHERE, 404],
  ['a page with a list shows the own alone', PAGES, ELSEWHERE, 'own alone'],
  ['the token of the interface is no session', PAGE, OWNER, 303],
  ['the lab asks for its own token', RESET, party('mcc'), 401],
  ['the lab resets', RESET, LAB, 'carried out'],
];

describe('the treatment of a call', () => {
  it.each(BY_HAND)('%s', (_what, route, caller, expected) => {
    expect(treatmentOf(route, caller)).toBe(expected);
  });

  it.each([
    ['what anybody may do', HEALTH, []],
    ['a route for every party', FILES, [401]],
    ['a route for some parties', DOWNLINK, [401, 403]],
    ['a list of a supplier', OUTCOMES, [401, 403]],
    ['one thing of a supplier', OUTCOME, [401, 403, 404]],
    ['a page with one thing of a supplier', PAGE, [303, 404]],
    ['the lab', RESET, [401]],
  ])('%s is refused in these ways', (_what, route, expected) => {
    expect(refusalsOf(route)).toEqual(expected);
  });
});

it('every refusal of every route is published', () => {
  const root = path.join(__dirname, '../../..');
  const answers = new Map(publishedRoutes(root).map((route) => [routeText(route), route.answers]));
  // Of a message it is its kind that decides.
  for (const [text, statuses] of answers) {
    if (text.startsWith('POST /messages')) expect(statuses, text).toEqual(expect.arrayContaining([403, 404]));
  }
  const unpublished = readRouteAccess(path.join(root, ROUTE_ACCESS_TABLE)).flatMap((route) =>
    refusalsOf(route)
      .filter((status) => answers.get(routeText(route))?.includes(status) !== true)
      .map((status) => `${routeText(route)}: ${String(status)}`),
  );
  expect(unpublished).toEqual([]);
});

describe('the treatment of a message', () => {
  it.each([
    ['from a party that may send its kind', ['dco', 's1sp'], 's1sp', 'carried out'],
    ['from a party that may not', ['dco'], 's1sp', 403],
    ['of a kind that is not taken there', undefined, 's1sp', 404],
  ] as const)('%s', (_what, from, sender, expected) => {
    expect(treatmentOfMessage(from, sender)).toBe(expected);
  });
});
