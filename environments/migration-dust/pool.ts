import { area, firstFault, type Ordered } from '../dcc-like-system/src/kernel/rules';
import { Refusal } from '../dcc-like-system/src/kernel/refusal';
import type { Work } from '../dcc-like-system/src/kernel/work';
import type { Participant } from './config';
import type { MigrationDust } from './dust';
import { requireEligible } from './eligibility';
import { INSTALLATIONS, type Booking, type DeviceSource, type TestDevice, type TestInstallation } from './records';
import { refusal } from './refusals';

/** Most test installations that a participant has at a time, its own not counted (MODEL: a reasonable number is SOURCED). */
const MOST_BOOKED = 2;
/** Days after which what is not migrated goes back (MODEL). */
const BOOKING_DAYS = 30;
const DAY = 86_400_000;

const SOURCE_NAMES: Readonly<Record<DeviceSource, string>> = {
  'dcc-lab': "the DCC's laboratory",
  'remote-lab': 'a remote laboratory',
  participant: 'a participant',
};

/** What the test SMSO says of an installation that it operates. */
interface Estate {
  readonly importMPAN: string;
  /** The SIM of its hub. */
  readonly iccid: string;
  readonly mprn?: string;
  readonly kind: 'Active' | 'Dormant' | 'Mixed';
  readonly devices: readonly TestDevice[];
}

/** An installation that is to become one of the test installations, and what is known of it. */
interface Offer {
  readonly importMPAN: string;
  /** Ids of its devices, where whoever offers it names them. */
  readonly deviceIds?: readonly string[];
  readonly estate: Estate | undefined;
  readonly known: TestInstallation | undefined;
  /** Key of the participant whose own it is. */
  readonly owner?: string;
}

/** In this order. */
const OFFER_CHECKS = {
  linked: ({ estate, importMPAN }) =>
    estate ? undefined : refusal('SIM-DST-05', `The test SMSO operates no installation with MPAN ${importMPAN}.`),
  active: ({ estate, importMPAN }) =>
    estate && estate.kind !== 'Active'
      ? refusal(
          'SIM-DST-06',
          `The installation with MPAN ${importMPAN} is ${estate.kind}: Migration DUST takes Active Meters.`,
        )
      : undefined,
  declared: ({ estate, deviceIds, importMPAN }) => {
    const declared = estate?.devices.map(({ deviceId }) => deviceId) ?? [];
    const odd = deviceIds?.find((id) => !declared.includes(id));
    return odd === undefined
      ? undefined
      : refusal('SIM-DST-07', `The test SMSO declares no device ${odd} in the installation with MPAN ${importMPAN}.`);
  },
  unheld: ({ known, owner, importMPAN }) =>
    known && (owner === undefined || known.booking?.participant !== owner)
      ? refusal('SIM-DST-08', `The installation with MPAN ${importMPAN} is a test installation already.`)
      : undefined,
} satisfies Ordered<(offer: Offer) => Refusal | undefined>;

/** How test installations come into the pool, are booked and go back. */
export const POOL = area('dust-pool', {
  offerChecks: OFFER_CHECKS,
  mostBooked: MOST_BOOKED,
  /** Whether an installation can be booked. */
  isFree: ({ booking, connected, source }: TestInstallation, now: Date): boolean =>
    connected && source !== 'participant' && !isHeld(booking, now),
  /** Whether an installation is of a kind. */
  isOf: (installation: TestInstallation, source: DeviceSource): boolean => installation.source === source,
  /** Keeps who has an installation. */
  keep: (work: Work, installation: TestInstallation): void =>
    work.put(INSTALLATIONS, installation.importMPAN, installation),
  /** Takes a booking from an installation. */
  release: (work: Work, { booking: _ended, ...installation }: TestInstallation): void =>
    work.put(INSTALLATIONS, installation.importMPAN, installation),
  bookingEnds: (now: Date): string => new Date(now.getTime() + BOOKING_DAYS * DAY).toISOString(),
  /** Devices that have migrated stay with their participant for Device and User Systems Test. */
  staysBooked: (migrated: boolean): boolean => migrated,
  /** Whether an installation is shown to a participant and taken from it. */
  isOwn: ({ booking }: TestInstallation, { key }: Participant, now: Date): boolean =>
    isHeld(booking, now) && booking?.participant === key,
});

function isHeld(booking: Booking | undefined, now: Date): boolean {
  return booking !== undefined && (booking.bookedUntil === undefined || booking.bookedUntil > now.toISOString());
}

/** What the test SMSO says of an installation; undefined where it operates none of this MPAN. */
export async function estateOf(dust: MigrationDust, importMPAN: string): Promise<Estate | undefined> {
  return (await dust.ask('smso', `/estate/${encodeURIComponent(importMPAN)}`)) as Estate | undefined;
}

/**
 * Takes an installation of the test SMSO among the test installations.
 * @throws Refusal SIM-DST-05 to -08
 */
export async function offer(
  dust: MigrationDust,
  {
    importMPAN,
    deviceIds,
    ...origin
  }: Pick<TestInstallation, 'importMPAN' | 'source' | 'lab'> & { deviceIds?: readonly string[] },
  owner?: Participant,
): Promise<TestInstallation> {
  const estate = await estateOf(dust, importMPAN);
  return dust.transact((work) => {
    if (owner) requireEligible(work, owner);
    const known = work.get(INSTALLATIONS, importMPAN);
    const subject: Offer = {
      importMPAN,
      estate,
      known,
      ...(deviceIds === undefined ? {} : { deviceIds }),
      ...(owner === undefined ? {} : { owner: owner.key }),
    };
    const fault = firstFault<Offer, Refusal>(work.rules(POOL).offerChecks, subject);
    if (fault) throw fault;
    const { mprn, devices = [] } = estate ?? {};
    const made: TestInstallation = {
      importMPAN,
      ...(mprn === undefined ? {} : { mprn }),
      ...origin,
      connected: true,
      devices,
      ...(owner && { booking: { participant: owner.key, bookedAt: work.now.toISOString() } }),
    };
    work.put(INSTALLATIONS, importMPAN, made);
    return made;
  });
}

/**
 * Books a free test installation for a participant; one that anybody asks for at the same time is another one.
 * @throws Refusal SIM-DST-01 to -04
 */
export function book(work: Work, participant: Participant, source: DeviceSource): TestInstallation {
  requireEligible(work, participant);
  const rules = work.rules(POOL);
  const lent = ownInstallations(work, participant).filter((one) => one.source !== 'participant');
  if (lent.length >= rules.mostBooked) {
    throw refusal(
      'SIM-DST-04',
      `You have ${lent.length} test installations, as many as one participant may: return one first.`,
    );
  }
  const free = work.list(INSTALLATIONS).find(({ value }) => rules.isOf(value, source) && rules.isFree(value, work.now));
  if (!free) {
    throw refusal(
      'SIM-DST-03',
      `No test installation in ${SOURCE_NAMES[source]} is free: one is when it is returned or its booking ends.`,
    );
  }
  const booking = {
    participant: participant.key,
    bookedAt: work.now.toISOString(),
    bookedUntil: rules.bookingEnds(work.now),
  };
  const booked = { ...free.value, booking };
  rules.keep(work, booked);
  work.audit('test-installation-booked', undefined, `${booked.importMPAN} for ${participant.key}`);
  return booked;
}

/**
 * Gives a test installation back.
 * @throws Refusal 404 where the participant has none of this MPAN, SIM-DST-17 where its devices have migrated
 */
export async function giveBack(dust: MigrationDust, participant: Participant, importMPAN: string): Promise<void> {
  const known = dust.read((work) => requireOwn(work, participant, importMPAN));
  const migrated = await isMigrated(dust, known);
  await dust.transact((work) => {
    const installation = requireOwn(work, participant, importMPAN);
    const { staysBooked, release } = work.rules(POOL);
    if (staysBooked(migrated)) {
      throw refusal('SIM-DST-17', 'Its devices have migrated: they stay yours for Device and User Systems Test.');
    }
    if (installation.source === 'participant') work.remove(INSTALLATIONS, importMPAN);
    else release(work, installation);
    work.audit('test-installation-returned', undefined, `${importMPAN} by ${participant.key}`);
  });
}

/** Whether the devices of an installation are commissioned in the inventory. */
export async function isMigrated(dust: MigrationDust, { devices }: TestInstallation): Promise<boolean> {
  const meter = devices.find(({ deviceType }) => deviceType === 'ESME');
  if (!meter) return false;
  const entry = (await dust.ask('dsp', `/inventory/${meter.deviceId}`)) as { status?: string } | undefined;
  return entry?.status === 'Commissioned';
}

/** Keeps devices with their participant once they have migrated. */
export async function keepMigrated(dust: MigrationDust, participant: Participant): Promise<void> {
  for (const installation of dust.read((work) => ownInstallations(work, participant))) {
    if (installation.booking?.bookedUntil === undefined || !(await isMigrated(dust, installation))) continue;
    await dust.transact((work) => {
      const { participant: key, bookedAt } = requireOwn(work, participant, installation.importMPAN).booking ?? {
        participant: participant.key,
        bookedAt: work.now.toISOString(),
      };
      work.put(INSTALLATIONS, installation.importMPAN, { ...installation, booking: { participant: key, bookedAt } });
    });
  }
}

/** The test installations that a participant has now. */
export function ownInstallations(work: Work, participant: Participant): TestInstallation[] {
  const { isOwn } = work.rules(POOL);
  return work
    .list(INSTALLATIONS)
    .map(({ value }) => value)
    .filter((installation) => isOwn(installation, participant, work.now));
}

/** @throws Refusal 404 where the participant has no test installation of this MPAN */
function requireOwn(work: Work, participant: Participant, importMPAN: string): TestInstallation {
  const found = work.get(INSTALLATIONS, importMPAN);
  if (found && work.rules(POOL).isOwn(found, participant, work.now)) return found;
  throw new Refusal(404, `You have no test installation with MPAN ${importMPAN}.`);
}

/** How many test installations of each source are free. */
export function freeCounts(work: Work): Record<'dcc-lab' | 'remote-lab', number> {
  const { isFree } = work.rules(POOL);
  const free = work.list(INSTALLATIONS).filter(({ value }) => isFree(value, work.now));
  const of = (source: DeviceSource): number => free.filter(({ value }) => value.source === source).length;
  return { 'dcc-lab': of('dcc-lab'), 'remote-lab': of('remote-lab') };
}
