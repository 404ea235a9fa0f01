import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import type { Answer } from '../gateway/answer';
import { createSchedule, deleteSchedule, schedulesOf, type Schedule } from '../schedules/schedules';
import type { DccRequest } from './dcc-request';

/** Most schedules in one answer (SOURCED: DUIS schema). */
const MOST_SCHEDULES = 99;

/** Which schedules a user reads and deletes. */
export const SCHEDULE_REQUESTS = area('dsp-schedule-requests', {
  toRead: schedulesMeant,
  toDelete: schedulesMeant,
  delete: deleteSchedule,
});

/** 5.1 */
export function create({ request, body }: DccRequest<'create-schedule'>, work: Work): Answer {
  const { id } = createSchedule(request.id.originator, body.schedule, work);
  return { code: 'I0', content: { kind: 'schedule', id } };
}

/** 5.2 */
export function read(dcc: DccRequest<'schedules-of'>, work: Work): Answer {
  const schedules = work.rules(SCHEDULE_REQUESTS).toRead(dcc, work).slice(0, MOST_SCHEDULES);
  return schedules.length === 0 ? { code: 'E050201' } : { code: 'I0', content: { kind: 'schedules', schedules } };
}

/** 5.3 */
export function remove(dcc: DccRequest<'schedules-of'>, work: Work): Answer {
  const rules = work.rules(SCHEDULE_REQUESTS);
  const schedules = rules.toDelete(dcc, work);
  if (schedules.length === 0) return { code: 'E050301' };
  for (const schedule of schedules) rules.delete(schedule, work);
  return { code: 'I99' };
}

/** The schedules of the originator that a request names. */
function schedulesMeant({ request, body }: DccRequest<'schedules-of'>, work: Work): readonly Schedule[] {
  return schedulesOf(request.id.originator, idOrDevice(body.filter), work);
}

/** What a filter of schedules names: the id of one, or the device that they are about. */
export function idOrDevice(
  filter: DccRequest<'schedules-of'>['body']['filter'],
): { readonly id: string } | { readonly deviceId: string } {
  return filter.by === 'DeviceID' ? { deviceId: filter.deviceId } : { id: filter.id };
}
