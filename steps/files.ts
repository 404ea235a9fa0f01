import { Given, Then, When } from '@cucumber/cucumber';
import { PARTY_NAMES, partyName } from '../support/evidence/party-names';
import { openSecrets } from '../support/interfaces/files/secrets';
import { openedSecrets } from '../support/world/opened-secrets';
import { FILE_NAMES, type DeviceType, type FileKind } from '../support/interfaces/vocabulary';
import { needing } from '../support/scope/step-traits';
import type { FileRegistration, MigrationParty } from '../support/roles';
import { interceptions, type HeldMessage, type Channel, type Roles, type Interception } from '../support/roles';
import {
  expectEqual,
  expectFound,
  expectThat,
  type ExpectationContext,
  expectCount,
} from '../support/world/expectation';
import { otherGroupOf } from '../support/world/under-test';
import { deviceOf, type MigrationWorld } from '../support/world/world';
import { ScenarioState } from './scenario-state';
import { interceptionOf, type FileFaultContext } from './phrases/file-faults';
import { CODES_OF_PARTIES } from './phrases/codes-of';
import type { PartyService } from './phrases/file-types';
import { fileDigest } from '../support/interfaces/files/digest';
import { asCode } from '../support/evidence/failure';
import { listInWords } from '../support/world/words';

/** Who sends each kind of file, and to whom (MODEL, as published). */
const ROUTES: Readonly<Record<FileKind, { readonly from: PartyService; readonly to: readonly PartyService[] }>> = {
  MCF: { from: 'requesting-party', to: ['commissioning-party', 's1sp', 'dco'] },
  MGF: { from: 'requesting-party', to: ['s1sp'] },
  MGEF: { from: 'requesting-party', to: ['s1sp', 'dco'] },
  MCVF: { from: 'commissioning-party', to: ['requesting-party', 's1sp', 'dco'] },
  S1SPVIF: { from: 's1sp', to: ['dco', 'requesting-party'] },
  DCOVIF: { from: 'dco', to: ['s1sp'] },
  SCF: { from: 's1sp', to: ['commissioning-party'] },
  COF: { from: 'commissioning-party', to: ['s1sp', 'dco', 'requesting-party', 'mcc'] },
};

/** MPAN, right in form and check digit, that no SMSO knows. */
const UNKNOWN_MPAN = '1012345678806';

/** The file that a step saw rejected. */
const rejected = new ScenarioState<FileRegistration>('A rejected file');

/** The party of this name, where it receives files. */
export function partyOf(roles: Roles, name: PartyService): MigrationParty {
  const parties = [roles.requestingParty, roles.commissioningParty, roles.s1sp, roles.dco, roles.controlCentre];
  return expectFound(
    `a party called ${PARTY_NAMES[name]} that receives files`,
    parties.find(({ role }) => role === name),
  );
}

function keyHolderIds(world: MigrationWorld): string[] {
  return world
    .keyHolders()
    .map(({ deviceId }) => deviceId)
    .sort();
}

function channel(kind: FileKind, to: PartyService): Channel {
  return { from: ROUTES[kind].from, to, kind };
}

/** What the faults of files are made with in this scenario. */
export function fileFaultContext(world: MigrationWorld): FileFaultContext {
  // What is arranged in this step happens in a later one, which need not know of the lab.
  const { lab } = world;
  return {
    keyOf: (role) => lab.lendKey(role),
    migratedMeter: () => deviceOf(world.installation, 'ESME').deviceId,
    gasMeter: () => deviceOf(world.installation, 'GSME').deviceId,
    devicesOf: (type: DeviceType) => world.installations.map((installation) => deviceOf(installation, type).deviceId),
    firstSim: () => world.installation.iccid,
    firstMpan: () => world.installation.importMPAN,
    secondId: () => world.installationIdOf(world.nthInstallation(2)),
    lastAccepted: async (party, kind) => (await partyOf(world.roles, party).newest(kind)).file,
    otherGroup: otherGroupOf(world.dmc).groupId,
    supplier: world.roles.supplier.eui,
    otherSupplier: world.roles.otherSupplier.eui,
  };
}

/** Makes every file of a kind meet a treatment on its way to one party. */
export async function intercept(
  world: MigrationWorld,
  kind: FileKind,
  to: PartyService,
  interception: Interception,
): Promise<void> {
  const what = `the ${PARTY_NAMES[to]} to be a recipient of the ${FILE_NAMES[kind]}`;
  expectThat(ROUTES[kind].to.includes(to), what, 'that it receives no such file');
  await world.roles.time.arrange(channel(kind, to), interception);
}

Given(
  'the {migrationFile} reaches {party} {fileFault}',
  needing('lab', 'interception'),
  async function (this: MigrationWorld, kind: FileKind, to: PartyService, phrase: string) {
    await intercept(this, kind, to, interceptionOf(phrase, fileFaultContext(this)));
  },
);

/** The first file of that kind; every later one arrives. */
Given(
  'the first {migrationFile} does not reach {party}',
  needing('interception'),
  async function (this: MigrationWorld, kind: FileKind, to: PartyService) {
    await intercept(this, kind, to, { kind: 'first', meets: interceptions.WITHHELD });
  },
);

Given(
  'the {migrationFile} does not reach {party}',
  needing('interception'),
  async function (this: MigrationWorld, kind: FileKind, to: PartyService) {
    await intercept(this, kind, to, interceptions.WITHHELD);
  },
);

/** Until "When the ... arrives". */
Given(
  'the {migrationFile} is held back',
  { wrapperOptions: { needs: ['interception'], brings: ['holds the {migrationFile} back'] } },
  async function (this: MigrationWorld, kind: FileKind) {
    for (const to of ROUTES[kind].to) await intercept(this, kind, to, interceptions.WITHHELD);
  },
);

When(
  'the {migrationFile} arrives',
  { wrapperOptions: { needs: ['lab'], follows: ['holds the {migrationFile} back'] } },
  async function (this: MigrationWorld, kind: FileKind) {
    const held = (await this.lab.held()).filter((message) => message.kind === kind);
    expectThat(held.length > 0, `a ${FILE_NAMES[kind]} to be on its way`, 'none', { party: ROUTES[kind].from });
    for (const message of held) await this.lab.release(message);
    await this.roles.time.settle();
  },
);

Given(
  'the migration instruction names an MPAN that the SMSO does not know in place of the second installation',
  needing('interception'),
  async function (this: MigrationWorld) {
    const { importMPAN } = this.nthInstallation(2);
    const make = ({ kind, bytes }: HeldMessage): Promise<{ kind: string; content: string }[]> =>
      Promise.resolve([{ kind, content: bytes.toString('utf8').replaceAll(importMPAN, UNKNOWN_MPAN) }]);
    await this.roles.time.arrange(
      { from: 'mcc', to: 'requesting-party', kind: 'migration-instruction' },
      { kind: 'replace', make },
    );
  },
);

Then(
  '{parties} accept(s) the/its {migrationFile}',
  needing('own-system'),
  async function (this: MigrationWorld, names: PartyService[], kind: FileKind) {
    for (const name of names) await expectAccepted(this, name, kind);
  },
);

async function expectAccepted(world: MigrationWorld, name: PartyService, kind: FileKind): Promise<void> {
  const newest = await newestRegistered(world, name, kind);
  const what = `the verdict of the ${PARTY_NAMES[name]} on the ${FILE_NAMES[kind]}`;
  expectEqual(what, newest.verdict, 'accepted', registrationContext(name, newest));
}

/** What the register of a party says of the newest file of a kind. */
async function newestRegistered(world: MigrationWorld, name: PartyService, kind: FileKind): Promise<FileRegistration> {
  const newest = (await partyOf(world.roles, name).registered(kind)).at(-1);
  const what = `a ${FILE_NAMES[kind]} to have arrived at the ${PARTY_NAMES[name]}`;
  return expectFound(what, newest, { party: ROUTES[kind].from, message: `file register of the ${PARTY_NAMES[name]}` });
}

/** What a register says of a file that was not judged as expected. */
function registrationContext(party: PartyService, { name, code, reason }: FileRegistration): ExpectationContext {
  return { party, file: name, given: code, said: reason };
}

Then(
  '{party} rejects the {migrationFile} with {code}',
  { wrapperOptions: { needs: ['own-system'], codes: CODES_OF_PARTIES } },
  async function (this: MigrationWorld, name: PartyService, kind: FileKind, code: string) {
    const newest = await newestRegistered(this, name, kind);
    const context = { ...registrationContext(name, newest), due: code };
    const what = `the ${PARTY_NAMES[name]} on the ${FILE_NAMES[kind]}`;
    expectEqual(`the verdict of ${what}`, newest.verdict, 'rejected', context);
    expectEqual(`the code of ${what}`, newest.code, code, context);
    rejected.set(this, newest);
  },
);

Then(
  '{party} records the arrivals of the {migrationFile} as {string}',
  needing('own-system'),
  async function (this: MigrationWorld, name: PartyService, kind: FileKind, expected: string) {
    const registered = await partyOf(this.roles, name).registered(kind);
    const verdicts = registered.map(({ verdict, code }) => code ?? verdict);
    const what = `the verdicts of the ${PARTY_NAMES[name]} on the arrivals of the ${FILE_NAMES[kind]}`;
    const [due] = expected.split(', ').flatMap((verdict) => asCode(verdict) ?? []);
    expectEqual(what, verdicts.join(', '), expected, { party: name, due });
    const refused = registered.find(({ verdict }) => verdict === 'rejected');
    if (refused !== undefined) rejected.set(this, refused);
  },
);

Then(
  '{party} is told of {rejection}',
  needing('lab'),
  async function (this: MigrationWorld, name: PartyService, words: string) {
    const party = partyOf(this.roles, name);
    const { name: fileName, reason = '' } = rejected.get(this);
    expectThat(reason.includes(words), `a reason of the rejection that says "${words}"`, `"${reason}"`, {
      file: fileName,
    });
    const told = (await party.rejectionsToldOf()).filter((rejection) => rejection.fileName === fileName);
    const codes = told.map(({ code, from }) => `${code} of the ${partyName(from)}`);
    expectCount(`times that the ${party.name} is told of the rejection of its file`, codes, 1, { file: fileName });
  },
);

Then(
  '{parties} have received the same {migrationFile}',
  needing('own-system'),
  async function (this: MigrationWorld, names: PartyService[], kind: FileKind) {
    const files = await Promise.all(names.map((name) => partyOf(this.roles, name).newest(kind)));
    const [first] = files;
    for (const [index, { xml, registration }] of files.entries()) {
      const what = `${listInWords(names.map((name) => `the ${PARTY_NAMES[name]}`))} to have the same ${FILE_NAMES[kind]}`;
      const odd = `that the ${PARTY_NAMES[names[index] ?? 'mcc']} has another one`;
      expectThat(xml === first?.xml, what, odd, { party: ROUTES[kind].from, file: registration.name });
    }
  },
);

Then(
  'the Migration Common File names every installation with the devices that the SMSO declared',
  needing('own-system'),
  async function (this: MigrationWorld) {
    const { file, registration } = await this.roles.commissioningParty.newest('MCF');
    const named = file.installations.map(({ importMPAN, mprn, devices }) => ({ importMPAN, mprn, devices }));
    const declared = this.installations.map((installation) => {
      const { importMPAN, mprn } = installation;
      const holders = this.keyHolders(installation);
      const devices = installation.devices.map((device) => ({ ...device, holdsKeys: holders.includes(device) }));
      return { importMPAN, mprn, devices };
    });
    const what = 'the Migration Common File, compared with what the SMSO declared,';
    expectEqual(what, named, declared, { party: 'requesting-party', file: registration.name });
  },
);

Then(
  'the Migration Group File is bound to the Migration Common File by id and digest',
  needing('own-system'),
  async function (this: MigrationWorld) {
    const common = await this.roles.s1sp.newest('MCF');
    const group = await this.roles.s1sp.newest('MGF');
    const reference = { fileId: common.file.header.fileId, digest: fileDigest(common.xml) };
    const context = { party: 'requesting-party', file: group.registration.name } as const;
    const what = 'the reference of the Migration Group File to its Migration Common File';
    expectEqual(what, group.file.commonFile, reference, context);
  },
);

Then(
  'the key of {party} opens the Migration Group Encrypted File for {party}, with {keyKind} keys',
  needing('lab'),
  async function (this: MigrationWorld, reader: PartyService, recipient: PartyService, kind: string) {
    const { file, registration } = await partyOf(this.roles, recipient).newest('MGEF');
    const { privateKey } = await this.lab.lendKey(reader);
    const { keys } = await openedSecrets(file, privateKey, await this.installationIdOf(this.installation));
    const kinds = keys.map((key) => key.kind.toLowerCase());
    const context = { party: 'requesting-party', file: registration.name } as const;
    expectEqual('the kinds of key in the Migration Group Encrypted File', [...new Set(kinds)], [kind], context);
    const ids = keys.map(({ deviceId }) => deviceId).sort();
    expectEqual('the devices with a key in the Migration Group Encrypted File', ids, keyHolderIds(this), context);
  },
);

Then(
  'the key of {party} does not open the Migration Group Encrypted File for {party}',
  needing('lab'),
  async function (this: MigrationWorld, reader: PartyService, recipient: PartyService) {
    const { file, registration } = await partyOf(this.roles, recipient).newest('MGEF');
    const { privateKey } = await this.lab.lendKey(reader);
    const id = await this.installationIdOf(this.installation);
    const opened = await openSecrets(file, privateKey, id).then(
      () => true,
      () => false,
    );
    const what = `the Migration Group Encrypted File for the ${PARTY_NAMES[recipient]} to stay closed to others`;
    const context = { party: 'requesting-party', file: registration.name } as const;
    expectThat(!opened, what, `that the key of the ${PARTY_NAMES[reader]} opens it`, context);
  },
);
