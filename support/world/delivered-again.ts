import { createHash } from 'node:crypto';
import type { TestLab } from '../roles/test-lab';

/** What the audit trail says of a message that came again, as published. */
const AGAIN = /^(?<kind>\S+) \S+ from (?<from>\S+), SHA-256 (?<digest>[0-9a-f]{64})$/;

/** Messages that came again, `key-confirmation to the s1sp`, each with whether its sender had sent these bytes there. */
export async function deliveredAgain(lab: TestLab): Promise<Map<string, boolean>> {
  const digestOf = (body: string): string => createHash('sha256').update(body).digest('hex');
  const sent = new Set(
    (await lab.messages()).map(({ from, to, kind, body }) => [from, to, kind, digestOf(body)].join(' ')),
  );
  const found = new Map<string, boolean>();
  for (const { event, service, detail } of await lab.audit()) {
    if (event !== 'message-again') continue;
    const { kind = '', from = '', digest = '' } = AGAIN.exec(detail)?.groups ?? {};
    const key = `${kind} to the ${service}`;
    found.set(key, (found.get(key) ?? true) && sent.has([from, service, kind, digest].join(' ')));
  }
  return found;
}
