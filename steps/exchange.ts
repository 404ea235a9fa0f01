import { Given, Then, When, type DataTable } from '@cucumber/cucumber';
import { writeMigrationFile } from '../support/interfaces/files/write';
import { isFileKind, type FileKind } from '../support/interfaces/vocabulary';
import { fileFaults, interceptions, type Channel, type Interception } from '../support/roles';
import { expectEqual, expectThat } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';
import { fileFaultContext, partyOf, intercept } from './files';
import { ScenarioState } from './scenario-state';
import { interceptionOf } from './phrases/file-faults';
import { PARTY_NAMES } from '../support/evidence/party-names';
import { asCode } from '../support/evidence/failure';
import { type StepTraits, needing } from '../support/scope/step-traits';

type PartyService = Channel['to'];

/** Files that a party has to judge, one after the other. */
interface Row {
  /** What it is, as the scenario says it. */
  readonly what: string;
  /** `accepted`, the code of its rejection, or `refused`: it is not taken, and nothing is recorded of it. */
  readonly verdict: string;
}

const REFUSED = 'refused';

/** A row of files that reached a party, and what it had received before. */
interface Judgement {
  readonly party: PartyService;
  readonly kind: FileKind;
  readonly rows: readonly Row[];
  readonly before: number;
}

const judged = new ScenarioState<Judgement>('A row of files that a party had to judge');
const repeated = new ScenarioState<readonly Channel[]>('Files that arrived again');

async function judgement(
  world: MigrationWorld,
  party: PartyService,
  kind: FileKind,
  rows: readonly Row[],
): Promise<Judgement> {
  return { party, kind, rows, before: (await partyOf(world.roles, party).registered(kind)).length };
}

/** Rejections of files of a kind of which a party has told whoever delivered them, by code. */
async function toldBy(world: MigrationWorld, party: PartyService, kind: FileKind): Promise<string[]> {
  const messages = (await world.lab.messages()).filter(
    ({ from, kind: what }) => from === party && what === 'file-rejection',
  );
  return messages
    .map(({ body }) => JSON.parse(body) as { kind: string; code: string })
    .filter((rejection) => rejection.kind === kind)
    .map(({ code }) => code);
}

/** Verdicts are `accepted`, or a code. */
const FAULTY: StepTraits = { columns: { fault: 'fileFault', verdict: null } };
const COUNTED: StepTraits = { columns: { counter: 'count', verdict: null } };

Given(
  'these faulty files reach {party} before the correct {migrationFile}:',
  { wrapperOptions: { ...FAULTY, needs: ['lab', 'interception'] } },
  async function (this: MigrationWorld, to: PartyService, kind: FileKind, table: DataTable) {
    const rows = table.hashes().map(({ fault = '', verdict = '' }): Row => ({ what: fault, verdict }));
    judged.set(this, await judgement(this, to, kind, [...rows, { what: 'the right one', verdict: 'accepted' }]));
    const faulty = rows.map(({ what }) => interceptionOf(what, fileFaultContext(this)));
    await intercept(this, kind, to, inTurn(faulty));
  },
);

/** Every interception of the same file, one after the other, and at last the file as it is. */
function inTurn(all: readonly Interception[]): Interception {
  return {
    kind: 'replace',
    make: async (held, signer) => {
      const made = await Promise.all(
        all.map((interception) => interceptions.replacementOf(interception, held, signer)),
      );
      return [...made.flat(), interceptions.asItIs(held)];
    },
  };
}

/** Delivers a file like the newest of its kind that the recipient has, under an id and a counter of its own. */
async function sendAnother(
  world: MigrationWorld,
  { from, to, kind }: Channel & { kind: FileKind },
  number: number,
  interception: Interception,
): Promise<void> {
  const { time } = world.roles;
  const { file } = await partyOf(world.roles, to).newest(kind);
  const { fileId, sequenceCounter } = file.header;
  const header = { ...file.header, fileId: `${fileId}-${String(number)}`, sequenceCounter: sequenceCounter + 1n };
  const bytes = Buffer.from(writeMigrationFile({ ...file, header }));
  const sender = time.impersonate(from);
  const like = { id: '', from, to, kind, bytes };
  await time.sendAs(like, await interceptions.replacementOf(interception, like, sender));
  await time.settle();
}

When(
  'the tester, in the place of {party}, sends {party} another {migrationFile} {fileFault}',
  needing('lab', 'interception'),
  async function (this: MigrationWorld, from: PartyService, to: PartyService, kind: FileKind, phrase: string) {
    await sendAnother(this, { from, to, kind }, 1, interceptionOf(phrase, fileFaultContext(this)));
  },
);

When(
  'the tester, in the place of {party}, sends {party} {migrationFile}s with these sequence counters:',
  { wrapperOptions: { ...COUNTED, needs: ['interception'] } },
  async function (this: MigrationWorld, from: PartyService, to: PartyService, kind: FileKind, table: DataTable) {
    const rows = table.hashes().map(({ counter = '', verdict = '' }): Row => ({ what: counter, verdict }));
    judged.set(this, await judgement(this, to, kind, rows));
    for (const [index, { what }] of rows.entries()) {
      const counted = fileFaults.header({ sequenceCounter: BigInt(what) });
      await sendAnother(this, { from, to, kind }, index + 1, fileFaults.faulty(counted));
    }
  },
);

Then(
  '{party} accepts or rejects each of them as listed',
  needing('lab'),
  async function (this: MigrationWorld, name: PartyService) {
    const { party, kind, rows: all, before } = judged.get(this);
    const rows = all.filter(({ verdict }) => verdict !== REFUSED);
    expectEqual('the party that judged the files', PARTY_NAMES[party], PARTY_NAMES[name]);
    const registered = (await partyOf(this.roles, party).registered(kind)).slice(before);
    const odd = registered.findIndex(({ verdict, code }, index) => rows[index]?.verdict !== (code ?? verdict));
    expectEqual(
      `the verdicts of the ${PARTY_NAMES[party]} on the files`,
      registered.map(({ verdict, code }, index) => `${code ?? verdict} (${rows[index]?.what ?? 'one too many'})`),
      rows.map(({ what, verdict }) => `${verdict} (${what})`),
      { party, due: asCode(rows[odd]?.verdict), given: registered[odd]?.code, said: registered[odd]?.reason },
    );
    const codes = rows.map(({ verdict }) => verdict).filter((verdict) => verdict !== 'accepted');
    const told = await toldBy(this, party, kind);
    const what = `the codes of which the ${PARTY_NAMES[party]} told the senders of rejected files`;
    expectEqual(what, told.sort(), codes.sort(), { party });
  },
);

When(
  'every migration file of that day arrives again',
  needing('lab', 'interception'),
  async function (this: MigrationWorld) {
    const files = (await this.lab.messages()).filter(({ kind }) => isFileKind(kind));
    expectThat(files.length > 0, 'migration files to have arrived', 'none');
    const channels: Channel[] = [];
    for (const { from, to, kind, fileName, body } of files) {
      const channel = { from: from as PartyService, to: to as PartyService, kind };
      await this.roles.time.deliver(channel, [
        { kind, ...(fileName === undefined ? {} : { fileName }), content: body },
      ]);
      channels.push(channel);
    }
    repeated.set(this, channels);
    await this.roles.time.settle();
  },
);

Then('every one of them is recorded as a duplicate', async function (this: MigrationWorld) {
  const channels = repeated.get(this);
  for (const party of new Set(channels.map(({ to }) => to))) {
    const again = channels.filter(({ to }) => to === party).map(({ kind }) => `${kind}: duplicate`);
    const register = await partyOf(this.roles, party).fileRegister();
    const newest = register.slice(-again.length).map(({ kind, verdict }) => `${kind}: ${verdict}`);
    expectEqual(`the verdicts of the ${PARTY_NAMES[party]} on the repeated files`, newest, again, { party });
  }
});
