import { defect, entry, omitWrite, rule } from '../../../kernel/defect';
import { FIRMWARE_REQUEST } from '../dcc-services/firmware-request';
import { INVENTORY_REQUESTS } from '../dcc-services/inventory-requests';
import { idOrDevice, SCHEDULE_REQUESTS } from '../dcc-services/schedule-requests';
import { changeStatus, INVENTORY } from '../inventory/inventory';
import { schedulesOf } from '../schedules/schedules';

/** Seeded defects of the requests that the DCC answers itself. */
export const DCC_SERVICE_DEFECTS = [
  // Devices of other premises with the same hub model are shown too.
  defect(
    'dsp-shows-neighbours',
    rule(INVENTORY_REQUESTS, 'shown', (right) => (filter, work) => {
      const found = right(filter, work);
      const hub = found.find(({ deviceType }) => deviceType === 'CHF');
      if (!hub) return found;
      const all = work.list(INVENTORY).map(({ value }) => value);
      return [...found, ...all.filter(({ deviceId, model }) => deviceId !== hub.deviceId && model === hub.model)];
    }),
  ),
  defect(
    'dsp-finds-nothing-and-says-done',
    rule(INVENTORY_REQUESTS, 'nothingShown', (right) => (filter) => (filter.by === 'MPxN' ? 'I0' : right(filter))),
  ),
  defect('dsp-forgets-announced-device', omitWrite(INVENTORY_REQUESTS, 'enter')),
  defect('dsp-keeps-decommissioned-device', entry(INVENTORY_REQUESTS, 'decommissioning', 'status').skip()),
  defect(
    'dsp-keeps-orders-of-decommissioned',
    entry(INVENTORY_REQUESTS, 'decommissioning', 'schedules').skip(),
    entry(INVENTORY_REQUESTS, 'decommissioning', 'waitingRequests').skip(),
  ),
  defect('dsp-keeps-schedules-of-decommissioned', entry(INVENTORY_REQUESTS, 'decommissioning', 'schedules').skip()),
  defect(
    'dsp-decommissions-whole-model',
    entry(INVENTORY_REQUESTS, 'decommissioning', 'notice').insertBefore('model', ({ model }, work) => {
      const alike = work.list(INVENTORY).filter(({ value }) => value.model === model && value.status !== undefined);
      for (const { value } of alike) changeStatus(value, 'Decommissioned', 'decommissioned with its model', work);
    }),
  ),
  defect('dsp-omits-notice-of-decommissioning', entry(INVENTORY_REQUESTS, 'decommissioning', 'notice').skip()),
  defect(
    'dsp-shows-schedules-of-others',
    rule(
      SCHEDULE_REQUESTS,
      'toRead',
      () =>
        ({ body }, work) =>
          schedulesOf(undefined, idOrDevice(body.filter), work),
    ),
  ),
  defect(
    'dsp-reads-schedules-by-id-only',
    rule(SCHEDULE_REQUESTS, 'toRead', (right) => (dcc, work) => {
      return dcc.body.filter.by === 'DeviceID' ? [] : right(dcc, work);
    }),
  ),
  defect(
    'dsp-deletes-every-schedule',
    rule(
      SCHEDULE_REQUESTS,
      'toDelete',
      () =>
        ({ request }, work) =>
          schedulesOf(request.id.originator, 'all', work),
    ),
  ),
  defect(
    'dsp-deletes-schedules-of-others',
    rule(
      SCHEDULE_REQUESTS,
      'toDelete',
      () =>
        ({ body }, work) =>
          schedulesOf(undefined, idOrDevice(body.filter), work),
    ),
  ),
  defect('dsp-keeps-deleted-schedule', omitWrite(SCHEDULE_REQUESTS, 'delete')),
  defect(
    'dsp-refuses-list-with-unknown-device',
    rule(FIRMWARE_REQUEST, 'isRefused', (right) => (distribution) => {
      return right(distribution) || distribution.unknown.length > 0;
    }),
  ),
];
