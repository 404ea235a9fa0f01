import { defect, entry, rule } from '../../../kernel/defect';
import { HUB, type HubCommand, type HubReply } from '../hub';
import { registerOf } from '../meter/meter';
import { runningMeter } from '../meter/running';

/** Seeded defects of communications hubs. */
export const HUB_DEFECTS = [
  defect(
    'devices-hub-always-listens',
    rule(HUB, 'listens', () => () => true),
  ),
  // The copy of a reading is given before anybody asks who reads.
  defect('devices-hub-gives-copy-to-anybody', entry(HUB, 'replies', 'refusal').insertBefore('open-copy', openCopy)),
  defect('devices-hub-passes-on-unchecked', entry(HUB, 'replies', 'refusal').skip()),
];

function openCopy({ device, work, copiedAt }: HubCommand): HubReply | undefined {
  if (copiedAt === undefined) return undefined;
  const meter = runningMeter(device, work, copiedAt);
  const values = { volumeLitres: String(meter ? registerOf(meter) : 0), at: copiedAt.toISOString() };
  return { outcome: 'answer', body: { ok: true, values } };
}
