import { defineParameterType, Given, Then, When } from '@cucumber/cucumber';
import type { HeldMessage, Channel, Interception } from '../support/roles';
import { interceptions } from '../support/roles';
import { expectEqual, expectFound } from '../support/world/expectation';
import { deviceOf, type MigrationWorld } from '../support/world/world';
import type { DeviceReference } from './parameters/parameter-types';

/** What the S1SP asks of the DCO, and what it answers (published as JSON messages). */
const REQUEST: Channel = { from: 's1sp', to: 'dco', kind: 'key-rotation-request' };
const AUTHORISATION: Channel = { from: 'dco', to: 's1sp', kind: 'key-rotation-authorisation' };

/** How far a counter that is asked for lies from that of the command. */
const ANOTHER_COMMAND = 1000n;

interface RotationMessage {
  readonly installationId: string;
  readonly granted?: boolean;
  readonly code?: string;
  readonly devices: readonly { readonly deviceId: string; readonly executionCounter: string }[];
}

/** What is said of one device. */
type RotationPart = RotationMessage['devices'][number];

/** What becomes of the DCO's answers. */
defineParameterType({
  name: 'answerFate',
  regexp: /do not reach the S1SP|reach the S1SP three hours late/,
  transformer: (words: string): Interception =>
    words.endsWith('late') ? interceptions.delayed(3) : interceptions.WITHHELD,
});

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

Given("the DCO's parts of the keys {answerFate}", async function (this: MigrationWorld, interception: Interception) {
  await this.roles.time.arrange(AUTHORISATION, interception);
});

Given(
  'the DCO once refuses to rotate the keys of {theDevice}',
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
async function exchangeParts(
  world: MigrationWorld,
  wanted: string,
  changed: (part: RotationPart) => RotationPart,
): Promise<void> {
  const asked = new Map<string, RotationPart>();
  const exchange = (part: RotationPart): RotationPart => {
    if (part.deviceId !== wanted) return part;
    const other = changed(part);
    asked.set(`${other.deviceId} ${other.executionCounter}`, part);
    return other;
  };
  const giveBack = (part: RotationPart): RotationPart => ({
    ...part,
    ...asked.get(`${part.deviceId} ${part.executionCounter}`),
  });
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
  "the DCO's part for {theDevice} was made for another command",
  async function (this: MigrationWorld, { type, installation }: DeviceReference) {
    const { deviceId } = deviceOf(this.nthInstallation(installation), type);
    await exchangeParts(this, deviceId, ({ executionCounter, ...part }) => ({
      ...part,
      executionCounter: (BigInt(executionCounter) + ANOTHER_COMMAND).toString(),
    }));
  },
);

Given(
  "the DCO's part for {theDevice} was made for {theDevice}",
  async function (this: MigrationWorld, wanted: DeviceReference, other: DeviceReference) {
    const { deviceId } = deviceOf(this.nthInstallation(wanted.installation), wanted.type);
    const foreign = deviceOf(this.nthInstallation(other.installation), other.type);
    await exchangeParts(this, deviceId, (part) => ({ ...part, deviceId: foreign.deviceId }));
  },
);

Given("the DCO's word that old keys may go is forged on its way to the S1SP", async function (this: MigrationWorld) {
  const forged = Buffer.alloc(32, 1).toString('base64');
  await this.roles.time.arrange(
    { from: 'dco', to: 's1sp', kind: 'key-confirmation' },
    {
      kind: 'replace',
      make: ({ kind, bytes }) => {
        const message = JSON.parse(bytes.toString('utf8')) as object;
        return Promise.resolve([{ kind, content: JSON.stringify({ ...message, confirmation: forged }) }]);
      },
    },
  );
});

When(
  "the tester, in the S1SP's place, asks the DCO for its part of the keys of {theDevice}",
  async function (this: MigrationWorld, { type, installation }: DeviceReference) {
    const made = this.nthInstallation(installation);
    const { deviceId } = deviceOf(made, type);
    const { attempt, installationId } = expectFound(
      'The installation as its supplier sees it',
      await this.roles.supplier.installationState(made.importMPAN),
    );
    const body = { installationId, attempt, devices: [{ deviceId, executionCounter: ANOTHER_COMMAND.toString() }] };
    const sender = this.roles.time.impersonate('s1sp');
    await sender.deliver('dco', { kind: REQUEST.kind, content: JSON.stringify(body) });
    await this.roles.time.settle();
  },
);

Then('the DCO refuses it with {code}', async function (this: MigrationWorld, code: string) {
  const sent = (await this.lab.messages()).filter(({ kind }) => kind === AUTHORISATION.kind).at(-1);
  const { body } = expectFound('An answer of the DCO', sent);
  const answer = JSON.parse(body) as RotationMessage;
  expectEqual(
    'What the DCO answers',
    { granted: answer.granted, parts: answer.devices.length },
    { granted: false, parts: 0 },
  );
  expectEqual('Code', answer.code, code);
});
