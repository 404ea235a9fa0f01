import type { TranscriptMessage } from '../evidence/sequence';
import type { DuisResponse } from '../interfaces/duis/response';
import type { OfficialSchemas } from '../interfaces/duis/official-schemas';
import { labOf, type InstallationState, type MadeInstallation, type Roles } from '../roles';
import { gatherReporting, type Reporting } from './reporting';

/** What was exchanged and what can be seen when a scenario ends. */
export interface ScenarioFacts {
  /** Every message delivered between the services, in order. */
  readonly messages: readonly TranscriptMessage[];
  /** X.509 PEM by role. */
  readonly certificates: Readonly<Record<string, string>>;
  readonly schemas: OfficialSchemas;
  /** Kinds of file that the tester wrote in a role's place; the transcript does not hold those. */
  readonly takenOver: ReadonlySet<string>;
  /** Devices of the scenario that the inventory shows as Commissioned. */
  readonly commissioned: readonly { readonly deviceId: string; readonly deviceType: string }[];
  /** Installations that both the S1SP and the SMSO reach, by name. */
  readonly reachedFromBothSides: readonly string[];
  /** Every installation as the Migration Control Centre tracks it. */
  readonly states: readonly InstallationState[];
  /** Installations that its people have released, by id. */
  readonly released: ReadonlySet<string>;
  /** What every supplier is told of its installations. */
  readonly reporting: readonly Reporting[];
  /** What each user received, in order. */
  readonly received: readonly { readonly user: string; readonly responses: readonly DuisResponse[] }[];
}

/** Looks at everything that the rules of every scenario speak of. */
export async function gatherFacts(roles: Roles, installations: readonly MadeInstallation[]): Promise<ScenarioFacts> {
  const { environment, schemas } = roles.context;
  const messages = await labOf(roles.context).messages();
  // Before anything was exchanged nothing can be commissioned or handed over.
  const begun = messages.length === 0 ? [] : installations;
  const received: ScenarioFacts['received'][number][] = [];
  for (const user of roles.everyUser) {
    received.push({ user: user.name, responses: (await user.received()).map(({ response }) => response) });
  }
  return {
    messages,
    certificates: environment.certificates,
    schemas,
    takenOver: new Set(roles.time.takenOver.map(({ kind }) => kind)),
    commissioned: await commissionedDevices(roles, begun),
    reachedFromBothSides: await reachedFromBothSides(roles, begun),
    states: messages.length === 0 ? [] : await roles.controlCentre.installations(),
    released: roles.controlCentre.released,
    reporting: await gatherReporting(roles),
    received,
  };
}

async function commissionedDevices(
  roles: Roles,
  installations: readonly MadeInstallation[],
): Promise<ScenarioFacts['commissioned']> {
  const devices = installations.flatMap((installation) => installation.devices);
  const found: ScenarioFacts['commissioned'][number][] = [];
  for (const { deviceId, deviceType } of devices) {
    const entry = await roles.dsp.inventoryEntry(deviceId);
    if (entry?.status === 'Commissioned') found.push({ deviceId, deviceType });
  }
  return found;
}

async function reachedFromBothSides(roles: Roles, installations: readonly MadeInstallation[]): Promise<string[]> {
  const names: string[] = [];
  for (const { importMPAN, iccid, reference } of installations) {
    if ((await roles.s1sp.checkCommunications(iccid)).outcome !== 'answered') continue;
    const { outcome } = await roles.smso.readRegister(importMPAN, 'ESME');
    // A meter that refuses was reached.
    if (outcome === 'answered' || outcome === 'refused') names.push(`${reference} (SIM ${iccid})`);
  }
  return names;
}
