import { describe, expect, it } from 'vitest';
import type { ServiceName } from '../../../environment';
import type { Schedule, TickReport } from '../kernel/tick';
import { Coordinator, type LabCall, type Neighbours, type Time } from './coordinator';

const START = new Date('2019-06-03T00:00:00.000Z');

const NOTHING: Schedule = { logicalTime: 0, called: [] };
const IDLE: TickReport = { logicalTime: 0, delivered: [], called: [] };

/** Services that answer from a script, by service and instant: what they report of a turn, and what they have to do before. */
function lab(
  script: Partial<Record<ServiceName, (now: string) => TickReport>>,
  agendas: Partial<Record<ServiceName, () => Schedule>> = {},
): { coordinator: Coordinator; turns: string[]; asked: string[] } {
  const turns: string[] = [];
  const asked: string[] = [];
  const nexts: Partial<Record<ServiceName, string | undefined>> = {};
  const call: LabCall = (service, _method, path, body) => {
    const { now } = body as { now: string };
    if (path === '/lab/clock') {
      asked.push(service);
      return Promise.resolve(agendas[service]?.() ?? { ...NOTHING, next: nexts[service] });
    }
    if (path !== '/lab/work') return Promise.resolve({});
    const report = script[service]?.(now) ?? IDLE;
    nexts[service] = report.next;
    turns.push(`${now.slice(11, 16)} ${service}`);
    return Promise.resolve(report);
  };
  const clock = { begin: { now: START.toISOString(), turn: 0 }, keep: () => undefined };
  return { coordinator: new Coordinator(['mcc', 's1sp', 'wan'], call, clock), turns, asked };
}

/** Has something to do at first, and nothing once it was asked. */
function once(agenda: Schedule): () => Schedule {
  const left = [agenda];
  return () => left.shift() ?? NOTHING;
}

const DUE: Schedule = { ...NOTHING, next: START.toISOString() };

describe('virtual time', () => {
  it('gives turns, in a fixed order, to those who have something to do, until nobody has received anything', async () => {
    const mail: ServiceName[][] = [['mcc', 's1sp'], []];
    const { coordinator, turns } = lab({ wan: () => ({ ...IDLE, delivered: mail.shift() ?? [] }) }, { wan: once(DUE) });
    await coordinator.settle();
    expect(turns).toEqual(['00:00 wan', '00:00 mcc', '00:00 s1sp']);
    expect((['wan', 'mcc', 's1sp', 'dsp'] as const).map((name) => coordinator.tickOf(name))).toEqual([1, 2, 3, 0]);
  });

  it('visits every due instant on the way, in order, and then rests at the target', async () => {
    const due: Record<string, string | undefined> = {
      mcc: '2019-06-03T02:00:00.000Z',
      s1sp: '2019-06-03T01:00:00.000Z',
    };
    const agenda = (service: 'mcc' | 's1sp') => (): Schedule =>
      due[service] === undefined ? NOTHING : { ...NOTHING, next: due[service] };
    const turn = (service: 'mcc' | 's1sp') => (): TickReport => {
      due[service] = undefined;
      return IDLE;
    };
    const { coordinator, turns } = lab(
      { mcc: turn('mcc'), s1sp: turn('s1sp') },
      { mcc: agenda('mcc'), s1sp: agenda('s1sp') },
    );
    await coordinator.advance(new Date('2019-06-03T05:00:00.000Z'));
    expect(turns).toEqual(['01:00 s1sp', '02:00 mcc']);
    expect(coordinator.now.toISOString()).toBe('2019-06-03T05:00:00.000Z');
  });

  it('asks those who were called, and whom they have called in turn, and nobody else', async () => {
    // The MCC calls the S1SP, and the S1SP, which has no turn, the WAN: that sets itself a timer for now.
    const wan = [NOTHING, DUE];
    const { coordinator, turns, asked } = lab(
      { mcc: () => ({ ...IDLE, called: ['s1sp'] }) },
      {
        mcc: once(DUE),
        s1sp: () => ({ ...NOTHING, called: asked.length > 3 ? ['wan'] : [] }),
        wan: () => wan.shift() ?? NOTHING,
      },
    );
    await coordinator.settle();
    expect(asked).toEqual(['mcc', 's1sp', 'wan', 's1sp', 'wan']);
    expect(turns).toEqual(['00:00 mcc', '00:00 wan']);
  });

  it('tells everybody the greatest logical time that anybody was at', async () => {
    const told: [string, number][] = [];
    const call: LabCall = (service, _method, path, body) => {
      const { logicalTime } = body as { logicalTime: number };
      told.push([`${service} ${path}`, logicalTime]);
      const next = path === '/lab/clock' && told.length < 4 ? { next: START.toISOString() } : {};
      return Promise.resolve({ ...IDLE, ...next, logicalTime: path === '/lab/work' ? logicalTime + 7 : 0 });
    };
    const clock = { begin: { now: START.toISOString(), turn: 0 }, keep: () => undefined };
    await new Coordinator(['mcc', 's1sp'], call, clock).settle();
    expect(told.filter(([what]) => what.endsWith('work'))).toEqual([
      ['mcc /lab/work', 0],
      ['s1sp /lab/work', 7],
    ]);
  });

  it('does not fire what is due after the target', async () => {
    const { coordinator } = lab({}, { mcc: () => ({ ...NOTHING, next: '2019-06-03T06:00:00.000Z' }) });
    await coordinator.advance(new Date('2019-06-03T05:00:00.000Z'));
    expect(coordinator.nextDue).toBe('2019-06-03T06:00:00.000Z');
    expect(coordinator.dueAt).toEqual(['mcc']);
  });

  it('goes on where it was, and keeps where it is before it tells anybody', async () => {
    const told: string[] = [];
    const call: LabCall = (service, _method, path, body) => {
      told.push(`${service} ${path} ${(body as { now: string }).now.slice(11, 16)}`);
      return Promise.resolve(path === '/lab/clock' && told.length < 3 ? DUE : IDLE);
    };
    const clock = {
      begin: { now: START.toISOString(), turn: 41 },
      keep: ({ now, turn }: { now: string; turn: number }) => {
        told.push(`kept ${now.slice(11, 16)} ${turn}`);
      },
    };
    const coordinator = new Coordinator(['wan'], call, clock);
    expect([coordinator.now, coordinator.tickOf('wan')]).toEqual([START, 41]);
    await coordinator.advance(new Date('2019-06-03T01:00:00.000Z'));
    expect(told).toEqual([
      'wan /lab/clock 00:00',
      'kept 00:00 42',
      'wan /lab/work 00:00',
      'kept 01:00 42',
      'wan /lab/clock 01:00',
    ]);
  });

  it('tells one of several that share a clock the time, and asks those alone of whom it sees that they have news', async () => {
    const calls: string[] = [];
    const news = new Set<ServiceName>(['wan']);
    const noted = (service: ServiceName, what: string, { now }: Time): boolean => {
      calls.push(`${now.toISOString().slice(11, 16)} ${service} ${what}`);
      return news.delete(service);
    };
    const neighbours: Neighbours = {
      hasNews: (service) => news.has(service),
      reset: (service, start) => {
        calls.push(`${service} begins again on ${start.toISOString().slice(0, 10)}`);
        return Promise.resolve();
      },
      tell: (service, time) => Promise.resolve(noted(service, 'is told', time) ? DUE : NOTHING),
      giveTurn: (service, time) => {
        noted(service, 'works', time);
        // The MCC, which has no turn, has been called by the WAN and has something to do later.
        if (calls.at(-1) === '00:00 wan works') news.add('mcc');
        return Promise.resolve({ ...IDLE, called: ['mcc', 's1sp'] });
      },
    };
    const clock = { begin: { now: START.toISOString(), turn: 0 }, keep: () => undefined };
    const nobody: LabCall = () => Promise.reject(new Error('No route is called to tell the time.'));
    const coordinator = new Coordinator(['mcc', 's1sp', 'wan'], nobody, clock, neighbours);
    await coordinator.reset(START);
    await coordinator.advance(new Date('2019-06-03T05:00:00.000Z'));
    expect(calls).toEqual([
      'mcc begins again on 2019-06-03',
      's1sp begins again on 2019-06-03',
      'wan begins again on 2019-06-03',
      '00:00 wan is told',
      '00:00 wan works',
      '00:00 mcc is told',
      '00:00 mcc works',
      '05:00 mcc is told',
    ]);
  });

  it('never goes back, and reports a system that does not come to rest', async () => {
    const { coordinator } = lab({ mcc: () => ({ ...IDLE, delivered: ['mcc'] }) }, { mcc: () => DUE });
    await expect(coordinator.advance(new Date('2019-06-02T00:00:00.000Z'))).rejects.toThrow('cannot go back');
    await expect(coordinator.settle()).rejects.toThrow('does not come to rest');
  });
});
