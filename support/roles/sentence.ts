import { z } from 'zod';

const refusal = z.object({ error: z.string() });

/** The one sentence of a refusal; of anything else its beginning. */
export function sentenceOf(text: string): string {
  try {
    const parsed = refusal.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data.error;
  } catch {
    // Not JSON: shown as it is.
  }
  return text.slice(0, 200) || '(nothing)';
}
