/** What people upload: authorisations, forms of the portal. */
import { makeAuthorisation } from '../../../support/roles/authorisation';
import { answerTo, type FuzzInput, type InputFamily } from './input';
import type { Random } from './random';
import type { FuzzWorld } from './world';
import { mutated, mutatedBytes } from './xml-mutations';

const NOW = new Date('2019-06-07T00:00:00.000Z');
const ODD_CELLS: readonly string[] = [
  '',
  '=1+1',
  '"',
  '"x',
  'é',
  '\ufeff',
  '1E+05',
  '03/06/2019',
  '\r',
  'x'.repeat(400),
  '0',
];

function bentCsv(csv: string, random: Random): string {
  const lines = csv.split('\r\n');
  const at = random.below(lines.length);
  const cells = (lines[at] ?? '').split(',');
  const bent = [...cells];
  bent[random.below(cells.length)] = random.pick(ODD_CELLS);
  switch (random.below(7)) {
    case 0:
      return lines.map((line) => line.replaceAll(',', ';')).join('\r\n');
    case 1:
      return lines.filter((_, index) => index !== at).join('\r\n');
    case 2:
      return [...lines, ...Array<string>(random.below(300)).fill(lines[at] ?? '')].join('\r\n');
    case 3:
      return lines.join(random.pick(['\n', '\r', '\r\n\r\n']));
    case 4:
      return `${csv}${','.repeat(2_000)}`;
    default:
      return lines.map((line, index) => (index === at ? bent.join(',') : line)).join('\r\n');
  }
}

async function authorisationInput(world: FuzzWorld, random: Random): Promise<FuzzInput> {
  const { supplier } = world.roles;
  const order = {
    supplier: supplier.organisation,
    usualSmsoTag: world.ground.dmc.smso,
    installations: world.installations,
    now: NOW,
    number: 1 + random.below(50_000),
  };
  const made = await makeAuthorisation(order, {
    ...(random.once(4) ? {} : { csv: (csv: string) => bentCsv(csv, random) }),
    ...(random.once(6) ? { encryption: random.pick(['aes-128', 'traditional', 'none'] as const) } : {}),
    ...(random.once(6) ? { packedWith: 'another password' } : {}),
    ...(random.once(3) ? { bytes: (bytes: Buffer) => mutatedBytes(bytes, random) } : {}),
    ...(random.once(6) ? { passwordText: (password: string) => mutated(password, random) } : {}),
    ...(random.once(8) ? { archiveName: (name: string) => mutated(name, random) } : {}),
  });
  const { services } = world.ground.environment;
  const put = (name: string, body: Uint8Array): ReturnType<typeof answerTo> =>
    answerTo(`${services.mcc}/authorisations/${encodeURIComponent(name)}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${supplier.organisation.token}`, 'content-type': 'application/octet-stream' },
      body: new Uint8Array(body),
    });
  return {
    what: `authorisation ${made.archive.name.slice(0, 80)} (${made.archive.bytes.length} bytes)`,
    send: async () => {
      const answer = await put(made.archive.name, made.archive.bytes);
      return answer.status >= 400 ? answer : put(made.passwordFile.name, made.passwordFile.bytes);
    },
  };
}

/** Migration Authorisation Files. */
export const AUTHORISATIONS: InputFamily = { name: 'authorisations', share: 6, isBusy: true, make: authorisationInput };

const FIELDS: readonly string[] = [
  'user',
  'password',
  'token',
  'authorisation-file',
  'password-file',
  'demand-file',
  '',
];
const PAGES: readonly string[] = [
  '/portal/sign-in',
  '/portal/sign-out',
  '/portal/authorisations',
  '/portal/demand',
  '/portal/nowhere',
];

async function formInput(world: FuzzWorld, random: Random): Promise<FuzzInput> {
  const { services } = world.ground.environment;
  const boundary = random.once(10) ? '' : 'fuzz';
  const parts = Array.from({ length: random.below(4) }, () => {
    const file = random.once(2) ? `; filename="${random.pick(['a.zip', '../a', '"', 'é', ''])}"` : '';
    const value = random.pick(['', 'x', '\u0000', 'x'.repeat(3_000), '<script>', random.text('ab\r\n-', 40)]);
    return `--fuzz\r\nContent-Disposition: form-data; name="${random.pick(FIELDS)}"${file}\r\n\r\n${value}\r\n`;
  });
  const multipart = random.once(2);
  const body = multipart
    ? `${parts.join('')}${random.once(5) ? '' : '--fuzz--\r\n'}`
    : `user=${random.text('a%&=+é', 20)}&password=x`;
  const type = multipart ? `multipart/form-data; boundary=${boundary}` : 'application/x-www-form-urlencoded';
  const page = random.pick(PAGES);
  const cookie = random.pick(['', 'session=x', `session=${'x'.repeat(3_000)}`, '=;=;', 'session=%ff']);
  const headers = {
    'content-type': type,
    ...(cookie === '' ? {} : { cookie }),
    ...(random.once(6) ? { origin: 'http://elsewhere.example' } : {}),
  };
  return {
    what: `form ${page} ${type}: ${body.slice(0, 120)}`,
    send: () => answerTo(`${services.mcc}${page}`, { method: 'POST', headers, body }),
    isRefusal: () => true,
  };
}

/** Forms of the portal. */
export const FORMS: InputFamily = { name: 'portal forms', share: 11, isBusy: false, make: formInput };
