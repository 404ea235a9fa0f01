import { Then } from '@cucumber/cucumber';
import { cameIn } from '../support/interfaces/duis/answers/fields';
import { DEVICE_NAMES } from '../support/interfaces/vocabulary';
import { XmlReader } from '../support/interfaces/xml';
import { nameOf, type Part } from '../support/roles';
import { expectEqual, expectFound, expectThat } from '../support/world/expectation';
import { wrongInventory } from '../support/world/meter-answers';
import { newDeviceOf, unknownDeviceOf } from '../support/world/under-test';
import { deviceOf, type MigrationWorld } from '../support/world/world';
import type { DeviceReference } from './phrases/installation-types';
import type { AnswerContent, FirmwareWarned } from './phrases/service-types';
import { askedNow, askedOnce } from './service-sending';

/** What the DCC itself answers, without a device: of its inventory and of schedules. */
function expectCommissioned(world: MigrationWorld, { type, installation }: DeviceReference): void {
  const { answer } = askedOnce(world).request;
  const { deviceId } = deviceOf(world.nthInstallation(installation), type);
  const devices = answer?.content.kind === 'answer' ? answer.content.inventory : [];
  const status = devices.find((device) => device.deviceId === deviceId)?.status;
  const what = `the status of the ${DEVICE_NAMES[type]} in the answer`;
  expectEqual(what, status, 'Commissioned', { party: 'dsp', device: `${type} ${deviceId}` });
}

async function expectInstallation(world: MigrationWorld): Promise<void> {
  for (const { request, installation } of askedNow(world)) {
    const content = request.answer?.content;
    const shown = content?.kind === 'answer' ? content.inventory : [];
    const wrong = await wrongInventory(world, shown, installation);
    const what = 'the answer to show every device as it was commissioned';
    expectThat(wrong === undefined, what, wrong ?? '', { party: 'dsp' });
  }
}

function expectSchedule({ roles }: MigrationWorld, part: Part): void {
  const { sent } = roles.user(part);
  const created = expectFound(
    'a schedule that was created',
    sent.findLast(({ request }) => request.variant === '5.1'),
  );
  const [answer, before] = [sent.at(-1)?.answer, created.answer].map((one) =>
    expectFound('an answer of the DCC', one?.content.kind === 'answer' ? one : undefined),
  );
  const shown = answer?.content.kind === 'answer' ? answer.content.schedules : [];
  const id = before?.content.kind === 'answer' ? before.content.scheduleId : undefined;
  const due = [{ id, details: cameIn(XmlReader.ofRoot(created.request.body)) }];
  expectEqual(`the schedules in ${nameOf(expectFound('an answer', answer))}`, shown, due, { party: 'dsp' });
}

/** The warning of 11.1 names each device that cannot take the image under its reason, and no other. */
function expectWarning(world: MigrationWorld, { unknown, notCommissioned, notApplicable }: FirmwareWarned): void {
  const { request, installation } = askedOnce(world);
  const content = request.answer?.content;
  const warning = content?.kind === 'answer' ? content.firmwareWarning : undefined;
  const due = {
    unknown: unknown === undefined ? [] : [unknownDeviceOf(installation).deviceId],
    notCommissioned: notCommissioned === undefined ? [] : [newDeviceOf(installation).deviceId],
    notApplicable: notApplicable === undefined ? [] : [deviceOf(installation, notApplicable).deviceId],
  };
  expectEqual('the devices in the firmware warning', warning, due, { party: 'dsp' });
}

Then(
  'the answer shows {answerContent}',
  { wrapperOptions: { follows: ['sends a service request'] } },
  async function (this: MigrationWorld, content: AnswerContent) {
    if (content === 'installation') await expectInstallation(this);
    else if ('warned' in content) expectWarning(this, content.warned);
    else if ('scheduleOf' in content) expectSchedule(this, content.scheduleOf);
    else expectCommissioned(this, content);
  },
);
