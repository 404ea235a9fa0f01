import { DEVICE_NAMES } from '../../../support/interfaces/vocabulary';
import type { DeviceInHand, TestLab } from '../../../support/roles';
import type { MigrationWorld } from '../../../support/world/world';
import { nameInWords, valueInWords } from '../device-values';

/**
 * What each device of the installations shows, as people read it.
 * @param lab through which a tester stands in front of it
 * @param words the number of an installation, or words that a device has to have; empty: every device of all
 */
export async function devices(
  { installations, enrolled }: MigrationWorld,
  lab: TestLab,
  words: string,
): Promise<string[]> {
  const own = installations.map((made) => ({ made, title: `${made.reference} (${made.kind})` }));
  const all = [...own, ...enrolled.map(({ made, name }) => ({ made, title: `${name} (enrolled)` }))];
  const chosen = /^\d+$/.test(words) ? all.slice(Number(words) - 1, Number(words)) : all;
  if (all.length > 0 && chosen.length === 0) return [`There is no installation ${words}: there are ${all.length}.`];
  const names = new Map(
    all.flatMap(({ made }) => made.devices.map((one) => [one.deviceId, DEVICE_NAMES[one.deviceType]])),
  );
  const lines: string[] = [];
  for (const { made, title } of chosen) {
    const { importMPAN, mprn } = made;
    const heading = `${title}, MPAN ${importMPAN}${mprn === undefined ? '' : `, MPRN ${mprn}`}`;
    const each = made.devices
      .map((one) => ({ ...one, name: `${DEVICE_NAMES[one.deviceType]} (${one.deviceType}) ${one.deviceId}` }))
      .filter(({ name }) => chosen !== all || name.toLowerCase().includes(words.toLowerCase()));
    if (each.length > 0) lines.push(heading);
    for (const { deviceId, name } of each) lines.push(`  ${name}`, ...shown(await lab.deviceInHand(deviceId), names));
  }
  return all.length > 0 && lines.length === 0 ? [`No device has "${words}" in its name.`] : lines;
}

/** Values that the title says already. */
const TOLD: readonly string[] = ['deviceId', 'type', 'importMPxN'];

/** Each value of a device that reads at a glance, as a line. */
function shown(device: DeviceInHand, names: ReadonlyMap<string, string>): string[] {
  const { homeAreaNetwork: whitelist } = device;
  const nameOf = (id: string): string => `${names.get(id) ?? 'a device of no installation here'} ${id}`;
  const values = Object.entries(device)
    .filter(([name]) => !TOLD.includes(name))
    .flatMap(([name, value]) => {
      const text = valueInWords(name, value, device.type === 'GSME');
      return text === undefined ? [] : [`    ${nameInWords(name)}: ${text}`];
    });
  if (whitelist === undefined) return values;
  return [
    ...values,
    `    whitelist: ${whitelist.length === 0 ? 'empty' : ''}`.trimEnd(),
    ...whitelist.map((id) => `      ${nameOf(id)}`),
  ];
}
