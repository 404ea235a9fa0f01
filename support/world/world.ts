import { World } from '@cucumber/cucumber';
import type { DeviceModelCombination } from '../scope/dmc-catalogue';
import type { PhraseReader } from '../scope/needs';
import type { Phase } from '../scope/plan';
import { EvidenceLog } from '../evidence/evidence-log';
import type { DeviceType } from '../interfaces/vocabulary';
import {
  GrantedNeeds,
  labOf,
  Roles,
  type TestLab,
  type Authorisation,
  type AuthorisationOverrides,
  type EligibleCombination,
  type InstallationOrder,
  type MadeDevice,
  type MadeInstallation,
  type NoticeResult,
  type Smets2Order,
} from '../roles';
import { dayAfter } from '../models/calendar/days';
import type { Enrolled } from './enrolled-installation';
import { expectFound, expectThat } from './expectation';
import { lookAgain } from './looking-again';
import { NOTICE_DAYS, NOTICE_WINDOW } from './notice';
import type { MigrationParameters } from './parameters';
import { roleContext } from './role-context';
import {
  eligibleCombination,
  groupOf,
  installationOrder,
  keyHolderTypes,
  deviatingVariants,
  otherGroupOf,
  smets2Order,
} from './under-test';
import { expectNoRefusal, expectAuthorised } from './refusals';
import { RunningStep } from './running-step';

/** Which installation is meant: one of the scenario by its number, from 1, or an enrolled one by its name. */
export type InstallationReference = number | string;

/** Name of the SMETS2+ installation of a scenario. */
const SMETS2 = 'SMETS2+';

/** Last minute of a migration day. */
const END_OF_DAY = 'T23:59:00.000Z';

/** What the steps of one scenario share: the roles, and what the scenario has made so far. */
export class MigrationWorld extends World<MigrationParameters> implements PhraseReader {
  readonly evidence = new EvidenceLog();
  /** What the step that runs may use. */
  readonly needs = new GrantedNeeds();
  /** Installations that the scenario speaks of, in order. */
  readonly installations: MadeInstallation[] = [];
  /** Installations that were migrated before the scenario begins, of whatever cohort. */
  readonly enrolled: Enrolled[] = [];
  /** Dormant devices are as their suppliers left them, in every installation that is made from now on. */
  dormantUnconfigured = false;
  /** Authorisations that were made, in order. */
  readonly authorisations: Authorisation[] = [];
  readonly step = new RunningStep(this.needs);
  private later: MadeInstallation | undefined;
  private everybody: Roles | undefined;
  private seed = '';
  private serials = 0;

  /** The Test Phase: which meters of an installation are active, and so who authorises its migration. */
  get phase(): Phase {
    return this.parameters.phase;
  }

  /** The Device Model Combination under test. */
  get dmc(): DeviceModelCombination {
    return this.parameters.dmc;
  }

  /** Everybody in the scenario. */
  get roles(): Roles {
    return expectFound('the roles of the scenario', this.everybody);
  }

  /** The test lab. @throws UndeclaredNeedError where the step does not say that it needs one */
  get lab(): TestLab {
    return labOf(this.roles.context);
  }

  /** The test lab, once connected to an environment that has one: for what is left out where there is none. */
  get labIfAny(): TestLab | undefined {
    return this.everybody?.context.lab;
  }

  /** The only installation of the scenario, or the first. */
  get installation(): MadeInstallation {
    return this.nthInstallation(1);
  }

  /** Has a SMETS2+ installation beside; `changes` say what is otherwise than usual. */
  async makeSmets2(changes: Partial<Smets2Order> = {}): Promise<MadeInstallation> {
    this.later = await this.lab.makeSmets2({ ...smets2Order(this.roles), ...changes });
    return this.later;
  }

  /** The installation of this number, counted from 1, the one of SMETS2+, or the enrolled one of this name. */
  nthInstallation(reference: InstallationReference): MadeInstallation {
    if (typeof reference === 'number') {
      return expectFound(`installation number ${String(reference)} of the scenario`, this.installations[reference - 1]);
    }
    if (reference === SMETS2) return expectFound('a SMETS2+ installation', this.later);
    return expectFound(
      `an enrolled installation "${reference}"`,
      this.enrolled.find(({ name }) => name === reference),
    ).made;
  }

  /** The combination of an installation: the one under test, unless it was enrolled before. */
  dmcOf(installation: MadeInstallation): DeviceModelCombination {
    return this.enrolled.find(({ made }) => made === installation)?.dmc ?? this.dmc;
  }

  /** The newest authorisation of the scenario. */
  get authorisation(): Authorisation {
    return expectFound('an authorisation of the scenario', this.authorisations.at(-1));
  }

  /**
   * Connects to the environment and makes it fresh: empty, at the first instant of virtual time, with the DMC under test
   * on the list of eligible combinations.
   * @param seed seed of this execution
   * @param id id of the scenario
   * @throws UnusableEnvironmentError when the environment does not answer
   */
  async connect(seed: string, id: string): Promise<void> {
    const context = await roleContext(this, this.parameters.transport ?? 'sockets', id);
    this.everybody = new Roles(context, this.dmc.smso);
    this.seed = seed;
    if (context.lab !== undefined) await this.provision(context.lab);
  }

  /**
   * Makes the environment fresh once more, at the first instant of a day: the scenario begins then.
   * @param day YYYY-MM-DD
   * @throws UnmetExpectation when the scenario has begun already
   */
  async beginOn(day: string): Promise<void> {
    this.needs.expect('virtual-time');
    const made = this.installations.length + this.enrolled.length + this.authorisations.length;
    expectThat(made === 0, `that nothing has been made before ${day}`, 'an installation by an earlier step');
    await this.provision(this.lab, new Date(`${day}T00:00:00.000Z`));
  }

  private async provision(lab: TestLab, start?: Date): Promise<void> {
    await lab.reset(this.seed, start);
    await lab.setGroups([groupOf(this.dmc), otherGroupOf(this.dmc)]);
    await lab.setEligible([this.eligible()]);
    if (deviatingVariants(this.dmc).length > 0) await lab.setDeviations(deviatingVariants(this.dmc));
    await lab.switchOnDefects(this.parameters.defects ?? []);
  }

  /** The combination under test as an entry of the list of eligible combinations, or with some firmware changed. */
  eligible(firmware?: Partial<Record<DeviceType, readonly string[]>>): EligibleCombination {
    return eligibleCombination(this.dmc, firmware);
  }

  /** Makes an installation of the DMC under test at the SMSO; `changes` say what is otherwise than usual. */
  async makeInstallation(changes: Partial<InstallationOrder> = {}): Promise<MadeInstallation> {
    const made = await this.roles.context.installations.makeInstallation(
      this.orderOf(this.installations.length + 1, changes),
    );
    this.installations.push(made);
    return made;
  }

  /** Makes many installations at once, in order; one for each entry of what is otherwise than usual. */
  async makeInstallations(changes: readonly Partial<InstallationOrder>[]): Promise<MadeInstallation[]> {
    const before = this.installations.length;
    const { installations } = this.roles.context;
    const made = await installations.makeInstallations(
      changes.map((one, index) => this.orderOf(before + index + 1, one)),
    );
    this.installations.push(...made);
    return made;
  }

  /** The order of an installation of the DMC under test, by its number in the scenario. */
  private orderOf(number: number, changes: Partial<InstallationOrder>): InstallationOrder {
    const usual = installationOrder(`installation ${String(number)}`, this.dmc, this.phase, this.roles);
    return { ...usual, ...(this.dormantUnconfigured ? { unconfigured: true } : {}), ...changes };
  }

  /** The supplier authorises installations; all of the scenario's unless some are named. */
  async authorise(
    installations: readonly MadeInstallation[] = this.installations,
    overrides: AuthorisationOverrides = {},
  ): Promise<Authorisation> {
    const authorisation = await this.roles.supplier.prepareAuthorisation(installations, overrides);
    this.authorisations.push(authorisation);
    await this.roles.supplier.submit(authorisation);
    await this.roles.time.settle();
    return authorisation;
  }

  /** The day of a migration that is authorised or given notice of now, YYYY-MM-DD. */
  async earliestMigrationDay(): Promise<string> {
    const now = await this.roles.time.now();
    return dayAfter(now, this.phase === 'Active' ? 1 : NOTICE_DAYS);
  }

  /**
   * The Migration Control Centre gives notice of the migration of dormant meters.
   * @param leadDays days from now to the first planned day
   * @param plannedDays days of the planned window, both ends counted
   */
  async giveNotice(
    installations: readonly MadeInstallation[] = this.installations,
    leadDays = NOTICE_DAYS,
    plannedDays = NOTICE_WINDOW,
  ): Promise<NoticeResult> {
    const now = await this.roles.time.now();
    const window = { from: dayAfter(now, leadDays), to: dayAfter(now, leadDays + plannedDays - 1) };
    const mpans = installations.map(({ importMPAN }) => importMPAN);
    const result = await this.roles.controlCentre.giveNotice(mpans, window);
    await this.roles.time.settle();
    return result;
  }

  /**
   * Sees to it that the supplier's authorisation alone is lacking: where a meter is dormant, its notice stands if it can,
   * and the first planned day is tomorrow.
   */
  async awaitAuthorisation(installations: readonly MadeInstallation[]): Promise<void> {
    const mixed = installations.filter(({ kind }) => kind === 'Mixed');
    if (mixed.length === 0) return;
    await this.giveNotice(mixed);
    await this.roles.time.passHours((NOTICE_DAYS - 1) * 24);
  }

  /**
   * Has installations scheduled by whoever authorises in the Test Phase: their supplier, the Migration Control Centre, or both.
   * @throws UnmetExpectation when it is refused
   */
  async schedule(installations: readonly MadeInstallation[] = this.installations): Promise<void> {
    if (this.phase === 'Dormant') {
      const { refused } = await this.giveNotice(installations);
      expectNoRefusal(refused, 'notice of migration');
      return;
    }
    await this.awaitAuthorisation(installations);
    const { stem } = await this.authorise(installations);
    const { supplier, context } = this.roles;
    const look = async (): Promise<void> => expectAuthorised(stem, await supplier.authorisationResult(stem));
    await lookAgain(context.environment.clock, look);
  }

  /** Has installations migrated as far as it goes: scheduled, and time goes on to the end of their migration day. */
  async migrate(installations: readonly MadeInstallation[] = this.installations): Promise<void> {
    await this.schedule(installations);
    await this.passMigrationDay(installations);
  }

  /** Lets time pass until the end of the last migration day of these installations. */
  async passMigrationDay(installations: readonly MadeInstallation[] = this.installations): Promise<void> {
    const mpans = new Set(installations.map(({ importMPAN }) => importMPAN));
    const newest = new Map(
      (await this.roles.supplier.installationStates()).map(({ importMPAN, scheduledFor }) => [
        importMPAN,
        scheduledFor,
      ]),
    );
    const days = [...newest].flatMap(([mpan, day]) => (mpans.has(mpan) ? [day] : [])).sort();
    const last = expectFound('a migration day', days.at(-1), { party: 'mcc' });
    await this.roles.time.passUntil(new Date(`${last.slice(0, 10)}${END_OF_DAY}`));
  }

  /** A number that nothing else in the scenario has. */
  nextSerial(): number {
    this.serials += 1;
    return this.serials;
  }

  /** The devices of an installation that hold keys. */
  keyHolders(installation: MadeInstallation = this.installation): readonly MadeDevice[] {
    const types = keyHolderTypes(this.dmc);
    return installation.devices.filter(({ deviceType }) => types.includes(deviceType));
  }

  /** The id under which the Migration Control Centre tracks an installation. */
  async installationIdOf({ importMPAN }: MadeInstallation): Promise<string> {
    const state = await this.roles.supplier.installationState(importMPAN);
    return expectFound(`an authorised installation with MPAN ${importMPAN}`, state, { party: 'mcc' }).installationId;
  }
}

/** The device of this type. @throws UnmetExpectation when the installation has none */
export function deviceOf(installation: MadeInstallation, type: DeviceType): MadeDevice {
  return expectFound(
    `a ${type} in ${installation.reference}`,
    installation.devices.find(({ deviceType }) => deviceType === type),
  );
}
