/** Evidence packs from outside. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packArchive } from '../../../support/interfaces/maf';
import type { FuzzInput, InputFamily } from './input';
import type { Random } from './random';
import { mutated, mutatedBytes } from './xml-mutations';

/** Verifies a pack. @returns what is wrong with it; undefined where it cannot be read and a sentence said so */
export type VerifyPack = (file: string) => Promise<readonly string[] | undefined>;

const MANIFEST = {
  format: 'smets1-migration-testing/evidence-pack',
  version: 1,
  evidence: 'Simulated',
  run: { id: 'first-1-0001', plan: 'first', seed: '1', environment: 'embedded', formal: true },
  versions: {},
  verdict: { result: 'met', sentence: 'It meets.' },
  criteria: [],
  files: [{ path: 'result.json', bytes: 2, sha256: 'a'.repeat(64) }],
};
const NAMES: readonly string[] = [
  'result.json',
  '../x',
  '/x',
  'a/../../x',
  'x'.repeat(300),
  '\u001b[31mx',
  'inputs/',
  'result.json/x',
  'CON',
  'a\u0000b',
];
const CONTENTS: readonly string[] = [
  '{}',
  'null',
  '[null]',
  '{"modelVersion":4}',
  '{"modelVersion":null}',
  'x',
  '\u0000'.repeat(1_000_000),
];

async function packOf(random: Random): Promise<Buffer> {
  const manifest = JSON.stringify(MANIFEST);
  const entries = [
    { name: 'manifest.json', content: random.once(3) ? mutated(manifest, random) : manifest },
    ...Array.from({ length: random.below(4) }, () => ({ name: random.pick(NAMES), content: random.pick(CONTENTS) })),
  ];
  // Names that stand twice are refused by whoever packs.
  const once = [...new Map(entries.map((entry) => [entry.name, entry])).values()];
  const bytes = await packArchive(once, '', 'none');
  return random.once(2) ? mutatedBytes(bytes, random) : bytes;
}

/** Packs that nobody made. @param verify must call each of them wrong, or say in a sentence that it cannot be read */
export function packs(verify: VerifyPack): InputFamily {
  return {
    name: 'packs',
    share: 2,
    isBusy: false,
    make: async (_world, random): Promise<FuzzInput> => {
      const bytes = await packOf(random);
      return {
        what: `pack of ${bytes.length} bytes`,
        send: async () => {
          const folder = mkdtempSync(path.join(tmpdir(), 'fuzz-pack-'));
          const file = path.join(folder, 'pack.zip');
          try {
            writeFileSync(file, bytes);
            const problems = await verify(file);
            return { status: problems?.length === 0 ? 200 : 400, contentType: '', text: problems?.join('\n') ?? '' };
          } finally {
            rmSync(folder, { recursive: true, force: true });
          }
        },
        judge: async ({ status, text }) => [
          ...(status === 200 ? ['A pack that nobody made is called sound.'] : []),
          ...(text.includes('\u001b') ? ['What is wrong is said with control characters.'] : []),
        ],
      };
    },
  };
}
