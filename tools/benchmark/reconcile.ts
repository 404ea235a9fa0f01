import { readResponse } from '../../support/interfaces/duis/response';
import type { MadeInstallation, Roles, TestLab } from '../../support/roles';

/** Documents that are read of a user's receiver at a time. */
const TOGETHER = 500;

/** Who is told what when a meter is commissioned by migration, by type of meter. */
const TOLD = [
  { deviceType: 'ESME', user: 'supplier', what: 'dcc-alert N42' },
  { deviceType: 'ESME', user: 'supplier', what: 'device-alert 8F69' },
  { deviceType: 'ESME', user: 'distributor', what: 'dcc-alert N16' },
  { deviceType: 'GSME', user: 'gasSupplier', what: 'dcc-alert N42' },
  { deviceType: 'GSME', user: 'gasSupplier', what: 'device-alert 8F69' },
  { deviceType: 'GSME', user: 'transporter', what: 'dcc-alert N16' },
] as const;

/**
 * Compares what all sides say of installations that must be migrated by now: the Migration Control Centre, the outcome
 * files, the inventory, the network, the keys' holder, and the alerts of every user.
 * @param retried those of which the first attempt had to fail and the second to succeed
 * @returns what does not fit, one sentence each
 */
export async function reconcile(
  roles: Roles,
  lab: TestLab,
  installations: readonly MadeInstallation[],
  retried: readonly MadeInstallation[] = [],
): Promise<string[]> {
  return [
    ...(await notCommissioned(roles, installations, new Set(retried))),
    ...(await outcomesAmiss(roles, installations)),
    ...(await devicesAmiss(roles, installations)),
    ...(await alertsAmiss(roles, lab, installations)),
  ];
}

/** The Migration Control Centre has each of them once, Commissioned at the attempt that could succeed. */
async function notCommissioned(
  { supplier }: Roles,
  installations: readonly MadeInstallation[],
  retried: ReadonlySet<MadeInstallation>,
): Promise<string[]> {
  const states = new Map((await supplier.installationStates()).map((state) => [state.importMPAN, state]));
  const amiss = installations.flatMap((installation) => {
    const { reference, importMPAN } = installation;
    const state = states.get(importMPAN);
    if (state?.state === 'Commissioned' && state.attempt === (retried.has(installation) ? 2 : 1)) return [];
    return [
      `The ${reference} is ${state?.state ?? 'unknown'} at attempt ${state?.attempt ?? 0} ${state?.reason ?? ''}.`,
    ];
  });
  const ids = new Set([...states.values()].map(({ installationId }) => installationId));
  return ids.size === installations.length ? amiss : [...amiss, `There are ${String(ids.size)} installations.`];
}

/** The outcome files, each valid and signed, name each of them once, as migrated. */
async function outcomesAmiss({ supplier }: Roles, installations: readonly MadeInstallation[]): Promise<string[]> {
  const times = new Map<string, number>();
  for (const listing of await supplier.outcomeFiles()) {
    for (const { importMPAN, result } of (await supplier.fetchOutcomeFile(listing)).outcomes) {
      if (result === 'Migrated') times.set(importMPAN, (times.get(importMPAN) ?? 0) + 1);
    }
  }
  return installations
    .filter(({ importMPAN }) => times.get(importMPAN) !== 1)
    .map(({ reference, importMPAN }) => `${String(times.get(importMPAN) ?? 0)} outcomes say ${reference} is migrated.`);
}

/** The electricity meter is Commissioned, its SIM is the S1SP's, its key the DCO's. */
async function devicesAmiss(
  { dsp, network, dco }: Roles,
  installations: readonly MadeInstallation[],
): Promise<string[]> {
  const amiss: string[] = [];
  for (const { reference, iccid, devices } of installations) {
    const meter = devices.find(({ deviceType }) => deviceType === 'ESME')?.deviceId ?? '';
    const status = (await dsp.inventoryEntry(meter))?.status;
    const holder = (await dco.keyHolding(meter))?.holder;
    const { network: side } = await network.sim(iccid);
    if (status === 'Commissioned' && holder === 'dco' && side === 's1sp') continue;
    amiss.push(
      `Of ${reference} the meter is ${status ?? 'unknown'}, its key with ${holder ?? 'nobody'}, the SIM with ${side}.`,
    );
  }
  return amiss;
}

/** Each user was told once what it must be told, and nothing else. */
async function alertsAmiss(roles: Roles, lab: TestLab, installations: readonly MadeInstallation[]): Promise<string[]> {
  const expected = new Set(
    installations.flatMap(({ devices }) =>
      devices.flatMap(({ deviceId, deviceType }) =>
        TOLD.filter((rule) => rule.deviceType === deviceType).map(
          ({ user, what }) => `${roles[user].eui}: ${what} of ${deviceId}`,
        ),
      ),
    ),
  );
  const amiss: string[] = [];
  for (const { eui } of roles.everyUser) {
    for (let seen = 0; ; seen += TOGETHER) {
      const some = await lab.deliveredTo(eui, seen, TOGETHER);
      for (const { body } of some) {
        const told = `${eui}: ${meaningOf(body)}`;
        if (!expected.delete(told)) amiss.push(`Not expected, or told twice: ${told}.`);
      }
      if (some.length < TOGETHER) break;
    }
  }
  return [...amiss, ...[...expected].map((told) => `Never told: ${told}.`)];
}

function meaningOf(xml: string): string {
  const { content } = readResponse(xml);
  if (content.kind === 'dcc-alert' || content.kind === 'device-alert') {
    return `${content.kind} ${content.alertCode} of ${content.deviceId ?? 'no device'}`;
  }
  return content.kind;
}
