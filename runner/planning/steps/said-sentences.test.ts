import { describe, expect, it, vi } from 'vitest';
import { SaidSentences } from './said-sentences';
import type { StepLanguage, StepWord } from './step-language';

const WORDS = [
  { place: 'steps/sim.ts:1', regexp: /^the SIM is (put back|held)$/, parameters: ['simState'] },
  { place: 'steps/meter.ts:1', regexp: /^the meter shows (.+)$/, parameters: ['display'] },
] as unknown as StepWord[];
const language = {
  fitting: (text: string) => WORDS.filter(({ regexp }) => regexp.test(text)),
} as unknown as StepLanguage;
const TEXTS = ['the SIM is put back', 'the SIM is held', 'the meter shows a balance of £2.00', 'no step is like this'];

describe('what features say already', () => {
  const said = new SaidSentences(language, () => TEXTS);

  it('is offered where it says most of a text, one sentence for each definition', () => {
    expect(said.like('the SIM is back', 3)).toEqual(['the SIM is put back']);
    expect(said.like('the meters show the balance', 3)).toEqual(['the meter shows a balance of £2.00']);
  });

  it('is offered for a value too', () => {
    expect(said.valuesLike('display', 'the balance', 3)).toEqual(['a balance of £2.00']);
    expect(said.valuesLike('simState', 'back', 3)).toEqual(['put back']);
  });

  it('is not offered where it says nothing of it, nor what no step fits', () => {
    expect(said.like('unrelated words entirely', 3)).toEqual([]);
    expect(said.like('no step is like this', 3)).not.toContain('no step is like this');
  });

  it('is read when something is sought', () => {
    const texts = vi.fn(() => TEXTS);
    const idle = new SaidSentences(language, texts);
    expect(texts).not.toHaveBeenCalled();
    idle.like('the SIM', 1);
    idle.like('the meter', 1);
    expect(texts).toHaveBeenCalledOnce();
  });
});
