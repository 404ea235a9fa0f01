import type { Profiler } from 'node:inspector/promises';
import { describe, expect, it } from 'vitest';
import { profileWork, sharesOf } from './work-profile';

const SRC = 'file:///app/environments/dcc-like-system/src';

/** A stack from the root down, as nodes of a profile. */
function profileOf(stacks: readonly (readonly [name: string, url: string])[][], times: number[]): Profiler.Profile {
  const nodes: Profiler.ProfileNode[] = [{ id: 1, callFrame: frame('(root)', ''), hitCount: 0, children: [] }];
  const samples = stacks.map((stack) => {
    let parent = nodes[0];
    for (const [functionName, url] of stack) {
      const node = { id: nodes.length + 1, callFrame: frame(functionName, url), hitCount: 0, children: [] };
      nodes.push(node);
      parent?.children?.push(node.id);
      parent = node;
    }
    return parent?.id ?? 1;
  });
  return { nodes, samples, timeDeltas: times, startTime: 0, endTime: 0 };
}

function frame(functionName: string, url: string): Profiler.ProfileNode['callFrame'] {
  return { functionName, url, scriptId: '1', lineNumber: 0, columnNumber: 0 };
}

describe('where the time went', () => {
  it('is told by the innermost known place of each sample, idle time left out', () => {
    const shares = sharesOf(
      profileOf(
        [
          [
            ['sign', `${SRC}/xml/signature.ts`],
            ['signOneShot', 'node:internal/crypto/sig'],
          ],
          [
            ['checkFile', `${SRC}/formats/check.ts`],
            ['parseFromString', 'file:///x/node_modules/@xmldom/xmldom/lib/dom-parser.js'],
          ],
          [
            ['handle', `${SRC}/services/mcc/index.ts`],
            ['get', `${SRC}/kernel/work.ts`],
            ['get', ''],
          ],
          [['(idle)', '']],
          [['run', 'node:timers']],
        ],
        [100, 200, 600, 9_000, 100],
      ),
    );
    expect(shares).toEqual([
      { what: 'store', share: 0.6 },
      { what: 'XML parsing', share: 0.2 },
      { what: 'signing', share: 0.1 },
      { what: 'the rest', share: 0.1 },
    ]);
  });

  it('is measured while the work is done', async () => {
    let done = false;
    const shares = await profileWork(() => {
      for (const end = performance.now() + 60; performance.now() < end;);
      done = true;
      return Promise.resolve();
    });
    expect(done).toBe(true);
    const sum = shares.reduce((total, { share }) => total + share, 0);
    expect(sum).toBeGreaterThan(0.9);
    expect(sum).toBeLessThanOrEqual(1.000001);
  });
});
