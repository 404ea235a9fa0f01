import { describe, expect, it } from 'vitest';
import { admissionLines, forecastLine, objections, requirementsAround, type Admission } from './admission';

const defect = {
  id: 's1sp-ignores-extra-device',
  service: 's1sp',
  requirement: 'ST-B4',
  rule: 'An undeclared device stops it',
};
const sound: Admission = {
  id: 'ST-B4-03',
  runs: [{ how: 'seed 1', outcome: 'passed' }],
  defects: [{ defect, outcome: 'failed' }],
};

describe('the admission of a scenario', () => {
  it('says what it finds, and admits it', () => {
    expect(objections(sound)).toEqual([]);
    const said = admissionLines(sound);
    expect(said[0]).toContain('ST-B4-03 finds 1 of 1 seeded defects');
    expect(said).toContain('  found   s1sp-ignores-extra-device (ST-B4): An undeclared device stops it');
    expect(said.at(-1)).toBe('ST-B4-03 can be admitted.');
  });

  it('counts what it misses by requirement, and lists it where that is asked for', () => {
    const missed = ['ST-B2', 'ST-B4', 'ST-B4'].map((requirement, index) => ({
      defect: { ...defect, id: `missed-${index}`, requirement },
      outcome: 'passed' as const,
    }));
    const some = { ...sound, defects: [...sound.defects, ...missed] };
    expect(admissionLines(some).filter((line) => line.startsWith('  missed'))).toEqual([
      '  missed  3, most of them the business of other scenarios (ST-B4 2, ST-B2 1): --all lists them.',
    ]);
    expect(admissionLines(some, true).filter((line) => line.startsWith('  missed'))).toHaveLength(3);
  });

  it('says how long it will take, where it takes long', () => {
    expect(forecastLine(10, 223, 12_000)).toBe(
      '10 of 223 seeded defects are tried: the others take about 5 minutes more.',
    );
    expect(forecastLine(10, 20, 12_000)).toBeUndefined();
  });

  it('does not admit one that finds nothing', () => {
    const blind = { ...sound, defects: [{ defect, outcome: 'passed' as const }] };
    expect(objections(blind)[0]).toContain('finds none of 1 seeded defects. Where one of those missed breaks its rule');
    expect(admissionLines(blind)).toContain(
      '  missed  s1sp-ignores-extra-device (ST-B4): An undeclared device stops it',
    );
    expect(admissionLines(blind).at(-1)).toBe('ST-B4-03 is not admitted.');
  });

  it('does not admit one that is not always green', () => {
    const shaky = { ...sound, runs: [...sound.runs, { how: 'seed 1-2', outcome: 'failed' as const }] };
    expect(objections(shaky)).toEqual(['ST-B4-03 is failed with no defect: seed 1-2.']);
  });

  it('says which changes of rules it misses, and admits it all the same', () => {
    const place = 'environments/dcc-like-system/src/s1sp/a.ts:7';
    const mutants = {
      met: 300,
      tried: [
        { place, meaning: 'a in place of b', isFound: false },
        { place, meaning: 'c in place of d', isFound: true },
      ],
    };
    const said = admissionLines({ ...sound, mutants });
    expect(said).toContain(`  missed  ${place}: a in place of b`);
    expect(said.join('\n')).toContain(
      'Of 300 changes of rules in places where it comes, 2 were tried by lot; ST-B4-03 notices 1.',
    );
    expect(said.join('\n')).not.toContain('c in place of d');
    expect(said.at(-1)).toBe('ST-B4-03 can be admitted.');
  });

  it('takes the requirements of the feature for neighbours', () => {
    const own = { positive: ['ST-B2'], negative: ['ST-B4'], featurePath: 'features/a.feature' };
    const beside = { positive: ['ST-B2', 'ST-B5'], negative: [], featurePath: 'features/a.feature' };
    const far = { positive: ['ST-A1'], negative: [], featurePath: 'features/b.feature' };
    expect(requirementsAround(own, [own, beside, far])).toEqual({ own: ['ST-B2', 'ST-B4'], neighbours: ['ST-B5'] });
  });
});
