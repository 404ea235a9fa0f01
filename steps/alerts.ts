import { Then } from '@cucumber/cucumber';
import type { DuisContent } from '../support/interfaces/duis/response';
import { nameOf, type DccUser, type Part, type ReceivedResponse } from '../support/roles';
import { devicesIn } from '../support/world/device-selection';
import {
  expectEqual,
  expectFound,
  expectNone,
  expectThat,
  type ExpectationContext,
} from '../support/world/expectation';
import { subsetAlerts } from '../support/world/dmct-subset';
import { deviceOf, type MigrationWorld } from '../support/world/world';
import type { DeviceReference, SoughtAlerts } from './phrases/installation-types';
import { DEVICE_NAMES } from '../support/interfaces/vocabulary';
import { listInWords } from '../support/world/words';
import { CODES_OF_ALERTS } from './phrases/codes-of';
import type { StepOptions } from '../support/scope/step-traits';

/** Variant of every SMETS1 electricity meter here (MODEL, as published). */
const ESME_VARIANT = 'A';

type DccAlert = Extract<DuisContent, { readonly kind: 'dcc-alert' }>;

/** What an alert says: its code, and the device it is about. */
function contentOf({ response }: ReceivedResponse): { readonly code?: string; readonly deviceId?: string } {
  const { content } = response;
  if (content.kind === 'dcc-alert' || content.kind === 'device-alert') {
    return { code: content.alertCode, ...(content.deviceId === undefined ? {} : { deviceId: content.deviceId }) };
  }
  return {};
}

function spokenOf(alerts: readonly ReceivedResponse[]): string[] {
  return alerts.map((alert) => `${nameOf(alert.response)} about ${contentOf(alert).deviceId ?? 'no device'}`);
}

async function alertsFor(
  world: MigrationWorld,
  user: DccUser,
  reference: DeviceReference,
): Promise<ReceivedResponse[]> {
  const { deviceId } = deviceOf(world.nthInstallation(reference.installation), reference.type);
  return (await user.alertsReceived()).filter((alert) => contentOf(alert).deviceId === deviceId);
}

/** The alerts of a user that are sought, one list for each device that they are to be about, and what else is about it. */
async function sought(
  world: MigrationWorld,
  user: DccUser,
  { code, about }: SoughtAlerts,
): Promise<{ readonly found: readonly ReceivedResponse[]; readonly about: string; readonly others: string }[]> {
  const received = await user.alertsReceived();
  const places = about === undefined ? [undefined] : devicesIn(world, about);
  return places.map((reference) => {
    const alerts = received.filter(
      (alert) => reference === undefined || contentOf(alert).deviceId === reference.device.deviceId,
    );
    const found = alerts.filter((alert) => code === undefined || contentOf(alert).code === code);
    const others = spokenOf(alerts).join(', ') || 'no alert at all';
    if (reference === undefined) return { found, about: '', others };
    const { installation, device } = reference;
    return { found, about: ` about the ${DEVICE_NAMES[device.deviceType]} of ${installation.reference}`, others };
  });
}

/** Who received the alerts that a user was to receive. */
async function otherReceivers(world: MigrationWorld, user: DccUser, alerts: SoughtAlerts): Promise<string[]> {
  const names: string[] = [];
  for (const other of world.roles.everyUser) {
    if (other === user) continue;
    const places = await sought(world, other, alerts);
    if (places.some(({ found }) => found.length > 0)) names.push(other.name);
  }
  return names;
}

/** What is looked at when alerts of a code are sought: those of devices have all gone the same way. */
function receiptOf(code = ''): ExpectationContext {
  if (/^[0-9A-F]{4}$/.test(code)) return { subject: 'device alerts and who receives them' };
  return { party: 'dsp', subject: `DCC Alerts ${code} and who receives them` };
}

/** Of an alert of the DCC or of a device. */
const ALERTED: StepOptions = { wrapperOptions: { codes: CODES_OF_ALERTS } };

Then(
  '{user} has received the {alert} once',
  ALERTED,
  async function (this: MigrationWorld, part: Part, alerts: SoughtAlerts) {
    const user = this.roles.user(part);
    for (const { found, about, others } of await sought(this, user, alerts)) {
      const what = `${user.name} to receive one alert ${alerts.code ?? ''}${about}`;
      const elsewhere = found.length === 0 ? await otherReceivers(this, user, alerts) : [];
      const instead = elsewhere.length === 0 ? `it received ${others}` : `${listInWords(elsewhere)} received it`;
      const came = found.length === 0 ? `none; ${instead}` : `${String(found.length)}: ${spokenOf(found).join(', ')}`;
      expectThat(found.length === 1, what, came, { ...receiptOf(alerts.code), due: alerts.code });
    }
  },
);

Then(
  '{user} has received no {alert}',
  ALERTED,
  async function (this: MigrationWorld, part: Part, alerts: SoughtAlerts) {
    const user = this.roles.user(part);
    const found = (await sought(this, user, alerts)).flatMap((one) => one.found);
    const context = { ...receiptOf(alerts.code), given: alerts.code };
    expectNone(
      `alert ${alerts.code === undefined ? '' : `${alerts.code} `}to be sent to ${user.name}`,
      spokenOf(found),
      context,
    );
  },
);

Then(
  'each alert of the DMCT subset has reached its recipients once and nobody else',
  async function (this: MigrationWorld) {
    for (const { code, device, recipients } of subsetAlerts(this)) {
      const about = `about the ${DEVICE_NAMES[device.deviceType]}`;
      for (const user of this.roles.everyUser) {
        const found = (await user.alertsReceived()).filter((alert) => {
          const content = contentOf(alert);
          return content.code === code && content.deviceId === device.deviceId;
        });
        const due = recipients.includes(user) ? 1 : 0;
        const what = `the number of alerts ${code} ${about} that ${user.name} has received`;
        expectEqual(what, found.length, due, { ...receiptOf(code), message: `alert ${code}` });
      }
    }
  },
);

Then('nobody has received a commissioning alert', async function (this: MigrationWorld) {
  for (const user of this.roles.everyUser) {
    expectNone(`alert to be sent to ${user.name}`, spokenOf(await user.alertsReceived()), { party: 'dsp' });
  }
});

Then(
  '{user} has received its documents in the order in which they were written',
  async function (this: MigrationWorld, part: Part) {
    const user = this.roles.user(part);
    const written = (await user.received()).map(({ response }) => response.at);
    expectThat(
      new Set(written).size > 1,
      `documents for ${user.name} that were written one after the other`,
      'that all of them were written at one instant',
    );
    const what = `the instants at which the documents for ${user.name} were written, in order of receipt,`;
    expectEqual(what, written, [...written].sort(), { party: 'dsp' });
  },
);

/** The DCC Alert of this code that a user received about a device. */
async function dccAlert(
  world: MigrationWorld,
  part: Part,
  code: string,
  reference: DeviceReference,
): Promise<DccAlert> {
  const user = world.roles.user(part);
  const found = (await alertsFor(world, user, reference))
    .map(({ response }) => response.content)
    .find((content): content is DccAlert => content.kind === 'dcc-alert' && content.alertCode === code);
  const what = `an alert ${code} about the ${DEVICE_NAMES[reference.type]} for ${user.name}`;
  return expectFound(what, found, { ...receiptOf(code), due: code });
}

Then(
  'the alert {code} for {user} names the {meterDetail} of {theDevice}',
  ALERTED,
  async function (this: MigrationWorld, code: string, part: Part, detail: string, reference: DeviceReference) {
    const { importMPxN, esmeVariant } = await dccAlert(this, part, code, reference);
    if (detail === 'variant') {
      expectEqual(`the meter variant in the alert ${code}`, esmeVariant, ESME_VARIANT, { party: 'dsp' });
      return;
    }
    const { importMPAN, mprn } = this.nthInstallation(reference.installation);
    const expected = detail === 'MPRN' ? mprn : importMPAN;
    expectEqual(`the ${detail} in the alert ${code}`, importMPxN, expected, { party: 'dsp' });
  },
);

Then(
  'the alert {code} for {user} names its certificate as the supplier certificate of {theDevice}',
  ALERTED,
  async function (this: MigrationWorld, code: string, part: Part, reference: DeviceReference) {
    const { remotePartyRole, certificateHashes } = await dccAlert(this, part, code, reference);
    const { certificateHash, name } = this.roles.user(part);
    expectEqual(`the role in the alert ${code} for ${name}`, remotePartyRole, 'Supplier', { party: 'dsp' });
    const what = `the certificate hashes in the alert ${code} for ${name}`;
    expectEqual(what, certificateHashes, [certificateHash], { party: 'dsp' });
  },
);
