import { Then } from '@cucumber/cucumber';
import type { DeviceType } from '../support/interfaces/vocabulary';
import type { Submission, TestingParticipant } from '../support/roles';
import { outcomesIn } from '../support/world/dust-documents';
import type { DustScene } from '../support/world/dust-scene';
import { expectEqual, expectFound, expectNone, expectThat } from '../support/world/expectation';
import { deviceOf, type MigrationWorld } from '../support/world/world';
import { sceneOf } from './dust';
import type { DustReceipt } from './phrases/dust-phrases';
import type { SubmissionStanding } from './phrases/dust-types';

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
  async function (this: MigrationWorld, key: string, { status, missing }: SubmissionStanding) {
    const shown = await submissionOf(await sceneOf(this), key);
    const given = shown.exception?.code ?? shown.rows?.find(({ code }) => code !== undefined)?.code;
    expectEqual('the status of the authorisation in Migration DUST', shown.status, status, { given });
    if (missing !== undefined) expectEqual('what the authorisation lacks', (shown.missing ?? []).join(', '), missing);
  },
);

/** Whose receipts are looked at. */
interface Recipient {
  readonly scene: DustScene;
  readonly key: string;
  readonly participant: TestingParticipant;
}

async function expectExceptionFile({ scene, key, participant }: Recipient, code: string): Promise<void> {
  const { status, text } = await participant.exceptionFile(scene.authorisationOf(key).stem);
  expectEqual('the status of the exception file', status, 200);
  const [columns, file] = text.split('\r\n');
  expectEqual('the first line of the exception file', columns, 'Stem,FileId,Status,Code,Reason');
  const codes = [...text.matchAll(/\bSIM-[A-Z0-9]{3}-\d{2}\b/g)].map(([found]) => found);
  expectEqual('the codes in the exception file', [...new Set(codes)].join(', '), code, { due: code, said: file });
}

/** @param code expected where the installation has not migrated */
async function expectOutcome(
  world: MigrationWorld,
  { scene, key, participant }: Recipient,
  result: string,
  code: string | undefined,
): Promise<void> {
  const { importMPAN } = scene.installationOf(key);
  const own = (await outcomesIn(world, participant)).filter((outcome) => outcome.importMPAN === importMPAN);
  const results = own.map((outcome) => outcome.result).join();
  expectEqual('the results of the test installation in outcome files', results, result);
  if (code === undefined) return;
  expectEqual('the code in the outcome file', own[0]?.code, code, { due: code, given: own[0]?.code });
}

async function expectAlerts(
  { scene, key, participant }: Recipient,
  code: string,
  about: DeviceType | 'each meter',
): Promise<void> {
  const made = scene.installationOf(key);
  const meters = made.devices.filter(({ deviceType }) => ['ESME', 'GSME'].includes(deviceType));
  const due = about === 'each meter' ? meters : [deviceOf(made, about)];
  const alerts = (await participant.alerts()).filter((alert) => alert.code === code);
  expectEqual(
    `the devices named in the alerts ${code} to the participant`,
    alerts
      .map(({ deviceId }) => deviceId)
      .toSorted()
      .join(', '),
    due
      .map(({ deviceId }) => deviceId)
      .toSorted()
      .join(', '),
  );
}

async function expectTextsOfAlerts({ participant }: Recipient): Promise<void> {
  const alerts = await participant.alerts();
  expectThat(alerts.length > 0, 'an alert to be listed', 'none');
  for (const { number, deviceId } of alerts) {
    const { status, text } = await participant.alert(number);
    expectEqual('the status of an alert', status, 200);
    expectThat(text.includes(deviceId), `the alert ${String(number)} to name ${deviceId}`, 'another device');
  }
}

async function expectOutcomeReport({ scene, key, participant }: Recipient): Promise<void> {
  const rows = [];
  for (const { reportId, kind } of await participant.reports())
    if (kind === 'outcomes') rows.push(...(await participant.reportRows(reportId)).rows);
  const { importMPAN } = scene.installationOf(key);
  const own = rows.filter((row) => row.importMPAN === importMPAN);
  expectEqual('the results in the outcome reports', own.map(({ result }) => result).join(), 'Migrated');
}

async function expectReportOfAuthorisation({ scene, key, participant }: Recipient): Promise<void> {
  const kept = (await participant.reports()).filter(({ kind }) => kind === 'authorisations');
  const files = await Promise.all(kept.map(async ({ reportId }) => (await participant.reportCsv(reportId)).text));
  const { stem } = scene.authorisationOf(key);
  expectThat(
    files.some((text) => text.includes(stem)),
    `a report to name ${stem}`,
    `${String(files.length)} reports without it`,
  );
}

async function expectNoReportOf({ scene, participant }: Recipient, other: string): Promise<void> {
  const { stem } = scene.authorisationOf(other);
  for (const { reportId } of await participant.reports()) {
    const { text } = await participant.reportCsv(reportId);
    expectThat(!text.includes(stem), `a report without ${stem}`, `${reportId} with it`);
  }
}

Then(
  '{participant} receives {dustReceipt}',
  async function (this: MigrationWorld, key: string, receipt: DustReceipt): Promise<void> {
    const scene = await sceneOf(this);
    const participant = scene.participant(key);
    const recipient = { scene, key, participant };
    switch (receipt.what) {
      case 'exception file':
        return expectExceptionFile(recipient, receipt.code);
      case 'outcome':
        return expectOutcome(this, recipient, receipt.result, receipt.code);
      case 'no outcome': {
        const names = (await participant.outcomes()).map(({ name }) => name);
        expectNone('Commissioning Outcome File to be given', names);
        return;
      }
      case 'alert':
        return expectAlerts(recipient, receipt.code, receipt.about);
      case 'no alert': {
        const alerts = (await participant.alerts()).map(({ code, deviceId }) => `${code} about ${deviceId}`);
        expectNone('alert to be given', alerts);
        return;
      }
      case 'text of its alerts':
        return expectTextsOfAlerts(recipient);
      case 'outcome report':
        return expectOutcomeReport(recipient);
      case 'report with its authorisation':
        return expectReportOfAuthorisation(recipient);
      case 'no report with the authorisation':
        return expectNoReportOf(recipient, receipt.of);
    }
  },
);
