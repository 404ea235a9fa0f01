import { defineParameterType } from '@cucumber/cucumber';
import type { PhraseReader } from '../support/scope/needs';
import { VOCABULARY } from './phrases/vocabulary';

for (const { name, source, read, needsOf } of VOCABULARY) {
  defineParameterType({
    name,
    regexp: new RegExp(source),
    /** Whoever reads a phrase, the scenario or the plan, is told what it needs. */
    transformer: function (this: PhraseReader, text: string): unknown {
      if (needsOf !== undefined) this.needs.allow(needsOf(text));
      return read(text);
    },
  });
}
