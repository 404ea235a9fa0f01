import { describe, expect, it } from 'vitest';
import { csvText, withoutFormula } from './csv-text';

describe('a field of a csv', () => {
  it.each(['=', '+', '-', '@', '\t', '\r', '\n', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20'])(
    'that begins with %j is no formula',
    (begin) => {
      expect(withoutFormula(`${begin}A1`)).toBe(`'${begin}A1`);
    },
  );

  it('is left as it is otherwise, and so is a number', () => {
    expect(csvText([['a=b', '', undefined, -1.5, '-1.5', 'x,"y"']])).toBe(`a=b,,,-1.5,'-1.5,"x,""y"""\r\n`);
    expect(csvText([['\n=1']])).toBe(`"'\n=1"\r\n`);
  });
});
