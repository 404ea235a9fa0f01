/**
 * The roles of a scenario. Each is a driver of what that role can do through the interfaces it really has; their methods
 * are verbs of the domain.
 *
 * - `TestLab`: reset, makeInstallation, setEligible, setGroups, setDeviations, setThreshold, setUserStatus, changeRegistration,
 *   changeSettings, changeAtDevice, activate, switchOn/switchOff (faults), switchOnDefects, hold/held/release, lendKey, notifyInAdvance, deliveredTo, messages, audit, deviceInHand
 * - `VirtualTime`: now, settle, passUntil, passHours, arrange (take the sender's place on a channel), impersonate (the tester with
 *   a role's key and token); what can become of a message stands in `interception.ts`, what can be wrong with a file in
 *   `file-faults.ts`
 * - `DccUser`: send (any service request, also a faulty one), sent, inventoryOf (8.2), responseTo, deliveryOf, received,
 *   alertsReceived
 * - `ResponsibleSupplier` (a DccUser): prepareAuthorisation, submit, uploadArchive, uploadPasswordFile, authorise,
 *   authorisationResult, installationState(s), notices, upgradeNotices, outcomeFiles, fetchOutcomeFile, outcomesOf, reports, demand,
 *   notifications
 * - `MigrationParty` (Requesting Party, Commissioning Party and the following): fileRegister, registered, accepted, newest,
 *   receivedBytes, rejectionsToldOf
 * - `Smso`: readRegister, readConfiguration, reading
 * - `S1sp`: checkCommunications, installation, rotateWithoutDco
 * - `Dco`: keyHolding, rotateWithoutS1sp
 * - `MigrationControlCentre`: installations, giveNotice, recover, release, allocations, changeDay,
 *   unfetched, reports, upgrades
 * - `DemandDesk` (`demand` of suppliers): prepare, deliver, result, judged, allocations, allocationsCsv, commitments, commitment
 * - `NotificationDesk` (`notifications` of suppliers): list, fetch
 * - `DormantUpgrades` (of the Migration Control Centre): loadPackage, loadImage, order, all
 * - `ReportReader` (`reports` of suppliers and of the Migration Control Centre): kept, read, canRead, of, now, csv
 * - `DataServiceProvider`: inventoryEntry, registration
 * - `WideAreaNetwork`: sim, handOver, orderBy
 * - `TestingParticipant` (of Migration DUST): pool, book, giveBack, registerOwn, prepareAuthorisation, uploadRegistration, uploadArchive,
 *   uploadPasswordFile, submission(s), exceptionFile, menu, outcomes, outcomeFile, alerts, alert, reports, reportRows, reportCsv,
 *   examples, example, summary
 * - `DustOperators`: recordDeployment, recordPrerequisite, addTestInstallation
 * - `RemoteLabDesk`: connect, alert; `RemoteLaboratory`, its process: raiseAlerts, crash; `FaultyLaboratory`: one that answers wrongly
 */
import type { Organisation } from '../../environments/environment';
import type { RoleContext } from './context';
import { DccUser } from './dcc-user';
import { MigrationParty } from './migration-party';
import { DataServiceProvider, Dco, MigrationControlCentre, S1sp, Smso, WideAreaNetwork } from './parties';
import { ResponsibleSupplier } from './responsible-supplier';
import { VirtualTime } from './virtual-time';

export type { Authorisation, AuthorisationOverrides } from './authorisation';
export { combinedOverrides, withRow } from './authorisation';
export { Client, UnusableEnvironmentError, UnexpectedAnswer } from './client';
export { labOf, servedBy, type RoleContext } from './context';
export { NotRunHereError } from './not-run-here';
export { OwnReceivers } from './own-receivers';
export { longestLook, PolledClock } from './polled-clock';
export { GrantedNeeds } from './granted-needs';
export type { DayAllocation, DemandOverrides, WantedDay } from './demand-desk';
export type { LoadedFile } from './dormant-upgrades';
export { notificationLines, type NotificationKind, type NotificationLine } from './notification-desk';
export { DccUser, nameOf, type ReceivedResponse, type SendingFault, type SentRequest } from './dcc-user';
export type {
  DeviceFault,
  DeviceInHand,
  DeviceSheet,
  EligibleCombination,
  FaultOrder,
  Group,
  InstallationOrder,
  DeviatingVariant,
  MadeDevice,
  MadeInstallation,
  Operation,
  Quirks,
  ReceiverFault,
  MachineFault,
  SimFault,
  Smets2Order,
} from './lab-shapes';
export { everythingSetAside, type SetAside } from './context';
export { MigrationParty } from './migration-party';
export {
  DataServiceProvider,
  Dco,
  MigrationControlCentre,
  S1sp,
  Smso,
  WideAreaNetwork,
  type NetworkOrder,
} from './parties';
export type * from './published';
export * from './report-shapes';
export { ResponsibleSupplier } from './responsible-supplier';
export type { ImpersonatedMessage } from './impersonation';
export { TestLab } from './test-lab';
export type { Channel, HeldMessage } from './channels';
export * as fileFaults from './file-faults';
export type { FileFault } from './file-faults';
export * as interceptions from './interception';
export type { Interception } from './interception';
export { VirtualTime } from './virtual-time';
export { DustOperators, resetDust } from './dust-operators';
export { FaultyLaboratory, LABORATORY_FAULTS, type LaboratoryFault } from './faulty-laboratory';
export { RemoteLabDesk } from './remote-lab-desk';
export { RemoteLaboratory } from './remote-laboratory';
export { dustOf, registrationFile, TestingParticipant, type RegistrationLine } from './testing-participant';
export type { Submission, Summary, TestInstallation } from './dust-shapes';
export type { Answer } from './client';

/** Short names of the bench's organisations, by the part they play in a scenario. */
export const PARTS = {
  supplier: 'first-supplier',
  otherSupplier: 'second-supplier',
  gasSupplier: 'gas-supplier',
  distributor: 'first-distributor',
  otherDistributor: 'second-distributor',
  transporter: 'first-transporter',
  otherTransporter: 'second-transporter',
  otherUser: 'other-user',
  supplierAgent: 'supplier-agent',
  exportSupplier: 'export-supplier',
  formerUser: 'former-user',
} as const;

/** The part an organisation plays in a scenario. */
export type Part = keyof typeof PARTS;

/** Everybody in a scenario. */
export class Roles {
  readonly time: VirtualTime;
  readonly requestingParty: MigrationParty;
  readonly commissioningParty: MigrationParty;
  readonly s1sp: S1sp;
  readonly dco: Dco;
  readonly smso: Smso;
  readonly controlCentre: MigrationControlCentre;
  readonly dsp: DataServiceProvider;
  readonly network: WideAreaNetwork;
  /** Electricity supplier of the installations; authorises their migration. */
  readonly supplier: ResponsibleSupplier;
  /** A supplier that has nothing to do with the installations. */
  readonly otherSupplier: ResponsibleSupplier;
  /** Gas supplier of the installations. */
  readonly gasSupplier: ResponsibleSupplier;
  /** Distribution Network Operator of the electricity meters. */
  readonly distributor: DccUser;
  /** Gas Transporter of the gas meters. */
  readonly transporter: DccUser;
  /** Agent that the suppliers of the installations have registered. */
  readonly supplierAgent: DccUser;
  /** Buys what an installation exports, where it exports anything. */
  readonly exportSupplier: DccUser;
  private readonly users = new Map<string, DccUser>();

  /** @param smsoTag tag of the SMSO in file names */
  constructor(
    readonly context: RoleContext,
    smsoTag: string,
  ) {
    this.time = new VirtualTime(context);
    this.requestingParty = new MigrationParty('requesting-party', context);
    this.commissioningParty = new MigrationParty('commissioning-party', context);
    this.s1sp = new S1sp(context);
    this.dco = new Dco(context);
    this.smso = new Smso(context);
    this.controlCentre = new MigrationControlCentre(context);
    this.dsp = new DataServiceProvider(context);
    this.network = new WideAreaNetwork(context);
    const supplier = (part: Part): ResponsibleSupplier =>
      this.remember(new ResponsibleSupplier(this.organisation(part), context, smsoTag));
    this.supplier = supplier('supplier');
    this.otherSupplier = supplier('otherSupplier');
    this.gasSupplier = supplier('gasSupplier');
    const user = (part: Part): DccUser => this.remember(new DccUser(this.organisation(part), context));
    this.distributor = user('distributor');
    this.transporter = user('transporter');
    this.supplierAgent = user('supplierAgent');
    this.exportSupplier = user('exportSupplier');
    for (const organisation of context.environment.organisations) {
      if (!this.users.has(organisation.key)) this.remember(new DccUser(organisation, context));
    }
  }

  /** Every organisation of the environment. */
  get everyUser(): readonly DccUser[] {
    return [...this.users.values()];
  }

  /** The user who plays this part. */
  user(part: Part): DccUser {
    const found = this.users.get(PARTS[part]);
    if (found === undefined) throw new Error(`Nobody plays the part "${part}".`);
    return found;
  }

  /** The supplier who plays this part. @throws Error where it is a user of another kind */
  supplierIn(part: Part): ResponsibleSupplier {
    const user = this.user(part);
    if (user instanceof ResponsibleSupplier) return user;
    throw new Error(`${user.name} is no supplier: a scenario can ask this of suppliers only.`);
  }

  /** @throws Error where the environment has no such organisation */
  private organisation(part: Part): Organisation {
    const found = this.context.environment.organisations.find(({ key }) => key === PARTS[part]);
    if (found === undefined) throw new Error(`The environment has no organisation "${PARTS[part]}".`);
    return found;
  }

  private remember<U extends DccUser>(user: U): U {
    this.users.set(user.organisation.key, user);
    return user;
  }
}
