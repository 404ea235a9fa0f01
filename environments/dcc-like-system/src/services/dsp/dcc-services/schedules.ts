import type { Work } from '../../../kernel/work';
import type { Answer } from '../gateway/gateway';
import { createSchedule, deleteSchedule, schedulesOf, type Schedule } from '../schedules/schedules';
import type { DccRequest } from '.';

/** Most schedules in one answer (SOURCED: DUIS schema). */
const MOST_SCHEDULES = 99;

/** 5.1 */
export function create({ request, body }: DccRequest<'create-schedule'>, work: Work): Answer {
  const { id } = createSchedule(request.id.originator, body.schedule, work);
  return { code: 'I0', content: { kind: 'schedule', id } };
}

/** 5.2 */
export function read(dcc: DccRequest<'schedules-of'>, work: Work): Answer {
  const schedules = meant(dcc, work, work.service.defect('dsp-shows-schedules-of-others')).slice(0, MOST_SCHEDULES);
  const isBlind = work.service.defect('dsp-reads-schedules-by-id-only') && dcc.body.filter.by === 'DeviceID';
  return schedules.length === 0 || isBlind
    ? { code: 'E050201' }
    : { code: 'I0', content: { kind: 'schedules', schedules } };
}

/** 5.3 */
export function remove(dcc: DccRequest<'schedules-of'>, work: Work): Answer {
  const schedules = work.service.defect('dsp-deletes-every-schedule')
    ? schedulesOf(dcc.request.id.originator, 'all', work)
    : meant(dcc, work, work.service.defect('dsp-deletes-schedules-of-others'));
  if (schedules.length === 0) return { code: 'E050301' };
  if (!work.service.defect('dsp-keeps-deleted-schedule'))
    for (const schedule of schedules) deleteSchedule(schedule, work);
  return { code: 'I99' };
}

/** @param anybodys seeded defect: whoever made them */
function meant({ request, body }: DccRequest<'schedules-of'>, work: Work, anybodys: boolean): Schedule[] {
  const { filter } = body;
  const by = filter.by === 'DeviceID' ? { deviceId: filter.deviceId } : { id: filter.id };
  return schedulesOf(anybodys ? undefined : request.id.originator, by, work);
}
