import { Given, Then, When } from '@cucumber/cucumber';
import type { DeviceType } from '../support/interfaces/vocabulary';
import type { ListedAlert, Submission } from '../support/roles';
import { outcomesIn } from '../support/world/dust-documents';
import type { DustScene } from '../support/world/dust-scene';
import { needing } from '../support/scope/step-traits';
import { expectEqual, expectFound, expectNone, expectThat } from '../support/world/expectation';
import { BATCH_STEP_TIMEOUT } from '../support/world/timeouts';
import { deviceOf, type MigrationWorld } from '../support/world/world';
import { migrate, sceneOf } from './dust';

/** The newest authorisation of a participant, as Migration DUST shows it. */
async function submissionOf(scene: DustScene, key: string): Promise<Submission> {
  const { stem, archive } = scene.authorisationOf(key);
  const participant = scene.participant(key);
  const shown =
    (await participant.submission(stem)) ?? (await participant.submission(archive.name.replace('.zip', '')));
  return expectFound(`the authorisation ${stem} in Migration DUST`, shown);
}

Then(
  '{participant} sees its authorisation as {submissionStatus}',
  async function (this: MigrationWorld, key: string, status: string) {
    const shown = await submissionOf(await sceneOf(this), key);
    const given = shown.exception?.code ?? shown.rows?.find(({ code }) => code !== undefined)?.code;
    expectEqual('the status of the authorisation in Migration DUST', shown.status, status, { given });
  },
);

Then(
  '{participant} sees that its authorisation lacks {string}',
  async function (this: MigrationWorld, key: string, what: string) {
    const { missing = [] } = await submissionOf(await sceneOf(this), key);
    expectEqual('what the authorisation lacks', missing.join(', '), what);
  },
);

Then(
  '{participant} receives an exception file with {code}',
  async function (this: MigrationWorld, key: string, code: string) {
    const scene = await sceneOf(this);
    const { status, text } = await scene.participant(key).exceptionFile(scene.authorisationOf(key).stem);
    expectEqual('the status of the exception file', status, 200);
    const [columns, file] = text.split('\r\n');
    expectEqual('the first line of the exception file', columns, 'Stem,FileId,Status,Code,Reason');
    const codes = [...text.matchAll(/\bSIM-[A-Z0-9]{3}-\d{2}\b/g)].map(([found]) => found);
    expectEqual('the codes in the exception file', [...new Set(codes)].join(', '), code, { due: code, said: file });
  },
);

Then('the exceptions of the menu are {string}', async function (this: MigrationWorld, codes: string) {
  const menu = await (await sceneOf(this)).participant('avon-supply').menu();
  expectEqual('the codes on the menu of exceptions', menu.map(({ code }) => code).join(', '), codes);
});

When('{participant} opens the menu of exceptions', async function (this: MigrationWorld, key: string) {
  const scene = await sceneOf(this);
  scene.answer = await scene.participant(key).call({ method: 'GET', path: '/exceptions', title: 'Menu of exceptions' });
});

Then(
  '{participant} receives a Commissioning Outcome File that reports its test installation as migrated',
  async function (this: MigrationWorld, key: string) {
    const scene = await sceneOf(this);
    const { importMPAN } = scene.installationOf(key);
    const outcomes = await outcomesIn(this, scene.participant(key));
    const own = outcomes.filter((outcome) => outcome.importMPAN === importMPAN);
    expectEqual(
      'the results of the test installation in outcome files',
      own.map(({ result }) => result).join(),
      'Migrated',
    );
  },
);

Then(
  '{participant} receives a Commissioning Outcome File that reports its test installation as not migrated with {code}',
  async function (this: MigrationWorld, key: string, code: string) {
    const scene = await sceneOf(this);
    const { importMPAN } = scene.installationOf(key);
    const outcomes = await outcomesIn(this, scene.participant(key));
    const own = outcomes.filter((outcome) => outcome.importMPAN === importMPAN);
    expectEqual(
      'the results of the test installation in outcome files',
      own.map(({ result }) => result).join(),
      'NotMigrated',
    );
    expectEqual('the code in the outcome file', own[0]?.code, code, { due: code, given: own[0]?.code });
  },
);

Then('{participant} receives no Commissioning Outcome File', async function (this: MigrationWorld, key: string) {
  const listed = await (await sceneOf(this)).participant(key).outcomes();
  expectNone(
    'Commissioning Outcome File to be given',
    listed.map(({ name }) => name),
  );
});

/** The alerts of a code about the devices of a participant. */
async function alertsOf(scene: DustScene, key: string, code: string): Promise<ListedAlert[]> {
  return (await scene.participant(key).alerts()).filter((alert) => alert.code === code);
}

Then(
  '{participant} receives the alert {code} about each of its meters',
  async function (this: MigrationWorld, key: string, code: string) {
    const scene = await sceneOf(this);
    const meters = scene.installationOf(key).devices.filter(({ deviceType }) => ['ESME', 'GSME'].includes(deviceType));
    const about = (await alertsOf(scene, key, code)).map(({ deviceId }) => deviceId);
    expectEqual(
      `the devices of which the alerts ${code} speak`,
      about.toSorted().join(', '),
      meters
        .map(({ deviceId }) => deviceId)
        .toSorted()
        .join(', '),
    );
  },
);

Then(
  '{participant} receives the alert {code} about its {device}',
  async function (this: MigrationWorld, key: string, code: string, type: DeviceType) {
    const scene = await sceneOf(this);
    const { deviceId } = deviceOf(scene.installationOf(key), type);
    const about = (await alertsOf(scene, key, code)).map((alert) => alert.deviceId);
    expectEqual(`the devices of which the alerts ${code} speak`, about, [deviceId]);
  },
);

Then('{participant} can fetch each of its alerts', async function (this: MigrationWorld, key: string) {
  const scene = await sceneOf(this);
  const participant = scene.participant(key);
  const alerts = await participant.alerts();
  expectThat(alerts.length > 0, 'an alert to be listed', 'none');
  for (const { number, deviceId } of alerts) {
    const { status, text } = await participant.alert(number);
    expectEqual('the status of an alert', status, 200);
    expectThat(text.includes(deviceId), `the alert ${String(number)} to name ${deviceId}`, 'another device');
  }
});

Then('{participant} receives no alert', async function (this: MigrationWorld, key: string) {
  const alerts = await (await sceneOf(this)).participant(key).alerts();
  expectNone(
    'alert to be given',
    alerts.map(({ code, deviceId }) => `${code} about ${deviceId}`),
  );
});

Then(
  "{participant} receives the report of {string} with its test installation's result",
  async function (this: MigrationWorld, key: string, kind: string) {
    const scene = await sceneOf(this);
    const participant = scene.participant(key);
    const kept = (await participant.reports()).filter((report) => report.kind === kind);
    const rows = [];
    for (const { reportId } of kept) rows.push(...(await participant.reportRows(reportId)).rows);
    const { importMPAN } = scene.installationOf(key);
    expectEqual(
      `the results in the reports of ${kind}`,
      rows
        .filter((row) => row.importMPAN === importMPAN)
        .map(({ result }) => result)
        .join(),
      'Migrated',
    );
  },
);

Then('{participant} finds its authorisation in a report as csv', async function (this: MigrationWorld, key: string) {
  const scene = await sceneOf(this);
  const participant = scene.participant(key);
  const kept = (await participant.reports()).filter(({ kind }) => kind === 'authorisations');
  const files = await Promise.all(kept.map(async ({ reportId }) => (await participant.reportCsv(reportId)).text));
  const { stem } = scene.authorisationOf(key);
  expectThat(
    files.some((text) => text.includes(stem)),
    `a report to name ${stem}`,
    `${String(files.length)} reports without it`,
  );
});

Given(
  '{participant} has tried to migrate a test installation whose {device} is silent',
  { timeout: BATCH_STEP_TIMEOUT, ...needing('lab') },
  async function (this: MigrationWorld, key: string, deviceType: DeviceType) {
    await migrate(this, key, deviceType);
  },
);
