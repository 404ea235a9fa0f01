import { writeMessageId } from '../../../support/interfaces/duis/vocabulary';
import { DEVICE_NAMES } from '../../../support/interfaces/vocabulary';
import { nameOf, type DccUser } from '../../../support/roles/dcc-user';
import type { MigrationWorld } from '../../../support/world/world';
import { USERS_IN_STEPS } from './users-in-steps';

/**
 * What the users of the DCC sent and received, in the order of time: their service requests with the answers, responses and alerts,
 * each with its code and the device that it is about.
 * @throws UnmetExpectation where one of the documents is not valid
 */
export async function requests(world: MigrationWorld): Promise<string[]> {
  const names = deviceNames(world);
  const about = (device: string | undefined): string =>
    device === undefined ? '' : `, ${names.get(device) ?? device}`;
  const each = await Promise.all(world.roles.everyUser.map((user) => linesOf(user, about)));
  // What is of one instant stays in the order in which each user sent and received it.
  const lines = each.flat().sort((one, other) => one.at.localeCompare(other.at));
  if (lines.length === 0) return ['None yet.'];
  return lines.map(({ at, text }) => `${at.slice(0, 19).replace('T', ' ')}  ${text}`);
}

interface Line {
  /** Virtual time, ISO 8601. */
  readonly at: string;
  readonly text: string;
}

async function linesOf(user: DccUser, about: (device: string | undefined) => string): Promise<Line[]> {
  const part = USERS_IN_STEPS.get(user.organisation.key);
  const name = part === undefined ? user.name : `${user.name} (${part})`;
  const received = (await user.received()).map(({ receivedAt, response }): Line & { readonly id?: string } => {
    const { content } = response;
    const device = 'deviceId' in content ? content.deviceId : undefined;
    const refusals = 'refusals' in content ? content.refusals : [];
    const said = [`${nameOf(response)}${about(device)}`, ...refusals].join('; ');
    const line = { at: receivedAt, text: `DSP -> ${name}: ${said}` };
    return response.requestId === undefined ? line : { ...line, id: response.requestId };
  });
  const taken = new Set<Line>();
  const sent = user.sent.flatMap(({ id, request, sentAt, answer, rejection }): Line[] => {
    const answered =
      rejection === undefined
        ? `answered ${answer?.code ?? 'nothing'}`
        : `not taken (${String(rejection.status)}): ${rejection.sentence}`;
    const what = `${request.variant} ${titleOf(request.body)}${about(id.target)}`;
    const line = { at: sentAt.toISOString(), text: `${name} -> DSP: ${what}; ${answered}` };
    const own = received.filter((one) => one.id === writeMessageId(id));
    for (const one of own) taken.add(one);
    return [line, ...own];
  });
  return [...sent, ...received.filter((one) => !taken.has(one))];
}

/** `<ReadInstantaneousImportRegisters/>` as `Read Instantaneous Import Registers` */
function titleOf(body: string): string {
  const [, name = ''] = /^<(?:\w+:)?(\w+)/.exec(body) ?? [];
  return name.replaceAll(/([a-z])([A-Z])/g, '$1 $2');
}

/** What people call each device of the world, by its id: `electricity meter of installation 1`. */
function deviceNames({ installations, enrolled }: MigrationWorld): ReadonlyMap<string, string> {
  const own = installations.map((made, index) => ({ made, name: `installation ${String(index + 1)}` }));
  const all = [...own, ...enrolled.map(({ made, name }) => ({ made, name: `the enrolled installation ${name}` }))];
  return new Map(
    all.flatMap(({ made, name }) =>
      made.devices.map(({ deviceId, deviceType }): [string, string] => [
        deviceId,
        `${DEVICE_NAMES[deviceType]} of ${name}`,
      ]),
    ),
  );
}
