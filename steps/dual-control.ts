import { Given, Then, When } from '@cucumber/cucumber';
import type { DeviceType } from '../support/interfaces/vocabulary';
import { needing } from '../support/scope/step-traits';
import type { HeldMessage, Channel, Interception } from '../support/roles';
import { expectEqual, expectFound } from '../support/world/expectation';
import { deviceOf, type MigrationWorld } from '../support/world/world';
import { AUTHORISATION } from './phrases/dco-types';
import type { DeviceReference } from './phrases/installation-types';

/** What the S1SP asks of the DCO (published as a JSON message). */
const REQUEST: Channel = { from: 's1sp', to: 'dco', kind: 'key-rotation-request' };
/** How far a counter that is asked for lies from that of the command. */
const ANOTHER_COMMAND = 1000n;

interface RotationMessage {
  readonly installationId: string;
  readonly granted?: boolean;
  readonly code?: string;
  readonly devices: readonly { readonly deviceId: string; readonly executionCounter: string }[];
}

/** What is said of one device. */
type Part = RotationMessage['devices'][number];

function read({ bytes }: HeldMessage): RotationMessage {
  return JSON.parse(bytes.toString('utf8')) as RotationMessage;
}

/** Another message goes on in a message's place. */
function instead(change: (message: RotationMessage) => RotationMessage): Interception {
  return {
    kind: 'replace',
    make: (held) => Promise.resolve([{ kind: held.kind, content: JSON.stringify(change(read(held))) }]),
  };
}

Given(
  "the DCO's {dcoMessage} {dcoDelivery}",
  needing('interception'),
  async function (this: MigrationWorld, hop: Channel, interception: Interception) {
    await this.roles.time.arrange(hop, interception);
  },
);

Given(
  'the DCO once refuses to rotate the keys of {theDevice}',
  needing('interception'),
  async function (this: MigrationWorld, { type, installation }: DeviceReference) {
    const { deviceId } = deviceOf(this.nthInstallation(installation), type);
    let refused = false;
    const refuseOnce = instead((message) => {
      if (refused || message.devices.every((part) => part.deviceId !== deviceId)) return message;
      refused = true;
      const reason = 'The DCO has been asked not to rotate it.';
      return { ...message, granted: false, code: 'SIM-KEY-13', reason, devices: [] };
    });
    await this.roles.time.arrange(AUTHORISATION, refuseOnce);
  },
);

/**
 * Lets the DCO make its part for something else than what it is then used for: what is asked for one device is asked for
 * another one, or for another command, and the answer is given back as if it were the wanted one.
 */
async function exchangeParts(world: MigrationWorld, wanted: string, changed: (part: Part) => Part): Promise<void> {
  const asked = new Map<string, Part>();
  const exchange = (part: Part): Part => {
    if (part.deviceId !== wanted) return part;
    const other = changed(part);
    asked.set(`${other.deviceId} ${other.executionCounter}`, part);
    return other;
  };
  const giveBack = (part: Part): Part => ({ ...part, ...asked.get(`${part.deviceId} ${part.executionCounter}`) });
  const { time } = world.roles;
  await time.arrange(
    REQUEST,
    instead((message) => ({ ...message, devices: message.devices.map(exchange) })),
  );
  await time.arrange(
    AUTHORISATION,
    instead((message) => ({ ...message, devices: message.devices.map(giveBack) })),
  );
}

Given(
  "the DCO's part for {theDevice} was made for {otherPurpose}",
  needing('interception'),
  async function (this: MigrationWorld, { type, installation }: DeviceReference, other: DeviceType | undefined) {
    const made = this.nthInstallation(installation);
    const changed = (part: Part): Part =>
      other === undefined
        ? { ...part, executionCounter: (BigInt(part.executionCounter) + ANOTHER_COMMAND).toString() }
        : { ...part, deviceId: deviceOf(made, other).deviceId };
    await exchangeParts(this, deviceOf(made, type).deviceId, changed);
  },
);

When(
  'the tester, in the place of the S1SP, asks the DCO for its part of the keys of {theDevice}',
  needing('interception'),
  async function (this: MigrationWorld, { type, installation }: DeviceReference) {
    const made = this.nthInstallation(installation);
    const { deviceId } = deviceOf(made, type);
    const { attempt, installationId } = expectFound(
      'the installation as its supplier sees it',
      await this.roles.supplier.installationState(made.importMPAN),
      { party: 'mcc' },
    );
    const body = { installationId, attempt, devices: [{ deviceId, executionCounter: ANOTHER_COMMAND.toString() }] };
    const place = this.roles.time.impersonate('s1sp');
    await place.deliver('dco', { kind: REQUEST.kind, content: JSON.stringify(body) });
    await this.roles.time.settle();
  },
);

Then(
  'the DCO refuses the request with {code}',
  { wrapperOptions: { needs: ['lab'], codes: ['SIM-DCO', 'SIM-KEY'] } },
  async function (this: MigrationWorld, code: string) {
    const sent = (await this.lab.messages()).filter(({ kind }) => kind === AUTHORISATION.kind).at(-1);
    const context = { party: 'dco', message: 'answer of the DCO', due: code } as const;
    const { body } = expectFound('an answer of the DCO', sent, context);
    const answer = JSON.parse(body) as RotationMessage;
    const found = { granted: answer.granted, partsOfKeys: answer.devices.length };
    expectEqual('the answer of the DCO', found, { granted: false, partsOfKeys: 0 }, { ...context, given: answer.code });
    expectEqual('the code in the answer of the DCO', answer.code, code, context);
  },
);
