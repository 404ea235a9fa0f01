import { z } from 'zod';
import type { EnvironmentDescription } from '../../environments/environment';
import { sentenceOf } from '../../support/scope/errors';

const labDefects = z.array(z.object({ id: z.string(), on: z.boolean() }));

/** What the system says when it is asked which of its seeded defects are on, as a version of the run. */
export async function seededDefectsOn({ lab }: Pick<EnvironmentDescription, 'lab'>): Promise<string> {
  if (lab === undefined) return 'not asked: the environment has no lab';
  try {
    const headers = { authorization: `Bearer ${lab.token}` };
    const response = await fetch(new URL('/defects', lab.url), { headers, signal: AbortSignal.timeout(5_000) });
    if (!response.ok) return `not known: the lab says ${response.status}`;
    const on = labDefects.parse(await response.json()).flatMap((defect) => (defect.on ? [defect.id] : []));
    return on.length === 0 ? 'none on' : `on: ${on.join(', ')}`;
  } catch (error) {
    return `not known: ${sentenceOf(error)}`;
  }
}
