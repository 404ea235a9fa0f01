import { Given, Then, type DataTable } from '@cucumber/cucumber';
import type { Channel, Interception } from '../support/roles';
import { publishedMessages } from '../support/scope/published-messages';
import { type StepTraits, needing } from '../support/scope/step-traits';
import { deliveredAgain } from '../support/world/delivered-again';
import { expectFound, expectThat } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';
import { messageRecipient, sentMessage } from './phrases/message-types';

const LISTED: StepTraits = { columns: { message: 'sentMessage', recipient: 'messageRecipient' } };

Given(
  '{party} receives the {partyMessage} {delivery}',
  needing('interception'),
  async function (this: MigrationWorld, to: Channel['to'], kind: string, delivery: () => Interception) {
    const published = publishedMessages('.').find((message) => message.recipient === to && message.kind === kind);
    const [from] = expectFound(`a ${kind} that the ${to} takes`, published).from;
    const sender = expectFound(`who sends a ${kind} to the ${to}`, from);
    await this.roles.time.arrange({ from: sender, to, kind }, delivery());
  },
);

Given(
  'the first acknowledgement of every kind of message between the parties is lost',
  needing('lab'),
  async function (this: MigrationWorld) {
    await loseFirstOf(this, publishedMessages('.'));
  },
);

Given(
  'the first acknowledgement of every {partyMessage} is lost',
  needing('lab'),
  async function (this: MigrationWorld, wanted: string) {
    await loseFirstOf(
      this,
      publishedMessages('.').filter(({ kind }) => kind === wanted),
    );
  },
);

/** Has the first acknowledgement of each of these messages be lost. */
async function loseFirstOf(world: MigrationWorld, messages: ReturnType<typeof publishedMessages>): Promise<void> {
  for (const { recipient: service, kind } of messages) await loseFirst(world, service, `/messages/${kind}`);
  // Messages that follow one another to one party go there in one call.
  const recipients = new Set(messages.map(({ recipient }) => recipient));
  for (const service of recipients) await loseFirst(world, service, '/messages');
}

/** Has a party take what comes to a route once, and its answer be lost. */
async function loseFirst({ lab }: MigrationWorld, service: Channel['to'], route: string): Promise<void> {
  await lab.switchOn({ kind: 'service-answer-lost', service, call: `POST ${route}`, times: 1 });
}

Then(
  'each of these messages was delivered again, and was the same message:',
  { wrapperOptions: { ...LISTED, needs: ['lab'] } },
  async function (this: MigrationWorld, table: DataTable) {
    const again = await deliveredAgain(this.lab);
    for (const { message = '', recipient = '' } of table.hashes()) {
      const [kind, service] = [sentMessage.read(message), messageRecipient.read(recipient)];
      const isSame = again.get(`${kind} to the ${service}`);
      const [from, ...others] =
        publishedMessages('.').find((one) => one.recipient === service && one.kind === kind)?.from ?? [];
      const what = `the ${message} to ${recipient} to be delivered again, as it was, after its acknowledgement was lost`;
      const observed = isSame === false ? 'another message' : 'that it was not delivered again';
      const context = { subject: 'what is delivered again', ...(others.length > 0 ? {} : { party: from }) };
      expectThat(isSame === true, what, observed, context);
    }
  },
);
