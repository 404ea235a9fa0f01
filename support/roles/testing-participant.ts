import { z } from 'zod';
import type { DustDescription } from '../../environments/environment';
import { makeAuthorisation, type Authorisation, type AuthorisationOverrides, type UploadFile } from './authorisation';
import { Client, UnusableEnvironmentError, type Answer, type Call } from './client';
import { dispatchIn, timeAt, type RoleContext } from './context';
import * as shapes from './dust-shapes';
import type { MadeInstallation } from './lab-shapes';

/** An account of Migration DUST. */
export type DustAccount = DustDescription['participants'][number];
type Source = shapes.TestInstallation['source'];

/** A line of registration data. */
export interface RegistrationLine {
  readonly mpxn: string;
  readonly fuel: string;
  readonly supplier: string;
  readonly networkOperator: string;
}

/** First line of registration data, as `environments/contracts/migration-dust.md` publishes it. */
const REGISTRATION_COLUMNS = 'MPxN,Fuel,SupplierEUI,NetworkOperatorEUI';

/** A file of registration data. @param first its first line */
export function registrationFile(lines: readonly RegistrationLine[], first = REGISTRATION_COLUMNS): Buffer {
  const rows = lines.map(({ mpxn, fuel, supplier, networkOperator }) =>
    [mpxn, fuel, supplier, networkOperator].join(','),
  );
  return Buffer.from([first, ...rows, ''].join('\r\n'), 'utf8');
}

/** Migration DUST as the environment describes it. @throws UnusableEnvironmentError where it has none */
export function dustOf({ environment }: RoleContext): DustDescription {
  if (environment.migrationDust !== undefined) return environment.migrationDust;
  throw new UnusableEnvironmentError(`The environment "${environment.name}" has no Migration DUST.`);
}

/** Speaks with Migration DUST under a token. */
export function dustClient(context: RoleContext, actor: string, token: string): Client {
  const connection = { baseUrl: dustOf(context).url, actor, counterpart: 'Migration DUST', ...dispatchIn(context) };
  return new Client({ ...connection, authorization: `Bearer ${token}` }, context.evidence);
}

/** A Testing Participant of Migration DUST. */
export class TestingParticipant {
  private readonly client: Client;
  private authorisations = 0;

  /** @param smsoTag tag of the test SMSO, as file names have it */
  constructor(
    readonly account: DustAccount,
    private readonly context: RoleContext,
    private readonly smsoTag: string,
  ) {
    this.client = dustClient(context, account.name, account.token);
  }

  /** Free test installations, and its own. */
  async pool(): Promise<shapes.Pool> {
    return this.client.ask(shapes.pool, { method: 'GET', path: '/test-installations', title: 'Test installations' });
  }

  /** Books a test installation; gives the answer, whatever it is. */
  async book(source: Source): Promise<Answer> {
    return this.client.call({ method: 'POST', path: '/bookings', body: { source }, title: 'Booking' });
  }

  /** Returns a test installation; gives the answer, whatever it is. */
  async giveBack(importMPAN: string): Promise<Answer> {
    return this.client.call({ method: 'DELETE', path: `/bookings/${importMPAN}`, title: 'Return', about: importMPAN });
  }

  /** Registers an installation of its own; gives the answer, whatever it is. */
  async registerOwn(importMPAN: string, deviceIds: readonly string[]): Promise<Answer> {
    const body = { importMPAN, deviceIds };
    return this.client.call({
      method: 'POST',
      path: '/own-installations',
      body,
      title: 'Own devices',
      about: importMPAN,
    });
  }

  /** Makes an authorisation in the name of the suppliers as which it authorises. */
  async prepareAuthorisation(
    installations: readonly MadeInstallation[],
    overrides?: AuthorisationOverrides,
  ): Promise<Authorisation> {
    this.authorisations += 1;
    const { electricity, gas } = this.account.suppliers;
    const supplier = this.context.environment.organisations.find(({ eui }) => eui === electricity);
    if (supplier === undefined) throw new Error(`The environment has no organisation with the EUI ${electricity}.`);
    const renamed = installations.map((made) => ({
      ...made,
      electricitySupplier: electricity,
      ...(made.gasSupplier === undefined ? {} : { gasSupplier: gas }),
    }));
    const now = await timeAt(this.client);
    const order = { supplier, usualSmsoTag: this.smsoTag, installations: renamed, now, number: this.authorisations };
    return makeAuthorisation(order, overrides);
  }

  /** Uploads registration data; gives the answer, whatever it is. */
  async uploadRegistration(stem: string, lines: readonly RegistrationLine[], first?: string): Promise<Answer> {
    return this.client.call({
      ...uploadTo(`/registration-data/${stem}`),
      body: registrationFile(lines, first),
      title: 'Registration data',
      about: stem,
    });
  }

  /** Uploads the archive; gives the answer, whatever it is. @param exception code of the exception to provoke */
  async uploadArchive({ name, bytes }: UploadFile, exception?: string): Promise<Answer> {
    const query = exception === undefined ? '' : `?exception=${encodeURIComponent(exception)}`;
    const path = `/authorisations/${encodeURIComponent(name)}${query}`;
    return this.client.call({ ...uploadTo(path), body: bytes, title: 'Migration Authorisation File', about: name });
  }

  /** Uploads the password file; gives the answer, whatever it is. */
  async uploadPasswordFile({ name, bytes }: UploadFile): Promise<Answer> {
    const call = {
      ...uploadTo(`/authorisations/${encodeURIComponent(name)}`),
      body: bytes,
      title: 'Password file',
      about: name,
    };
    return this.client.call({ ...call, secretBody: true });
  }

  /** An authorisation with its result; undefined where it has none of this stem. */
  async submission(stem: string): Promise<shapes.Submission | undefined> {
    const path = `/authorisations/${encodeURIComponent(stem)}`;
    return this.client.find(shapes.submission, {
      method: 'GET',
      path,
      title: 'Result of the authorisation',
      about: stem,
    });
  }

  async submissions(): Promise<shapes.Submission[]> {
    return this.client.ask(z.array(shapes.submission), { method: 'GET', path: '/authorisations' });
  }

  /** The exception file of an authorisation; gives the answer, whatever it is. */
  async exceptionFile(stem: string): Promise<Answer> {
    return this.fetch(`/authorisations/${encodeURIComponent(stem)}/exceptions.csv`, 'Exception file');
  }

  /** The exceptions that can be provoked. */
  async menu(): Promise<z.output<typeof shapes.menuEntry>[]> {
    return this.client.ask(z.array(shapes.menuEntry), {
      method: 'GET',
      path: '/exceptions',
      title: 'Menu of exceptions',
    });
  }

  async outcomes(): Promise<z.output<typeof shapes.outcome>[]> {
    return this.client.ask(z.array(shapes.outcome), { method: 'GET', path: '/outcomes', title: 'Outcome files' });
  }

  /** A Commissioning Outcome File; gives the answer, whatever it is. */
  async outcomeFile(name: string): Promise<Answer> {
    return this.fetch(`/outcomes/${encodeURIComponent(name)}`, 'Commissioning Outcome File, fetched');
  }

  async alerts(): Promise<shapes.ListedAlert[]> {
    return this.client.ask(z.array(shapes.alert), { method: 'GET', path: '/alerts', title: 'Alerts' });
  }

  /** An alert; gives the answer, whatever it is. */
  async alert(number: number): Promise<Answer> {
    return this.fetch(`/alerts/${String(number)}`, 'Alert, fetched');
  }

  async reports(): Promise<z.output<typeof shapes.report>[]> {
    return this.client.ask(z.array(shapes.report), { method: 'GET', path: '/reports', title: 'Reports' });
  }

  /** Rows of a report by its id, or of `current/<kind>`. */
  async reportRows(path: string): Promise<z.output<typeof shapes.reportRows>> {
    return this.client.ask(shapes.reportRows, {
      method: 'GET',
      path: `/reports/${path}`,
      title: 'Report',
      about: path,
    });
  }

  /** A report as csv; gives the answer, whatever it is. */
  async reportCsv(path: string): Promise<Answer> {
    return this.fetch(`/reports/${path}/report.csv`, 'Report as csv');
  }

  async examples(): Promise<z.output<typeof shapes.example>[]> {
    return this.client.ask(z.array(shapes.example), { method: 'GET', path: '/examples', title: 'Example files' });
  }

  /** An example file; gives the answer, whatever it is. */
  async example(name: string): Promise<Answer> {
    return this.fetch(`/examples/${encodeURIComponent(name)}`, 'Example file');
  }

  async summary(): Promise<shapes.Summary> {
    return this.client.ask(shapes.summary, { method: 'GET', path: '/summary', title: 'Summary' });
  }

  /** Any call as this participant; gives the answer, whatever it is. */
  async call(call: Call): Promise<Answer> {
    return this.client.call(call);
  }

  private async fetch(path: string, title: string): Promise<Answer> {
    return this.client.call({ method: 'GET', path, title, isDocument: true });
  }
}

function uploadTo(path: string): Pick<Call, 'method' | 'path' | 'isDocument'> {
  return { method: 'PUT', path, isDocument: true };
}
