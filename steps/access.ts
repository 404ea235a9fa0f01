import { Given, Then, When } from '@cucumber/cucumber';
import { PARTY_NAMES } from '../support/evidence/party-names';
import { needing } from '../support/scope/step-traits';
import type { Part } from '../support/roles';
import type { RouteArea } from '../support/scope/route-access';
import { readEstate } from '../support/roles/estate-reader';
import { expectEqual, expectNone, expectThat, failExpectation } from '../support/world/expectation';
import { keepRecords, type KeptRecords } from '../support/world/kept-records';
import {
  callTable,
  everythingShown,
  isAsExpected,
  sweepMessages,
  sweepPortal,
  sweepRoutes,
  sweepUnknown,
  type CallSeen,
} from '../support/world/route-sweep';
import { secretsIn, secretsOf } from '../support/world/secrets';
import { BATCH_STEP_TIMEOUT } from '../support/world/timeouts';
import { firstOf } from '../support/world/words';
import type { MigrationWorld } from '../support/world/world';
import type { HandedOn } from './phrases/access-types';
import { beginVisit, signIn, visits } from './portal';
import { ScenarioState } from './scenario-state';

/** What was called, and what everybody could see before. */
interface Sweep {
  readonly seen: readonly CallSeen[];
  readonly before: ReadonlyMap<string, string>;
}

const kept = new ScenarioState<KeptRecords>('A migration with its records');
const sweeps = new ScenarioState<Sweep>('Calls that have to be refused');

Given(
  /^a migration( after a change of supplier)? of which every party keeps its records$/,
  { wrapperOptions: { needs: ['lab', 'own-system'], makes: 'some' }, timeout: BATCH_STEP_TIMEOUT },
  async function (this: MigrationWorld, afterChange: string | null) {
    kept.set(this, await keepRecords(this, afterChange !== null));
  },
);

/** Has calls made, and looks beforehand at everything that may be seen. */
async function sweep(world: MigrationWorld, calls: () => Promise<CallSeen[]>): Promise<void> {
  const records = kept.get(world);
  // A file that is fetched for the first time is noted as fetched.
  await everythingShown(world, records);
  const before = await everythingShown(world, records);
  expectOwnersServed(before, records);
  const seen = await calls();
  expectThat(seen.length > 0, 'calls that have to be refused', 'none');
  await world.roles.time.settle();
  sweeps.set(world, { seen, before });
  world.attach(callTable(seen), { mediaType: 'text/csv', fileName: 'Calls that have to be refused' });
}

/** What nobody can have is no proof that others cannot. */
function expectOwnersServed(shown: ReadonlyMap<string, string>, { things }: KeptRecords): void {
  for (const [what, { name }] of Object.entries(things)) {
    const about = [...shown].filter(([call]) => call.includes(encodeURIComponent(name)));
    const served = about.some(([, answer]) => answer.startsWith('200 '));
    expectThat(served, `the ${what} ${name} to be given to its supplier`, 'a refusal', { party: 'mcc' });
  }
}

When(
  'everybody who may not use the interface for {routeArea} calls it',
  { timeout: BATCH_STEP_TIMEOUT },
  async function (this: MigrationWorld, area: RouteArea) {
    await sweep(this, () => sweepRoutes(this, kept.get(this), area));
  },
);

When(
  'somebody who may use the interface for {routeArea} asks it for what does not exist',
  { timeout: BATCH_STEP_TIMEOUT },
  async function (this: MigrationWorld, area: RouteArea) {
    await sweep(this, () => sweepUnknown(this, kept.get(this), area));
  },
);

When(
  'every party sends every other one each message that it may not send',
  { timeout: BATCH_STEP_TIMEOUT },
  async function (this: MigrationWorld) {
    await sweep(this, () => sweepMessages(this));
  },
);

/** Has somebody ask the portal by address for all that is kept. @param part whose session it is, if anybody's */
async function askByAddress(world: MigrationWorld, name: string, part?: Part): Promise<void> {
  if (part === undefined) await beginVisit(world);
  else await signIn(world, part);
  const { session } = visits.get(world);
  const eui = part === undefined ? {} : { eui: world.roles.user(part).eui };
  const call = { GET: session.ask.bind(session), POST: (address: string) => session.send(address, {}) };
  await sweep(world, () =>
    sweepPortal(world, kept.get(world), { name, ...eui, call: (method, address) => call[method](address) }),
  );
}

When(
  '{portalVisitor} asks the portal by address for everything that is kept',
  { ...needing('browser'), timeout: BATCH_STEP_TIMEOUT },
  async function (this: MigrationWorld, part: Part | undefined) {
    await askByAddress(this, part === undefined ? 'somebody who is not signed in' : this.roles.user(part).name, part);
  },
);

Then('every call is refused, or shows the caller its own records alone', function (this: MigrationWorld) {
  const wrong = sweeps.get(this).seen.filter((call) => !isAsExpected(call));
  const [first] = wrong;
  expectThat(first === undefined || wrong.length > 0, 'calls to be judged', 'none');
  if (first === undefined) return;
  const { at, route, caller, expected } = first;
  const due =
    typeof expected === 'number'
      ? `to answer ${caller} with ${String(expected)}`
      : `to show ${caller} its own records alone`;
  const counterpart = at === 'lab' ? 'test lab' : PARTY_NAMES[at];
  failExpectation(`the ${counterpart} ${due}`, firstOf(wrong.map(inWords)), {
    subject: `who may use the interfaces of the ${counterpart}`,
    route,
    ...(at === 'lab' ? {} : { party: at }),
  });
});

function inWords({ route, caller, came, betrayed }: CallSeen): string {
  const shown = betrayed.length === 0 ? '' : `, with ${firstOf(betrayed)}`;
  return `${caller} got ${String(came)}${shown} (${route})`;
}

Then('no record of any party has changed', { timeout: BATCH_STEP_TIMEOUT }, async function (this: MigrationWorld) {
  const { before } = sweeps.get(this);
  for (const [what, answer] of await everythingShown(this, kept.get(this))) {
    expectEqual(`the answer to ${what}`, answer, before.get(what), { subject: 'what is kept after refused calls' });
  }
});

async function expectNoSecretInMessages(world: MigrationWorld): Promise<void> {
  const secrets = await secretsOf(world);
  const messages = await world.lab.messages();
  expectThat(messages.length > 0 && secrets.length > 0, 'messages and secrets to be compared', 'none');
  const told = messages.flatMap(({ from, to, kind, body }) =>
    secretsIn(body, secrets).map((what) => `${what} in ${kind} from the ${from} to the ${to}`),
  );
  expectNone('secret to be handed on', told, { subject: 'what messages between the parties hold' });
}

async function expectNoSecretInEstate(world: MigrationWorld): Promise<void> {
  const secrets = await secretsOf(world);
  const { importMPAN } = world.installation;
  const { text } = await readEstate(world.roles.context, 'mcc', importMPAN);
  expectThat(text.includes(importMPAN), 'the SMSO to know the installation', 'nothing of it', { party: 'smso' });
  expectNone('key to be told to the Migration Control Centre', secretsIn(text, secrets), { party: 'smso' });
}

Then('no {handedOn} holds a key, a token or a password', async function (this: MigrationWorld, what: HandedOn) {
  await (what === 'message between the parties' ? expectNoSecretInMessages(this) : expectNoSecretInEstate(this));
});
