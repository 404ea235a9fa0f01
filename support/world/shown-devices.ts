import type { MigrationWorld } from './world';

/** Caption of what the devices of a scenario showed, before its first act and at its end. */
export const DEVICES_SHOWN = 'Devices before and after';

/** What somebody in front of the devices sees, by `electricity meter 00-DB-...`. */
type Shown = Readonly<Record<string, unknown>>;

const before = new WeakMap<MigrationWorld, Shown>();

/** Looks at the devices before the scenario's first act. @param kind of the step that is next */
export async function lookBefore(world: MigrationWorld, kind: string | undefined): Promise<void> {
  if (kind === 'Action' && !before.has(world)) before.set(world, await shownNow(world));
}

/** What the devices showed before the first act and show now, as JSON. */
export async function devicesBeforeAndAfter(world: MigrationWorld): Promise<string> {
  return JSON.stringify({ before: before.get(world) ?? {}, after: await shownNow(world) });
}

async function shownNow(world: MigrationWorld): Promise<Shown> {
  const lab = world.labIfAny;
  if (lab === undefined) return {};
  const shown: Record<string, unknown> = {};
  const enrolled = world.enrolled.map(({ made }) => made);
  for (const { devices, reference } of [...new Set([...world.installations, ...enrolled])]) {
    for (const { deviceId, deviceType } of devices) {
      shown[`${reference}, ${deviceType} ${deviceId}`] = await lab.deviceInHand(deviceId);
    }
  }
  return shown;
}
