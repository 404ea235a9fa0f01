import { changeIn } from '../interfaces/duis/meter-changes';
import { applyChange, refuseChange } from '../models/meter/changes';
import { runTo } from '../models/meter/meter';
import { beginMeter, type Meter, type MeterStart } from '../models/meter/state';
import type { DccUser, InstallationOrder, MadeInstallation, SentRequest } from '../roles';
import { HOUSEHOLDS_FILE, knownHouseholds, type Household } from '../scope/households';
import { expectFound } from './expectation';
import type { MigrationWorld } from './world';

/** Meters of scenarios as the suite's model has them: how they began, and what was asked of them since. */

/** How meters began of which the lab was told, by device id, in each scenario. */
const begun = new WeakMap<MigrationWorld, Map<string, MeterStart>>();

function householdOf(name: string): Household {
  return expectFound(`a household "${name}" in ${HOUSEHOLDS_FILE}`, knownHouseholds()[name]);
}

/** What is otherwise than usual about an installation of a household. */
export function orderFor(name: string): Pick<InstallationOrder, 'meters' | 'paymentMode'> {
  const { ESME, GSME } = householdOf(name);
  return {
    paymentMode: ESME.start.paymentMode,
    meters: [
      { deviceType: 'ESME', ...ESME },
      { deviceType: 'GSME', ...GSME },
    ],
  };
}

/** Remembers how the meters of an installation began. */
export function rememberMeters(world: MigrationWorld, made: MadeInstallation, name: string): void {
  const starts = begun.get(world) ?? new Map<string, MeterStart>();
  begun.set(world, starts);
  for (const { deviceId, deviceType } of made.devices) {
    if (deviceType !== 'ESME' && deviceType !== 'GSME') continue;
    const { start, ...measured } = householdOf(name)[deviceType];
    const isGas = deviceType === 'GSME';
    const fuel = isGas ? 'gas' : 'electricity';
    starts.set(deviceId, { fuel, ...measured, ...start, exports: !isGas && made.exportMPAN !== undefined });
  }
}

/** What happened to a meter, when, and by which request of its user. */
interface Happened {
  readonly at: number;
  readonly user: DccUser;
  readonly sent: SentRequest;
  readonly apply: (meter: Meter) => void;
}

/** The meters of a scenario as they must be: for as long as nobody asks anything of them, each is reckoned once. */
export class ExpectedMeters {
  private readonly happened = new Map<string, Promise<readonly Happened[]>>();
  private readonly reckoned = new Map<string, Meter>();

  constructor(private readonly world: MigrationWorld) {}

  /**
   * A meter as it must be at an instant, in milliseconds.
   * @param read the request that read it then: what its user asked later at the same instant has not happened yet
   * @throws Error where nobody knows how the meter began
   */
  async at(deviceId: string, instant: number, read?: { user: DccUser; sent: SentRequest }): Promise<Meter> {
    const start = expectFound(
      `a meter ${deviceId} of which is known how it began`,
      begun.get(this.world)?.get(deviceId),
    );
    const changes = (await this.changesOf(deviceId)).filter((one) => one.at <= instant && isBefore(one, read));
    const key = `${deviceId} ${String(instant)} ${String(changes.length)}`;
    const known = this.reckoned.get(key);
    if (known !== undefined) return known;
    const meter = beginMeter(start);
    for (const { at, apply } of changes) apply(runTo(meter, at));
    this.reckoned.set(key, runTo(meter, instant));
    return meter;
  }

  private changesOf(deviceId: string): Promise<readonly Happened[]> {
    const known = this.happened.get(deviceId) ?? this.lookUp(deviceId);
    this.happened.set(deviceId, known);
    return known;
  }

  private async lookUp(deviceId: string): Promise<readonly Happened[]> {
    const happened: Happened[] = [];
    for (const user of this.world.roles.everyUser) {
      for (const sent of user.sent.filter(({ id }) => id.target === deviceId)) {
        const outcome = await outcomeOf(user, sent);
        if (outcome !== undefined) happened.push(outcome);
      }
    }
    return happened.sort((a, b) => a.at - b.at);
  }
}

function isBefore(one: Happened, read: { user: DccUser; sent: SentRequest } | undefined): boolean {
  return one.user !== read?.user || one.sent.id.counter < read.sent.id.counter;
}

/** What came of a request that changes something; undefined where it changed nothing, or has not been answered. */
async function outcomeOf(user: DccUser, sent: SentRequest): Promise<Happened | undefined> {
  const change = changeIn(sent.request);
  if (change === undefined) return undefined;
  const response = await user.responseTo(sent);
  if (response?.content.kind !== 'device-response') return undefined;
  const { refusals, takenAt } = response.content;
  if (takenAt === undefined) return undefined;
  const isToken = refusals.join(' ').includes('token-refused');
  const apply = (meter: Meter): Meter =>
    refusals.length === 0 ? applyChange(meter, change) : refuseChange(meter, isToken);
  return { at: Date.parse(takenAt), user, sent, apply };
}
