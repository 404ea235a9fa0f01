import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';

// These rules need no types, which take long to compute.
const eslint = new ESLint({ overrideConfig: [tseslint.configs.disableTypeChecked] });

/** Rules that refuse this code where it stands in a file. */
async function refusals(code: string, filePath: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(`${code}\nexport {};\n`, { filePath });
  return (result?.messages ?? []).map(({ ruleId }) => ruleId).filter((rule) => rule?.startsWith('no-restricted-'));
}

const THROWS = "throw new Error('The whitelist was accepted.');";

describe('no assertion bypasses the expectations', () => {
  it.each([
    ["import 'node:assert';", 'steps/keys.ts', ['no-restricted-imports']],
    ["import 'assert/strict';", 'support/world/facts.ts', ['no-restricted-imports']],
    ["import 'chai';", 'steps/phrases/words.ts', ['no-restricted-imports']],
    [THROWS, 'steps/keys.ts', ['no-restricted-syntax']],
    [THROWS, 'support/world/facts.ts', ['no-restricted-syntax']],
    [THROWS, 'steps/phrases/words.ts', []],
  ])('%s in %s', { timeout: 60_000 }, async (code, file, expected) => {
    expect(await refusals(code, file)).toEqual(expected);
  });
});
