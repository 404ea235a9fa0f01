import { minutesLater } from '../../../domain/durations';
import { lookUpMany, PeerUnavailable } from '../../../kernel/look-up';
import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import type { Registration } from '../authorisations/row-checks';
import { CONFIGURATIONS, isOpen, type DormantConfiguration } from '../dormant-configuration/configuration';
import { INSTALLATIONS, isLive } from '../mcc-records';
import { dayOf, plusDays } from '../migration/days';
import { NOTICES, type DormantMeter, type Notice } from '../notices/notice';
import { configurationRows, issue, migrationRow, NOTIFYING, type Told } from './issue';

/** Names the timer by which it is looked daily who is registered for meters with a plan. */
export const LOOK_FOR_CHANGES = 'look-for-changes-of-supplier';
/** When it is looked, UTC (MODEL). */
const HOUR = 'T06:00:00.000Z';
/** Minutes after which it is looked again where the register could not say. */
const AGAIN_MINUTES = 15;

/** Who is told after a change of supplier. */
export const CHANGES_OF_SUPPLIER = area('mcc-changes-of-supplier', {
  hasChanged: (meter: DormantMeter, registered: string | undefined): boolean =>
    registered !== undefined && registered !== meter.supplier,
  /** What the former supplier is told, and the new one. */
  told: (former: Told, next: Told): readonly Told[] => [former, next],
});

/** Sees to it that changes of supplier are looked for as long as something is planned. */
export function lookForChanges(work: Work): void {
  const today = `${dayOf(work.now)}${HOUR}`;
  const due = today > work.now.toISOString() ? today : `${plusDays(dayOf(work.now), 1)}${HOUR}`;
  work.later(new Date(due), LOOK_FOR_CHANGES, {}, LOOK_FOR_CHANGES);
}

/** Tells the former and the new supplier of each meter that has changed hands (timer `LOOK_FOR_CHANGES`). */
export async function tellNewSuppliers(_body: unknown, work: Work): Promise<void> {
  const notices = work.list(NOTICES).flatMap(({ value }) => (isStanding(work, value) ? [value] : []));
  const configurations = work.list(CONFIGURATIONS).flatMap(({ value }) => (isOpen(value) ? [value] : []));
  const meters = [...notices, ...configurations].flatMap((plan): readonly DormantMeter[] => plan.meters);
  if (meters.length === 0) return;
  try {
    const mpxns = [...new Set(meters.map(({ mpxn }) => mpxn))];
    const registrations = await lookUpMany<Registration>(work.service, 'dsp', '/registration', mpxns);
    for (const notice of notices) moveNotice(work, notice, registrations);
    for (const configuration of configurations) moveConfiguration(work, configuration, registrations);
    lookForChanges(work);
  } catch (error) {
    if (!(error instanceof PeerUnavailable)) throw error;
    work.later(minutesLater(work.now, AGAIN_MINUTES), LOOK_FOR_CHANGES, {}, LOOK_FOR_CHANGES);
  }
}

/** Whether the migration that a notice tells of may still come. */
function isStanding(work: Work, { installationId, plannedTo }: Notice): boolean {
  if (installationId === undefined) return plannedTo >= dayOf(work.now);
  const installation = work.get(INSTALLATIONS, installationId);
  return installation !== undefined && isLive(installation);
}

type Registrations = ReadonlyMap<string, Registration>;

function moveNotice(work: Work, notice: Notice, registrations: Registrations): void {
  const meters = moved(work, notice.meters, registrations);
  if (!meters) return;
  const next = { ...notice, meters };
  work.put(NOTICES, notice.noticeId, next);
  const pairs = notice.meters.map((meter, at) => [
    migrationRow(work, 'WITHDRAWN', notice, meter),
    migrationRow(work, 'NEW', next, meters[at] ?? meter),
  ]);
  issue(
    work,
    'migration',
    pairs.flatMap((pair) => changedOnly(work, pair)),
  );
}

function moveConfiguration(work: Work, configuration: DormantConfiguration, registrations: Registrations): void {
  const meters = moved(work, configuration.meters, registrations);
  if (!meters) return;
  const next = { ...configuration, meters };
  work.put(CONFIGURATIONS, configuration.configurationId, next);
  const after = configurationRows('NEW', next);
  const told = configurationRows('WITHDRAWN', configuration).flatMap((former, at) =>
    changedOnly(work, [former, after[at] ?? former]),
  );
  issue(work, 'configuration', told);
  const { isUpgraded } = work.rules(NOTIFYING);
  const upgraded = told.filter(({ row: { fromFirmware = '', toFirmware = '' } }) =>
    isUpgraded({ fromFirmware, toFirmware }),
  );
  issue(work, 'firmware-upgrade', upgraded);
}

/** The meters with their new suppliers; undefined where none has changed hands. */
function moved<M extends DormantMeter>(
  work: Work,
  meters: readonly M[],
  registrations: Registrations,
): M[] | undefined {
  const { hasChanged } = work.rules(CHANGES_OF_SUPPLIER);
  const supplierOf = ({ mpxn }: M): string | undefined => registrations.get(mpxn)?.supplier;
  if (!meters.some((meter) => hasChanged(meter, supplierOf(meter)))) return undefined;
  return meters.map((meter) => ({ ...meter, supplier: supplierOf(meter) ?? meter.supplier }));
}

function changedOnly(work: Work, [former, next]: readonly Told[]): readonly Told[] {
  if (!former || !next || former.supplier === next.supplier) return [];
  return work.rules(CHANGES_OF_SUPPLIER).told(former, next);
}
