import { defect, entry, omitWrite, rule } from '../../dcc-like-system/src/kernel/defect';
import { INSTALLATIONS } from '../records';
import { POOL } from '../pool';
import { SUBMISSION } from '../submissions';

/** Seeded defects of the pool and of participants' own devices. */
export const TEST_DEVICE_DEFECTS = [
  defect(
    'dust-books-twice',
    rule(
      POOL,
      'isFree',
      () =>
        ({ connected, source }) =>
          connected && source !== 'participant',
    ),
  ),
  defect('dust-forgets-bookings', omitWrite(POOL, 'keep')),
  defect(
    'dust-lends-without-limit',
    rule(POOL, 'mostBooked', () => Infinity),
  ),
  defect(
    'dust-mixes-laboratories',
    rule(POOL, 'isOf', () => () => true),
  ),
  defect(
    'dust-loses-returned-devices',
    rule(
      POOL,
      'release',
      () =>
        (work, { importMPAN }) =>
          work.remove(INSTALLATIONS, importMPAN),
    ),
  ),
  defect(
    'dust-bookings-end-early',
    rule(POOL, 'bookingEnds', () => (now) => new Date(now.getTime() + 7 * 86_400_000).toISOString()),
  ),
  defect(
    'dust-bookings-never-end',
    rule(POOL, 'bookingEnds', () => () => '2099-01-01T00:00:00.000Z'),
  ),
  defect(
    'dust-lends-disconnected-devices',
    rule(POOL, 'isFree', (right) => (installation, now) => right({ ...installation, connected: true }, now)),
  ),
  defect(
    'dust-authorises-disconnected-devices',
    rule(SUBMISSION, 'disconnected', () => () => []),
  ),
  defect('dust-takes-unlinked-devices', entry(POOL, 'offerChecks', 'linked').skip()),
  defect('dust-takes-dormant-meters', entry(POOL, 'offerChecks', 'active').skip()),
  defect('dust-takes-undeclared-devices', entry(POOL, 'offerChecks', 'declared').skip()),
  defect('dust-takes-held-devices', entry(POOL, 'offerChecks', 'unheld').skip()),
  defect(
    'dust-takes-migrated-devices-back',
    rule(POOL, 'staysBooked', () => () => false),
  ),
];
