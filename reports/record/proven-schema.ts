import { z } from 'zod';
import { date, instant, text, texts } from './schema-parts';

/** By what it is known that the Migration Testing of a release has exited. */
export const provenSchema = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('pack'),
      release: text,
      sha256: text,
      signedWith: text.describe('SHA-256 of the public key that its signature was checked with.'),
      signer: text.describe('A role, never a name.'),
      signerReference: text,
      run: text,
      plan: text,
      finishedAt: instant,
      dmcs: texts.describe('Combinations of the release that it took through all three Test Phases.'),
      verdict: text,
      versions: z.record(text, text).readonly(),
    })
    .readonly(),
  z
    .strictObject({
      kind: z.literal('decision'),
      release: text,
      role: text.describe('A role, never a name.'),
      date,
      reference: text,
      statement: text,
    })
    .readonly(),
]);
