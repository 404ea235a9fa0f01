import { defineParameterType } from '@cucumber/cucumber';
import { VOCABULARY } from './phrases/vocabulary';

for (const { name, source, read } of VOCABULARY) {
  defineParameterType({ name, regexp: new RegExp(source), transformer: (text: string): unknown => read(text) });
}
