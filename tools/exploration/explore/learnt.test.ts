import { describe, expect, it } from 'vitest';
import { CONFIGURED, learn, MIGRATED, UNCONFIGURED, type WrittenScenario } from './learnt';

function refusal(request: string, code: string, given = [MIGRATED]): WrittenScenario {
  return { given, when: [request], then: [`the request is answered with "${code}"`, 'nobody has heard of it'] };
}

function ending(variation: string, then: string): WrittenScenario {
  return { given: [`an installation ${variation}`.trim()], when: ['its migration is authorised'], then: [then] };
}

describe('what a sequence is held to', () => {
  it('is what scenarios of one act say of a refusal, and of the end of a first attempt', () => {
    const whitelist = ending('whose whitelist is empty', 'the migration stops at the whitelist with "SIM-WHL-01"');
    const shown = 'the inventory shows the gas meter as commissioned';
    const configuration = {
      given: [UNCONFIGURED, 'an installation whose gas meter refuses its configuration'],
      when: [CONFIGURED.one],
      then: ['the configuration of the installation is reported as failed with "SIM-CFG-21"'],
    };
    expect(learn([refusal('a stranger asks', 'E4'), whitelist, whitelist, configuration, ending('', shown)])).toEqual({
      refusals: [{ given: MIGRATED, act: 'a stranger asks', then: ['the request is answered with "E4"'] }],
      configurations: [
        {
          variation: 'whose gas meter refuses its configuration',
          ending: 'the configuration of the installation is reported as failed with "SIM-CFG-21"',
        },
      ],
      truths: [shown],
      endings: [
        { variation: 'whose whitelist is empty', ending: 'the migration stops at the whitelist with "SIM-WHL-01"' },
      ],
    });
  });

  it.each<[string, WrittenScenario]>([
    ['an answer that is no refusal', refusal('the supplier asks', 'I0')],
    ['more that was done before', refusal('a stranger asks', 'E4', [MIGRATED, 'it is 4 June 2019'])],
    ['what only one installation has', refusal('the supplier asks the new device', 'E19')],
    [
      'what befalls it on one day alone',
      ending('without WAN on its migration day', 'the migration stops at the communications check with "SIM-COM-01"'),
    ],
    ['the end of a later attempt', ending('without WAN', 'the installation is migrated at attempt 2')],
  ])('is not %s', (_what, scenario) => {
    expect(learn([scenario])).toEqual({ refusals: [], endings: [], configurations: [], truths: [] });
  });

  it('is nothing of which scenarios say different things', () => {
    const variation = 'whose gas meter does not answer on its migration day';
    const [stops, goesOn] = ['the migration stops at the check', 'the installation is migrated at attempt 1'];
    expect(learn([ending(variation, stops), ending(variation, goesOn)]).endings).toEqual([]);
  });
});
