import { defect, rule } from '../../../kernel/defect';
import type { Change } from '../../../kernel/rules';
import { METER_LOGS, type LogName } from '../meter/meter';
import { NETWORK_DATA } from '../meter/readings';

/** A log keeps one entry more than it has room for. */
function oneMoreIn(log: LogName): Change {
  return rule(METER_LOGS, 'most', (right) => ({ ...right, [log]: right[log] + 1 }));
}

/** Seeded defects of how many entries meters keep. */
export const LOG_CAPACITY_DEFECTS = [
  defect('devices-keep-101-events', oneMoreIn('events')),
  defect('devices-keep-13-billing-periods', oneMoreIn('billing')),
  defect('devices-keep-13-changes', oneMoreIn('changes')),
  defect('devices-keep-32-days', oneMoreIn('daily')),
  defect('devices-keep-11-debt-payments', oneMoreIn('debtPayments')),
  defect('devices-keep-six-credits', oneMoreIn('credits')),
  defect(
    'devices-give-every-voltage',
    rule(NETWORK_DATA, 'mostVoltages', () => Infinity),
  ),
  // A log that is full keeps what came first.
  defect(
    'devices-keep-oldest-entries',
    rule(METER_LOGS, 'kept', () => (entries, most) => entries.slice(0, most)),
  ),
];
