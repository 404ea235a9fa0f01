/** A refusal that the system was seen to give. */
export interface GivenCode {
  /** As the published tables have it, e.g. `SIM-WHL-02` or `E19`. */
  readonly code: string;
  /** Service that gave it. */
  readonly by: string;
}

/** Media type under which a scenario hands over the codes it saw: for the record, and no evidence of its own. */
export const CODES_MEDIA_TYPE = 'application/vnd.smets1-migration.codes+json';

/** Modelled codes look like nothing else and are found anywhere. */
const MODELLED = /\bSIM-[A-Z0-9]{3}-\d{2}\b/g;

/**
 * Answers of DUIS and test results look like other words: they are taken only where a code stands, in an XML element or a
 * JSON field of that name. `I0`, `I99` and alerts are no refusals; a warning (`W...`) refuses in part.
 */
const PLACED = /<(?:\w+:)?\w*Code>\s*([EGW][A-Z]?\d{1,6})\s*<|"\w*[cC]ode"\s*:\s*"([EGW][A-Z]?\d{1,6})"/g;

/** The refusals that a document gives, each once, in order of appearance. */
export function spotCodes(document: string): string[] {
  const placed = [...document.matchAll(PLACED)].flatMap(([, element, field]) => element ?? field ?? []);
  return [...new Set([...(document.match(MODELLED) ?? []), ...placed])];
}

/** Gathers the refusals that the services give during a scenario. */
export class CodeWatch {
  private readonly given = new Map<string, GivenCode>();

  /** Looks at something that a service said. */
  see(by: string, document: string | Uint8Array): void {
    const text = typeof document === 'string' ? document : Buffer.from(document).toString('utf8');
    for (const code of spotCodes(text)) this.given.set(`${by} ${code}`, { code, by });
  }

  /** Everything seen so far, in the order of its first appearance. */
  get codes(): readonly GivenCode[] {
    return [...this.given.values()];
  }
}
