import { DEVICE_NAMES } from '../../../support/interfaces/vocabulary';
import type { DeviceInHand, TestLab } from '../../../support/roles';
import type { MigrationWorld } from '../../../support/world/world';
import { nameInWords, valueInWords } from '../device-values';

/** What each device of the installations shows, as people read it. @param lab through which a tester stands in front of it */
export async function devices({ installations, enrolled }: MigrationWorld, lab: TestLab): Promise<string[]> {
  const own = installations.map((made) => ({ made, title: `${made.reference} (${made.kind})` }));
  const all = [...own, ...enrolled.map(({ made, name }) => ({ made, title: `${name} (enrolled)` }))];
  const lines: string[] = [];
  for (const { made, title } of all) {
    const { importMPAN, mprn } = made;
    lines.push(`${title}, MPAN ${importMPAN}${mprn === undefined ? '' : `, MPRN ${mprn}`}`);
    for (const { deviceId, deviceType } of made.devices) {
      lines.push(
        `  ${DEVICE_NAMES[deviceType]} (${deviceType}) ${deviceId}`,
        ...shown(await lab.deviceInHand(deviceId)),
      );
    }
  }
  return lines;
}

/** Values that the title says already. */
const TOLD: readonly string[] = ['deviceId', 'type', 'importMPxN'];

/** Each value of a device that reads at a glance, as a line. */
function shown(device: DeviceInHand): string[] {
  return Object.entries(device)
    .filter(([name]) => !TOLD.includes(name))
    .flatMap(([name, value]) => {
      const text = valueInWords(name, value, device.type === 'GSME');
      return text === undefined ? [] : [`    ${nameInWords(name)}: ${text}`];
    });
}
