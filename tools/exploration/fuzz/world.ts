import { createHash } from 'node:crypto';
import { SERVICES, type EnvironmentDescription, type ServiceName } from '../../../environments/environment';
import { EvidenceLog } from '../../../support/evidence/evidence-log';
import { Documents } from '../../../support/interfaces/documents';
import { examineByCanonicalForm } from '../../../support/interfaces/examination';
import type { OfficialSchemas } from '../../../support/interfaces/duis/official-schemas';
import type { SigningKey } from '../../../support/interfaces/signature';
import {
  GrantedNeeds,
  servedBy,
  Roles,
  TestLab,
  UnusableEnvironmentError,
  type MadeInstallation,
} from '../../../support/roles';
import type { DeviceModelCombination } from '../../../support/scope/dmc-catalogue';
import { RunError, sentenceOf } from '../../../support/scope/errors';
import { eligibleCombination, installationOrder } from '../../../support/world/under-test';

const DAY = 86_400_000;
/** Of these the last one is not migrated. */
const INSTALLATIONS = 3;

/** Nothing of this becomes evidence. */
class NoEvidence extends EvidenceLog {
  override add(): void {
    // Nobody would read it.
  }
}

/** A message between two parties of which others are made. */
export interface SampleMessage {
  readonly from: ServiceName;
  readonly to: ServiceName;
  readonly kind: string;
  readonly body: string;
  readonly fileName: string | undefined;
}

/** What a fuzzer stands on, beside the environment. */
export interface FuzzGround {
  readonly environment: EnvironmentDescription;
  readonly schemas: OfficialSchemas;
  readonly dmc: DeviceModelCombination;
}

/** A system with migrated installations, on which inputs are tried. */
export class FuzzWorld {
  private readonly keys = new Map<string, SigningKey>();
  private readonly told = new Set<string>();
  private lastCounter = 0n;
  private lastMessage = 0;

  private constructor(
    readonly ground: FuzzGround,
    readonly lab: TestLab,
    readonly roles: Roles,
    readonly installations: readonly MadeInstallation[],
    private readonly migration: { readonly samples: readonly SampleMessage[]; readonly messages: number },
  ) {}

  /**
   * Empties an environment and migrates installations in it.
   * @throws UnusableEnvironmentError where it has no lab
   */
  static async make(ground: FuzzGround, seed: string): Promise<FuzzWorld> {
    const { environment, schemas, dmc } = ground;
    if (environment.lab === undefined) {
      throw new UnusableEnvironmentError('Only an environment with a test lab can be fuzzed.');
    }
    const evidence = new NoEvidence();
    const lab = new TestLab(environment.lab, evidence);
    const documents = new Documents(examineByCanonicalForm, schemas);
    const roles = new Roles(
      { environment, evidence, documents, needs: new GrantedNeeds(), ...servedBy(lab) },
      dmc.smso,
    );
    await lab.reset(seed);
    await lab.setGroups([{ groupId: dmc.groupId, smsoTag: dmc.smso }]);
    await lab.setEligible([eligibleCombination(dmc)]);
    const orders = Array.from({ length: INSTALLATIONS }, (_, index) =>
      installationOrder(`installation ${String(index + 1)}`, dmc, 'Active', roles),
    );
    const installations = await lab.makeInstallations(orders);
    await roles.supplier.authorise(installations.slice(0, -1));
    await lab.advanceTo(new Date((await lab.now()).getTime() + 4 * DAY));
    const samples = new Map<string, SampleMessage>();
    const messages = await lab.messages();
    for (const { from, to, kind, body, fileName } of messages) {
      const [sender, recipient] = [serviceOf(from), serviceOf(to)];
      if (sender === undefined || recipient === undefined) continue;
      samples.set(`${from} ${to} ${kind}`, { from: sender, to: recipient, kind, body, fileName });
    }
    return new FuzzWorld(ground, lab, roles, installations, {
      samples: [...samples.values()],
      messages: messages.length,
    });
  }

  /** One message of each kind and channel. */
  get samples(): readonly SampleMessage[] {
    return this.migration.samples;
  }

  /** The signing key of a role, lent by the lab. */
  async keyOf(role: ServiceName): Promise<SigningKey> {
    const key = this.keys.get(role) ?? (await this.lab.lendKey(role));
    this.keys.set(role, key);
    return key;
  }

  /** A counter that no request has had. */
  counter(): bigint {
    this.lastCounter += 1n;
    return 1_000_000n + this.lastCounter;
  }

  /** An id that no message has had. */
  messageId(): string {
    this.lastMessage += 1;
    return `fuzz-${String(this.lastMessage)}`;
  }

  /** Digest of what can be seen of the system from outside: messages, devices, networks, receivers. */
  async state(): Promise<string> {
    const { lab, services, partyTokens } = this.ground.environment;
    const hash = createHash('sha256');
    const take = async (url: string, authorization: string): Promise<void> => {
      hash.update(await (await ask(url, { headers: { authorization } })).text());
    };
    const ofLab = `Bearer ${lab?.token ?? ''}`;
    for (const path of [`/messages?since=${String(this.migration.messages)}`, '/receivers'])
      await take(`${lab?.url ?? ''}${path}`, ofLab);
    for (const { devices, iccid } of this.installations) {
      await take(`${services.wan}/sims/${iccid}`, `Party s1sp:${partyTokens.s1sp ?? ''}`);
      for (const { deviceId } of devices.filter(({ deviceType }) => ['CHF', 'ESME'].includes(deviceType)))
        await take(`${lab?.url ?? ''}/devices/${deviceId}`, ofLab);
    }
    return hash.digest('hex');
  }

  /** The same once the system has come to rest. */
  async settledState(): Promise<string> {
    await this.settle();
    return this.state();
  }

  private settle(): Promise<Response> {
    const { lab } = this.ground.environment;
    const headers = { authorization: `Bearer ${lab?.token ?? ''}` };
    return ask(`${lab?.url ?? ''}/clock/settle`, { method: 'POST', headers });
  }

  /** Lets the system come to rest. @returns what is wrong with it and was not before, one sentence each */
  async troubles(): Promise<string[]> {
    const { services } = this.ground.environment;
    const settled = await this.settle();
    const troubles = settled.ok ? [] : [`The system does not come to rest: ${await settled.text()}`];
    for (const service of SERVICES) {
      const answer = await ask(`${services[service]}/health`);
      const { setAside = [] } = (await answer.json()) as { readonly setAside?: readonly unknown[] };
      if (!answer.ok) troubles.push(`The ${service} says ${answer.status} to a health check.`);
      for (const thing of setAside) troubles.push(`The ${service} has set aside ${JSON.stringify(thing)}`);
    }
    const fresh = troubles.filter((trouble) => !this.told.has(trouble));
    for (const trouble of fresh) this.told.add(trouble);
    return fresh;
  }
}

/** @throws RunError where nothing answers any more */
async function ask(url: string, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    const address = new URL(url).host;
    throw new RunError(
      `The system no longer answers at ${address} (${sentenceOf(error)}): what was found before stands above.`,
    );
  }
}

function serviceOf(name: string): ServiceName | undefined {
  return SERVICES.find((service) => service === name);
}
