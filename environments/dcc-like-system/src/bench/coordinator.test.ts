import { describe, expect, it } from 'vitest';
import type { ServiceName } from '../../../environment';
import type { TurnReport } from '../kernel/turn';
import { Coordinator, type LabCall } from './coordinator';

const START = new Date('2019-06-03T00:00:00.000Z');

/** Services that answer their turns from a script: by service and instant, what they report. */
function bench(script: Partial<Record<ServiceName, (now: string) => TurnReport>>): {
  coordinator: Coordinator;
  turns: string[];
} {
  const turns: string[] = [];
  const nexts: Partial<Record<ServiceName, string | undefined>> = {};
  const call: LabCall = (service, _method, path, body) => {
    if (path === '/lab/clock') return Promise.resolve({ next: nexts[service] });
    if (path !== '/lab/work') return Promise.resolve({});
    const { now } = body as { now: string };
    const report = script[service]?.(now) ?? { done: 0, delivered: [] };
    nexts[service] = report.next;
    turns.push(`${now.slice(11, 16)} ${service}`);
    return Promise.resolve(report);
  };
  return { coordinator: new Coordinator(['mcc', 's1sp', 'wan'], call, START), turns };
}

describe('virtual time', () => {
  it('gives turns in a fixed order until nobody has received anything', async () => {
    let delivered = false;
    const { coordinator, turns } = bench({
      wan: () => {
        const report: TurnReport = { done: 1, delivered: delivered ? [] : ['mcc'] };
        delivered = true;
        return report;
      },
    });
    await coordinator.settle();
    expect(turns).toEqual(['00:00 mcc', '00:00 s1sp', '00:00 wan', '00:00 mcc']);
  });

  it('visits every due instant on the way, in order, and then rests at the target', async () => {
    const due: Record<string, string | undefined> = {
      mcc: '2019-06-03T02:00:00.000Z',
      s1sp: '2019-06-03T01:00:00.000Z',
    };
    const once =
      (service: 'mcc' | 's1sp') =>
      (now: string): TurnReport => {
        if (due[service] !== undefined && now >= due[service]) due[service] = undefined;
        return { done: 0, delivered: [], ...(due[service] === undefined ? {} : { next: due[service] }) };
      };
    const { coordinator, turns } = bench({ mcc: once('mcc'), s1sp: once('s1sp') });
    await coordinator.advance(new Date('2019-06-03T05:00:00.000Z'));
    expect(turns.filter((turn) => /^0[12]/.test(turn))).toEqual(['01:00 s1sp', '02:00 mcc']);
    expect(coordinator.now.toISOString()).toBe('2019-06-03T05:00:00.000Z');
  });

  it('sees a timer that a call of another service has set', async () => {
    const turns: string[] = [];
    let woken: string | undefined;
    const call: LabCall = (service, _method, path, body) => {
      const { now } = body as { now: string };
      if (path === '/lab/clock') return Promise.resolve(service === 'wan' ? { next: woken } : {});
      turns.push(`${now.slice(11, 16)} ${service}`);
      // In its first turn the S1SP calls the WAN, which sets itself a timer.
      if (service === 's1sp' && turns.length === 2) woken = '2019-06-03T00:20:00.000Z';
      if (service === 'wan' && now >= (woken ?? '9')) woken = undefined;
      return Promise.resolve({ done: 0, delivered: [] });
    };
    const coordinator = new Coordinator(['wan', 's1sp'], call, START);
    await coordinator.advance(new Date('2019-06-03T05:00:00.000Z'));
    expect(turns).toContain('00:20 wan');
  });

  it('does not fire what is due after the target', async () => {
    const { coordinator } = bench({ mcc: () => ({ done: 0, delivered: [], next: '2019-06-03T06:00:00.000Z' }) });
    await coordinator.advance(new Date('2019-06-03T05:00:00.000Z'));
    expect(coordinator.nextDue).toBe('2019-06-03T06:00:00.000Z');
  });

  it('never goes back, and reports a system that does not come to rest', async () => {
    const { coordinator } = bench({ mcc: () => ({ done: 1, delivered: ['mcc'] }) });
    await expect(coordinator.advance(new Date('2019-06-02T00:00:00.000Z'))).rejects.toThrow('cannot go back');
    await expect(coordinator.settle()).rejects.toThrow('does not come to rest');
  });
});
