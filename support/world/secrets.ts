import { readEstate } from '../roles/estate-reader';
import type { MigrationWorld } from './world';

/** Something that nobody may hand on. */
export interface Secret {
  /** What it is, without showing it. */
  readonly what: string;
  readonly value: string;
}

/** Every secret of a scenario that somebody could hand on: keys of devices, tokens, passwords. */
export async function secretsOf({ roles, installations, authorisations }: MigrationWorld): Promise<Secret[]> {
  const { environment } = roles.context;
  const keys: Secret[] = [];
  for (const { importMPAN, reference } of installations) {
    const { keys: own } = await readEstate(roles.context, 'requesting-party', importMPAN);
    keys.push(...own.map((value) => ({ what: `a key of ${reference}`, value })));
  }
  return [
    ...keys,
    ...Object.entries(environment.partyTokens).map(([party, value]) => ({ what: `the token of the ${party}`, value })),
    ...environment.organisations
      .filter(({ isOthers }) => isOthers !== true)
      .flatMap(({ name, token, portal }) => [
        { what: `the token of ${name}`, value: token },
        { what: `the portal password of ${name}`, value: portal.password },
      ]),
    ...authorisations.map(({ passwordFile }) => ({
      what: `the password of ${passwordFile.name}`,
      value: passwordFile.bytes.toString('utf8'),
    })),
  ];
}

/** The secrets that a text holds: as they are, as hexadecimal digits or in base64. */
export function secretsIn(text: string, secrets: readonly Secret[]): string[] {
  const lower = text.toLowerCase();
  return secrets
    .filter(({ value }) => {
      const raw = Buffer.from(value, 'base64').toString('hex');
      const forms = [Buffer.from(value, 'utf8').toString('base64').replace(/=+$/, ''), value];
      return forms.some((form) => text.includes(form)) || (raw.length >= 32 && lower.includes(raw));
    })
    .map(({ what }) => what);
}
