import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { publishedResultSchema } from './result-schema';

describe('the published schema', () => {
  it('is that of the result model: "npm run schema" writes it', () => {
    const file = path.join(__dirname, 'result.schema.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(publishedResultSchema())));
  });
});
