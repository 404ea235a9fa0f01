import type { DeviceAnswer } from '../../../../domain/frames';
import type { Refused } from '../../../../formats/header';
import { area, firstFault } from '../../../../kernel/rules';
import { dispensable, leaveGasBehind, mayBeLeftBehind } from '../fallback';
import { devicesOf } from '../installations';
import type { Step } from './step';

/** The devices on the hub's home area network are the declared ones, no more and no fewer. */
export const whitelistReading: Step = {
  act: (migration) => {
    const [hub] = devicesOf(migration.installation, ['CHF']);
    return migration.command({ deviceId: hub?.deviceId ?? '', operation: 'read-whitelist', key: 'current' });
  },
  answered: (migration, { deviceId }, answer, sleptOn) => {
    if (answer.outcome !== 'answer') {
      migration.silence(deviceId, answer, sleptOn);
      return;
    }
    const { installation, work } = migration;
    const rules = work.rules(WHITELIST);
    const declared = installation.devices
      .filter(({ deviceType }) => deviceType !== 'CHF')
      .map((device) => device.deviceId);
    const read = rules.devicesIn(answer.body, declared);
    if ('error' in read) {
      const code = read.error === 'not-authentic' ? 'SIM-KEY-01' : 'SIM-WHL-03';
      migration.fail(code, `The CHF ${deviceId} refused to have its whitelist read: ${read.error}.`);
      return;
    }
    const refused = firstFault(rules.comparisons, { read, declared, isDispensable: dispensable(migration) });
    if (refused) {
      migration.fail(refused.code, refused.reason);
      return;
    }
    const gone = declared.find((id) => !read.includes(id) && mayBeLeftBehind(migration, id));
    if (gone !== undefined) leaveGasBehind(migration, `The gas meter ${gone} is missing from the hub's whitelist.`);
    migration.note('whitelist-read', `${read.length} devices`);
    migration.enter('KeyReading', 'KeyReading');
  },
};

/** The whitelist that was read, and what it is compared with. */
interface ReadWhitelist {
  readonly read: readonly string[];
  readonly declared: readonly string[];
  readonly isDispensable: (deviceId: string) => boolean;
}

type Comparison = (whitelist: ReadWhitelist) => Refused | undefined;

const COMPARISONS = {
  surplus: ({ read, declared }: ReadWhitelist) => {
    const surplus = read.find((id) => !declared.includes(id));
    if (surplus === undefined) return undefined;
    return { code: 'SIM-WHL-02', reason: `The hub's whitelist holds ${surplus}, which was not declared.` };
  },
  missing: ({ read, declared, isDispensable }: ReadWhitelist) => {
    const missing = declared.find((id) => !read.includes(id) && !isDispensable(id));
    if (missing === undefined) return undefined;
    return { code: 'SIM-WHL-01', reason: `The declared device ${missing} is missing from the hub's whitelist.` };
  },
} satisfies Record<string, Comparison>;

/** How the S1SP reads and compares a whitelist. */
export const WHITELIST = area('s1sp-whitelist', {
  /** Ids of the devices in the answer of a hub, or why it gave none. */
  devicesIn: (answer: DeviceAnswer, _declared: readonly string[]): readonly string[] | { readonly error: string } =>
    answer.ok ? (answer.values.devices ?? '').split(',').filter((id) => id !== '') : { error: answer.error },
  /** In the order in which they are made: a device that was not declared, then one that is missing. */
  comparisons: COMPARISONS,
});
