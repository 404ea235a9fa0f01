import { DEVICE_NAMES } from '../../../support/interfaces/vocabulary';
import type { DeviceInHand, TestLab } from '../../../support/roles';
import type { MigrationWorld } from '../../../support/world/world';

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
      const text = name === 'settings' ? settings(value) : plain(name, value, device.type);
      return text === '' ? [] : [`    ${words(name)}: ${text}`];
    });
}

function settings(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([name, set]) => `${words(name)} ${String(set)}`)
    .join(', ');
}

/** Money of the lab's interface is in thousandths of a penny, energy in Wh and litres, time in seconds. */
function plain(name: string, value: unknown, type: DeviceInHand['type']): string {
  if (typeof value === 'number') {
    if (name === 'balance' || name === 'emergencyCredit' || name === 'paymentDebt') return pounds(value);
    if (name === 'register') return `${(value / 1000).toFixed(3)} ${type === 'GSME' ? 'm³' : 'kWh'}`;
    return name === 'clockAhead' ? `${String(value)} s` : String(value);
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : '';
}

/** Pounds with as many digits behind the point as are not nought, two at least: `£3.27295`, `-£0.50`. */
function pounds(millipence: number): string {
  const [, most = ''] = /^(\d+\.\d{2}\d*?)0*$/.exec((Math.abs(millipence) / 100_000).toFixed(5)) ?? [];
  return `${millipence < 0 ? '-' : ''}£${most}`;
}

/** `paymentMode` as `payment mode` */
function words(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
