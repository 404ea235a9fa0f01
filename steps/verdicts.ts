import { Then } from '@cucumber/cucumber';
import type { CommissioningInstallation } from '../support/interfaces/files/migration-files';
import { FILE_NAMES, DEVICE_NAMES } from '../support/interfaces/vocabulary';
import { needing } from '../support/scope/step-traits';
import { expectEqual, expectFound } from '../support/world/expectation';
import { deviceOf, type MigrationWorld, type InstallationReference } from '../support/world/world';
import type { ListKind, Readiness, Viability } from './phrases/file-types';
import type { DeviceReference } from './phrases/installation-types';
import { asCode } from '../support/evidence/failure';
import { CODES_OF_LISTS, CODES_OF_MIGRATIONS } from './phrases/codes-of';

/** Who writes each of the lists. */
const PARTY_OF = { S1SPVIF: 's1sp', DCOVIF: 'dco' } as const;

/** Reads a list where it arrived: that of the S1SP at the Requesting Party, that of the DCO at the S1SP. */
async function viabilityOf(world: MigrationWorld, kind: ListKind, number: number): Promise<Viability> {
  const id = await world.installationIdOf(world.nthInstallation(number));
  const { requestingParty, s1sp } = world.roles;
  const { file, registration } = await (kind === 'S1SPVIF' ? requestingParty : s1sp).newest(kind);
  const result = file.results.find(({ installationId }) => installationId === id);
  const what = `a result for ${id} in the ${FILE_NAMES[kind]}`;
  const { verdict, code } = expectFound(what, result, { party: PARTY_OF[kind], file: registration.name });
  return { verdict, ...(code === undefined ? {} : { code }) };
}

Then(
  'the {viableList} names {installation} as {viability}',
  { wrapperOptions: { needs: ['own-system'], codes: CODES_OF_LISTS } },
  async function (this: MigrationWorld, kind: ListKind, number: number, expected: Viability) {
    const found = await viabilityOf(this, kind, number);
    const context = { party: PARTY_OF[kind], due: expected.code, given: found.code };
    expectEqual(`the verdict in the ${FILE_NAMES[kind]}`, found, expected, context);
  },
);

Then(
  'the Migration Common Validation File {validation}',
  { wrapperOptions: { needs: ['lab'], codes: ['SIM-CPV'] } },
  async function (this: MigrationWorld, expected: string) {
    const sent = (await this.lab.messages()).filter(({ kind }) => kind === 'MCVF').at(-1);
    const { body, fileName } = expectFound('a Migration Common Validation File', sent, {
      party: 'commissioning-party',
    });
    const { results } = this.roles.context.documents.fileOf('MCVF', body);
    const { file } = await this.roles.commissioningParty.newest('MCF');
    const last = file.installations.at(-1);
    const entry = expectFound('an entry of the Migration Common File', last, { file: file.header.fileId });
    const codes = results
      .filter(({ installationId }) => installationId === entry.installationId)
      .map((result) => result.code ?? result.verdict);
    const context = {
      party: 'commissioning-party',
      file: fileName,
      due: asCode(expected),
      given: asCode(codes[0]),
    } as const;
    expectEqual(
      'the result of the entry in the Migration Common Validation File',
      [...new Set(codes)],
      [expected],
      context,
    );
  },
);

/** The lines that the newest S1SP Commissioning File has about an installation. */
async function commissioningLine(
  world: MigrationWorld,
  reference: InstallationReference,
): Promise<CommissioningInstallation> {
  const id = await world.installationIdOf(world.nthInstallation(reference));
  const { file, registration } = await world.roles.commissioningParty.newest('SCF');
  const line = file.installations.find(({ installationId }) => installationId === id);
  const what = `a line about ${id} in the S1SP Commissioning File`;
  return expectFound(what, line, { party: 's1sp', file: registration.name });
}

Then(
  'the S1SP Commissioning File reports {installation} as {readiness}',
  { wrapperOptions: { needs: ['own-system'], codes: CODES_OF_MIGRATIONS } },
  async function (this: MigrationWorld, number: number, { result, code }: Readiness) {
    const line = await commissioningLine(this, number);
    const expected = { result, code };
    const context = { party: 's1sp', due: code, given: line.code, said: line.reason } as const;
    const found = { result: line.result, code: line.code };
    expectEqual('the line of the installation in the S1SP Commissioning File', found, expected, context);
  },
);

Then(
  'the S1SP Commissioning File leaves {theDevice} behind with {code}',
  { wrapperOptions: { needs: ['own-system'], codes: ['GT'] } },
  async function (this: MigrationWorld, { type, installation }: DeviceReference, code: string) {
    const { excluded = [], reason } = await commissioningLine(this, installation);
    const { deviceId } = deviceOf(this.nthInstallation(installation), type);
    const why = excluded.find((device) => device.deviceId === deviceId);
    const what = `the code with which the ${DEVICE_NAMES[type]} is left behind`;
    expectEqual(what, why?.code, code, { party: 's1sp', said: why?.reason ?? reason });
  },
);

Then(
  'it gives the new key version of every device that holds keys',
  needing('lab'),
  async function (this: MigrationWorld) {
    const { devices } = await commissioningLine(this, 1);
    const given = Object.fromEntries(devices.map(({ deviceId, keyVersion }) => [deviceId, keyVersion]));
    const shown: Record<string, number> = {};
    for (const { deviceId } of this.keyHolders()) {
      shown[deviceId] = (await this.lab.deviceInHand(deviceId)).keyVersion ?? 0;
    }
    const what = 'the key versions in the S1SP Commissioning File, compared with the devices,';
    expectEqual(what, sorted(given), sorted(shown), { party: 's1sp' });
  },
);

function sorted(versions: Readonly<Record<string, number>>): string[] {
  return Object.entries(versions)
    .map(([deviceId, version]) => `${deviceId} version ${String(version)}`)
    .sort();
}
