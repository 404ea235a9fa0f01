import { Given, Then, When, type DataTable } from '@cucumber/cucumber';
import { writeMigrationFile } from '../support/interfaces/files/write';
import { isFileKind, PARTY_NAMES, type FileKind } from '../support/interfaces/vocabulary';
import { fileFaults, treatments, type Hop, type Treatment } from '../support/roles';
import { expectEqual, expectThat } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';
import { faultSetting, partyOf, treat } from './files';
import { Memory } from './memory';
import { treatmentOf } from './parameters/file-faults';

type ServiceName = Hop['to'];

/** Files that a party has to judge, one after the other. */
interface Row {
  /** What it is, as the scenario says it. */
  readonly what: string;
  /** `accepted`, or the code of its rejection. */
  readonly verdict: string;
}

/** A row of files that reached a party, and what it had received before. */
interface Judgement {
  readonly party: ServiceName;
  readonly kind: FileKind;
  readonly rows: readonly Row[];
  readonly before: number;
}

const judged = new Memory<Judgement>('A row of files that a party had to judge');
const repeated = new Memory<readonly Hop[]>('Files that arrived again');

async function judgement(
  world: MigrationWorld,
  party: ServiceName,
  kind: FileKind,
  rows: readonly Row[],
): Promise<Judgement> {
  return { party, kind, rows, before: (await partyOf(world.roles, party).registered(kind)).length };
}

/** Rejections of files of a kind of which a party has told whoever delivered them, by code. */
async function toldBy(world: MigrationWorld, party: ServiceName, kind: FileKind): Promise<string[]> {
  const messages = (await world.lab.messages()).filter(
    ({ from, kind: what }) => from === party && what === 'file-rejection',
  );
  return messages
    .map(({ body }) => JSON.parse(body) as { kind: string; code: string })
    .filter((rejection) => rejection.kind === kind)
    .map(({ code }) => code);
}

Given(
  'these faulty files reach {party} before the correct {migrationFile}:',
  async function (this: MigrationWorld, to: ServiceName, kind: FileKind, table: DataTable) {
    const rows = table.hashes().map(({ fault = '', verdict = '' }): Row => ({ what: fault, verdict }));
    judged.keep(this, await judgement(this, to, kind, [...rows, { what: 'the right one', verdict: 'accepted' }]));
    const faulty = rows.map(({ what }) => treatmentOf(what, faultSetting(this)));
    await treat(this, kind, to, inTurn(faulty));
  },
);

/** Every treatment of the same file, one after the other, and at last the file as it is. */
function inTurn(all: readonly Treatment[]): Treatment {
  return {
    kind: 'replace',
    make: async (held, place) => {
      const made = await Promise.all(all.map((treatment) => treatments.madeBy(treatment, held, place)));
      return [...made.flat(), treatments.asItIs(held)];
    },
  };
}

/** Delivers a file like the newest of its kind that the recipient has, under an id and a counter of its own. */
async function sendAnother(
  world: MigrationWorld,
  { from, to, kind }: Hop & { kind: FileKind },
  number: number,
  treatment: Treatment,
): Promise<void> {
  const { time } = world.roles;
  const { file } = await partyOf(world.roles, to).newest(kind);
  const { fileId, sequenceCounter } = file.header;
  const header = { ...file.header, fileId: `${fileId}-${String(number)}`, sequenceCounter: sequenceCounter + 1n };
  const bytes = Buffer.from(writeMigrationFile({ ...file, header }));
  const place = time.inPlaceOf(from);
  const like = { id: '', from, to, kind, bytes };
  await time.sendInPlace(like, await treatments.madeBy(treatment, like, place));
  await time.settle();
}

When(
  'the tester, in the place of {party}, sends {party} another {migrationFile} {fileFault}',
  async function (this: MigrationWorld, from: ServiceName, to: ServiceName, kind: FileKind, phrase: string) {
    await sendAnother(this, { from, to, kind }, 1, treatmentOf(phrase, faultSetting(this)));
  },
);

When(
  'the tester, in the place of {party}, sends {party} {migrationFile}s with these sequence counters:',
  async function (this: MigrationWorld, from: ServiceName, to: ServiceName, kind: FileKind, table: DataTable) {
    const rows = table.hashes().map(({ counter = '', verdict = '' }): Row => ({ what: counter, verdict }));
    judged.keep(this, await judgement(this, to, kind, rows));
    for (const [index, { what }] of rows.entries()) {
      const counted = fileFaults.header({ sequenceCounter: BigInt(what) });
      await sendAnother(this, { from, to, kind }, index + 1, fileFaults.faulty(counted));
    }
  },
);

Then('{party} accepts or rejects each of them as listed', async function (this: MigrationWorld, name: ServiceName) {
  const { party, kind, rows, before } = judged.recall(this);
  expectEqual('The party that judged', party, name);
  const registered = (await partyOf(this.roles, party).registered(kind)).slice(before);
  expectEqual(
    `What the ${PARTY_NAMES[party]} made of the files`,
    registered.map(({ verdict, code }, index) => `${rows[index]?.what ?? 'one too many'}: ${code ?? verdict}`),
    rows.map(({ what, verdict }) => `${what}: ${verdict}`),
    registered.flatMap(({ reason }) => reason ?? []).join(' '),
  );
  const codes = rows.map(({ verdict }) => verdict).filter((verdict) => verdict !== 'accepted');
  const told = await toldBy(this, party, kind);
  expectEqual('Rejections that were told', told.sort(), codes.sort(), PARTY_NAMES[party]);
});

When('every migration file of that day arrives again', async function (this: MigrationWorld) {
  const files = (await this.lab.messages()).filter(({ kind }) => isFileKind(kind));
  expectThat(files.length > 0, 'No migration file has arrived yet');
  const hops: Hop[] = [];
  for (const { from, to, kind, fileName, body } of files) {
    const hop = { from: from as ServiceName, to: to as ServiceName, kind };
    await this.roles.time.deliver(hop, [{ kind, ...(fileName === undefined ? {} : { fileName }), content: body }]);
    hops.push(hop);
  }
  repeated.keep(this, hops);
  await this.roles.time.settle();
});

Then('every one of them is recorded as a duplicate', async function (this: MigrationWorld) {
  const hops = repeated.recall(this);
  for (const party of new Set(hops.map(({ to }) => to))) {
    const again = hops.filter(({ to }) => to === party).map(({ kind }) => `${kind}: duplicate`);
    const register = await partyOf(this.roles, party).fileRegister();
    const newest = register.slice(-again.length).map(({ kind, verdict }) => `${kind}: ${verdict}`);
    expectEqual(`What the ${PARTY_NAMES[party]} made of the files`, newest, again);
  }
});
