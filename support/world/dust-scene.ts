import {
  DustOperators,
  dustOf,
  RemoteLabDesk,
  resetDust,
  TestingParticipant,
  type Answer,
  type Authorisation,
  type MadeInstallation,
  type RegistrationLine,
  type TestInstallation,
} from '../roles';
import { codeGivenIn } from '../evidence/failure';
import { expectFound, expectThat } from './expectation';
import type { MigrationWorld } from './world';

/** Prerequisites of every participant, and the one that adapter providers have beside them. */
const PREREQUISITES = ['party-status', 'certificates', 'connection'] as const;
const APPOINTMENT = 'appointment';
const ADAPTER = 'adapter provider';

/** How a submission differs from a right one. */
export interface SubmissionDetails {
  /** The line of column names of the registration data. */
  readonly columns?: string | undefined;
  /** Code of the exception to provoke. */
  readonly exception?: string | undefined;
}

/** Migration DUST in one scenario: who uses it, what they have, and what was answered last. */
export class DustScene {
  readonly operators: DustOperators;
  /** The remote laboratory whose test installations the scenario speaks of, and another one. */
  readonly laboratory: RemoteLabDesk;
  readonly otherLaboratory: RemoteLabDesk;
  /** What was answered to the last attempt. */
  answer: Answer | undefined;
  /** The newest authorisation of each participant, by key. */
  readonly authorisations = new Map<string, Authorisation>();
  /** Test installations in the order in which each participant got them, by key. */
  private readonly taken = new Map<string, MadeInstallation[]>();
  private readonly participants = new Map<string, TestingParticipant>();

  private constructor(private readonly world: MigrationWorld) {
    const { context } = world.roles;
    this.operators = new DustOperators(context);
    this.laboratory = new RemoteLabDesk(context);
    this.otherLaboratory = new RemoteLabDesk(context, 1);
  }

  /** Empties Migration DUST for a scenario. */
  static async begin(world: MigrationWorld): Promise<DustScene> {
    await resetDust(world.roles.context, world.parameters.defects ?? []);
    return new DustScene(world);
  }

  /** The participant of this key. */
  participant(key: string): TestingParticipant {
    const known = this.participants.get(key);
    if (known !== undefined) return known;
    const { context } = this.world.roles;
    const account = expectFound(
      `a participant "${key}" of Migration DUST`,
      dustOf(context).participants.find((one) => one.key === key),
    );
    const participant = new TestingParticipant(account, context, this.world.dmc.smso);
    this.participants.set(key, participant);
    return participant;
  }

  /** The solution is deployed, and every prerequisite of a participant is recorded, but for one. */
  async openTo(key: string, but?: string): Promise<void> {
    await this.operators.recordDeployment('UIT');
    const { kind } = this.participant(key).account;
    const needed = kind === ADAPTER ? [...PREREQUISITES, APPOINTMENT] : PREREQUISITES;
    for (const name of needed) if (name !== but) await this.operators.recordPrerequisite(key, name);
  }

  /**
   * Makes an installation of the DMC under test at the test SMSO. Others are registered for it than those in whose name
   * participants authorise: only registration data change that.
   */
  async makeInstallation(changes: Parameters<MigrationWorld['makeInstallation']>[0] = {}): Promise<MadeInstallation> {
    const { gasSupplier, everyUser } = this.world.roles;
    const euiOf = (key: string): string =>
      expectFound(
        `an organisation "${key}"`,
        everyUser.find(({ organisation }) => organisation.key === key),
      ).organisation.eui;
    return this.world.makeInstallation({
      kind: 'Active',
      electricitySupplier: gasSupplier.eui,
      electricityNetwork: euiOf('second-distributor'),
      ...(this.world.dmc.devices.some(({ type }) => type === 'GSME')
        ? { gasSupplier: euiOf('export-supplier'), gasNetwork: euiOf('second-transporter') }
        : {}),
      ...changes,
    });
  }

  /** Puts a new test installation into the pool. */
  async addFree(source: TestInstallation['source']): Promise<void> {
    const { importMPAN } = await this.makeInstallation();
    const answer = await (source === 'remote-lab'
      ? this.laboratory.connect(importMPAN, true)
      : this.operators.addTestInstallation(importMPAN));
    expectThat(answer.status === 200, 'the test installation to be taken', answer.text);
  }

  /** Books a test installation for a participant, and keeps which it is where it is had. */
  async book(key: string, source: TestInstallation['source']): Promise<void> {
    const answer = await this.participant(key).book(source);
    this.answer = answer;
    if (answer.status !== 201) return;
    const { importMPAN } = JSON.parse(answer.text) as { importMPAN: string };
    this.take(key, importMPAN);
  }

  /** Notes that a participant has an installation. */
  take(key: string, importMPAN: string): void {
    const made = this.world.installations.find((one) => one.importMPAN === importMPAN);
    this.taken.set(key, [...(this.taken.get(key) ?? []), expectFound(`an installation with MPAN ${importMPAN}`, made)]);
  }

  /** Every installation that a participant was given in the scenario. */
  installationsOf(key: string): readonly MadeInstallation[] {
    return this.taken.get(key) ?? [];
  }

  /** The first installation that a participant was given. */
  installationOf(key: string): MadeInstallation {
    return expectFound(`a test installation of ${key}`, this.installationsOf(key)[0]);
  }

  /** The newest authorisation of a participant. */
  authorisationOf(key: string): Authorisation {
    return expectFound(`an authorisation of ${key}`, this.authorisations.get(key));
  }

  /** Registration data of all meter points of a participant's test installations, for the suppliers as which it authorises. */
  registrationOf(key: string, installations = this.installationsOf(key)): RegistrationLine[] {
    const { suppliers } = this.participant(key).account;
    const { distributor, transporter } = this.world.roles;
    return installations.flatMap(({ importMPAN, mprn }) => [
      { mpxn: importMPAN, fuel: 'electricity', supplier: suppliers.electricity, networkOperator: distributor.eui },
      ...(mprn === undefined
        ? []
        : [{ mpxn: mprn, fuel: 'gas', supplier: suppliers.gas, networkOperator: transporter.eui }]),
    ]);
  }

  /**
   * Submits the newest authorisation of a participant with its registration data; stops at the first refusal.
   * @param lines undefined: no registration data are submitted
   */
  async submit(
    key: string,
    lines: readonly RegistrationLine[] | undefined,
    { columns, exception }: SubmissionDetails = {},
  ): Promise<void> {
    const participant = this.participant(key);
    const { stem, archive, passwordFile } = this.authorisationOf(key);
    const uploads = [
      ...(lines === undefined ? [] : [() => participant.uploadRegistration(stem, lines, columns)]),
      () => participant.uploadArchive(archive, exception),
      () => participant.uploadPasswordFile(passwordFile),
    ];
    for (const upload of uploads) {
      this.answer = await upload();
      if (this.answer.status !== 202) return;
    }
    await this.world.roles.time.settle();
  }

  /** The code with which Migration DUST refused the last attempt; undefined where it did not. */
  get refusedWith(): string | undefined {
    const { status, text } = expectFound('an answer of Migration DUST', this.answer);
    return status < 400 ? undefined : (codeGivenIn(text) ?? String(status));
  }
}
