import { z } from 'zod';
import type { Organisation } from '../../environments/environment';
import type { CommissioningOutcome } from '../interfaces/files/migration-files';
import { partyName } from '../evidence/party-names';
import { makeAuthorisation, type Authorisation, type AuthorisationOverrides, type UploadFile } from './authorisation';
import type { Client } from './client';
import { clientOfOrganisation, timeAt, type RoleContext } from './context';
import { DccUser } from './dcc-user';
import { DemandDesk } from './demand-desk';
import type { MadeInstallation } from './lab-shapes';
import { NotificationDesk } from './notification-desk';
import { ReportReader } from './report-reader';
import { SupplierLists } from './supplier-lists';
import {
  authorisationResult,
  installationState,
  notice,
  outcomeListing,
  upgradeNotice,
  type AuthorisationResult,
  type InstallationState,
  type Notice,
  type OutcomeListing,
  type UpgradeNotice,
} from './published';
import { UnmetExpectation } from '../evidence/failure';

/** A Commissioning Outcome File that the Migration Control Centre forwarded. */
export interface ForwardedOutcomes {
  readonly name: string;
  /** As signed by the Commissioning Party. */
  readonly xml: string;
  readonly outcomes: readonly CommissioningOutcome[];
}

/** A supplier: authorises the migration of its installations, and learns what came of it. */
export class ResponsibleSupplier extends DccUser {
  /** What the Migration Control Centre reports to it. */
  readonly reports: ReportReader;
  /** Where it says its demand and learns its allocation. */
  readonly demand: DemandDesk;
  /** Where it fetches what it is told of plans for its Dormant Meters. */
  readonly notifications: NotificationDesk;
  /** What the Migration Control Centre lists to it. */
  readonly lists: SupplierLists;
  private readonly mcc: Client;
  private authorisations = 0;

  /**
   * @param smsoTag tag of the SMSO that runs the supplier's installations, as file names have it
   */
  constructor(
    organisation: Organisation,
    context: RoleContext,
    private readonly smsoTag: string,
  ) {
    super(organisation, context);
    this.mcc = clientOfOrganisation(context, organisation, 'mcc');
    this.reports = new ReportReader(this.mcc);
    this.lists = new SupplierLists(this.mcc);
    this.demand = new DemandDesk(this.mcc, organisation, smsoTag, context.needs);
    this.notifications = new NotificationDesk(this.mcc);
  }

  /** Makes an authorisation without submitting it. */
  async prepareAuthorisation(
    installations: readonly MadeInstallation[],
    overrides?: AuthorisationOverrides,
  ): Promise<Authorisation> {
    await this.context.clock.leaveTimeToday();
    const now = await timeAt(this.mcc);
    do this.authorisations += 1;
    while (!this.context.names.take(`${this.eui}-${now.toISOString().slice(0, 19)}-${this.authorisations}`));
    const order = {
      supplier: this.organisation,
      usualSmsoTag: this.smsoTag,
      installations,
      now,
      number: this.authorisations,
    };
    return makeAuthorisation(order, overrides);
  }

  /** Submits an authorisation: the archive, then its password file. */
  async submit({ archive, passwordFile, content }: Authorisation): Promise<void> {
    this.context.evidence.add({
      name: 'Content of the authorisation, before it is packed',
      detail: archive.name,
      body: JSON.stringify({ header: content.header, rows: content.rows }),
    });
    await this.uploadArchive(archive);
    await this.uploadPasswordFile(passwordFile);
    await this.context.clock.sentToday();
  }

  /** Uploads the archive alone. */
  async uploadArchive(archive: UploadFile): Promise<void> {
    await this.upload(archive, 'Migration Authorisation File', false);
  }

  /** Uploads the password file alone. */
  async uploadPasswordFile(passwordFile: UploadFile): Promise<void> {
    await this.upload(passwordFile, 'Password file', true);
  }

  /** Makes an authorisation and submits it. */
  async authorise(
    installations: readonly MadeInstallation[],
    overrides?: AuthorisationOverrides,
  ): Promise<Authorisation> {
    const authorisation = await this.prepareAuthorisation(installations, overrides);
    await this.submit(authorisation);
    return authorisation;
  }

  /** What the Migration Control Centre answered to an authorisation; undefined while it knows none of this stem. */
  async authorisationResult(stem: string): Promise<AuthorisationResult | undefined> {
    const path = `/authorisations/${encodeURIComponent(stem)}`;
    return this.mcc.find(authorisationResult, {
      method: 'GET',
      path,
      title: 'Result of the authorisation',
      about: stem,
    });
  }

  /** All installations of this supplier that were ever authorised. */
  async installationStates(): Promise<InstallationState[]> {
    const path = '/installations';
    return this.mcc.ask(z.array(installationState), { method: 'GET', path, title: 'States of the installations' });
  }

  /** State of the installation at a supply point; the newest when it was authorised more than once. */
  async installationState(importMPAN: string): Promise<InstallationState | undefined> {
    return (await this.installationStates()).findLast((state) => state.importMPAN === importMPAN);
  }

  /** Notices about this supplier's Dormant Meters, in the order in which they were given. */
  async notices(): Promise<Notice[]> {
    return this.mcc.ask(z.array(notice), { method: 'GET', path: '/notices', title: 'Notices' });
  }

  /** Notices that this supplier's Dormant Meters are going to be configured, in the order in which they were given. */
  async upgradeNotices(): Promise<UpgradeNotice[]> {
    return this.mcc.ask(z.array(upgradeNotice), { method: 'GET', path: '/upgrade-notices', title: 'Upgrade notices' });
  }

  /** The Commissioning Outcome Files that this supplier can fetch. */
  async outcomeFiles(): Promise<OutcomeListing[]> {
    const title = 'Commissioning Outcome Files to fetch';
    return this.mcc.ask(z.array(outcomeListing), { method: 'GET', path: '/outcomes', title });
  }

  /**
   * Fetches a Commissioning Outcome File.
   * @param receivedAt when it came to the Migration Control Centre, ISO 8601
   * @throws Error when it is invalid or not signed by the Commissioning Party
   */
  async fetchOutcomeFile({
    name,
    receivedAt: at,
  }: Pick<OutcomeListing, 'name' | 'receivedAt'>): Promise<ForwardedOutcomes> {
    const xml = await this.outcomeFileText(name);
    const { documents, environment } = this.context;
    const problems = await documents.problemsOfFile('COF', xml, {
      signer: 'commissioning-party',
      certificates: environment.certificates,
      at,
      wrongSigner: (signer) => `It is signed by the ${partyName(signer)}.`,
    });
    if (problems.length > 0) {
      throw new UnmetExpectation({
        subject: 'the validity of Commissioning Outcome Files',
        expected: 'a valid Commissioning Outcome File that the Commissioning Party has signed',
        observed: problems.join(' '),
        on: { file: name },
        party: 'commissioning-party',
      });
    }
    return { name, xml, outcomes: documents.fileOf('COF', xml).outcomes };
  }

  /** The outcomes in a Commissioning Outcome File, unchecked. */
  async outcomesIn(name: string): Promise<readonly CommissioningOutcome[]> {
    return this.context.documents.fileOf('COF', await this.outcomeFileText(name)).outcomes;
  }

  private async outcomeFileText(name: string): Promise<string> {
    const path = `/outcomes/${encodeURIComponent(name)}`;
    const title = 'Commissioning Outcome File, fetched';
    return (await this.mcc.expect([200], { method: 'GET', path, title, about: name, isDocument: true })).text;
  }

  /** Every outcome of the installation at a supply point that this supplier can learn of, in order of arrival. */
  async outcomesOf(importMPAN: string): Promise<CommissioningOutcome[]> {
    const found: CommissioningOutcome[] = [];
    for (const listing of await this.outcomeFiles()) {
      const { outcomes } = await this.fetchOutcomeFile(listing);
      found.push(...outcomes.filter((outcome) => outcome.importMPAN === importMPAN));
    }
    return found;
  }

  private async upload({ name, bytes }: UploadFile, what: string, secretBody: boolean): Promise<void> {
    await this.mcc.expect([202], {
      method: 'PUT',
      path: `/authorisations/${encodeURIComponent(name)}`,
      body: bytes,
      title: what,
      about: name,
      isDocument: true,
      secretBody,
    });
  }
}
