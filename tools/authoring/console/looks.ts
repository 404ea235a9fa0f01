import { tableLines } from '../../../runner/terminal/table';
import { partyName } from '../../../support/evidence/party-names';
import { sequencesOf } from '../../../support/evidence/sequence';
import { sequenceText } from '../../../support/evidence/sequence-text';
import type { TranscriptMessage } from '../../../support/evidence/trail';
import type { TestLab } from '../../../support/roles';
import type { MigrationWorld } from '../../../support/world/world';

/** What a person can look at between two steps; each gives lines. */
export const LOOKS: Readonly<
  Record<string, { readonly help: string; look(world: MigrationWorld): Promise<string[]> }>
> = {
  installations: { help: 'what has become of each installation', look: installations },
  devices: { help: 'what each device of the installations shows', look: devices },
  messages: { help: 'who told whom what, and what each party did', look: sequence },
  files: { help: 'the migration files that were sent', look: (world) => messagesOf(world, isFile) },
  requests: { help: 'the service requests, responses and alerts', look: (world) => messagesOf(world, isRequest) },
  time: { help: 'the time, and when something is due next', look: time },
  portal: { help: 'where the portal is, and who can sign in', look: portal },
};

const NO_INSTALLATION = 'No installation yet: Given an installation';

function labOfWorld(world: MigrationWorld): TestLab {
  const lab = world.labIfAny;
  if (lab === undefined) throw new Error('This environment has no test lab to look through.');
  return lab;
}

async function installations({ installations: made, roles }: MigrationWorld): Promise<string[]> {
  if (made.length === 0) return [NO_INSTALLATION];
  const rows = [];
  for (const [index, { importMPAN, kind }] of made.entries()) {
    const state = await roles.supplier.installationState(importMPAN);
    const reason = [state?.code, state?.reason].filter(Boolean).join(' ');
    rows.push([
      String(index + 1),
      importMPAN,
      kind,
      state?.state ?? 'not authorised',
      state?.scheduledFor ?? '',
      reason,
    ]);
  }
  return tableLines([['', 'MPAN', 'kind', 'state', 'day', 'because'], ...rows]);
}

async function devices(world: MigrationWorld): Promise<string[]> {
  const lab = labOfWorld(world);
  const lines: string[] = [];
  for (const { reference, importMPAN, mprn, kind, devices: own } of world.installations) {
    lines.push(`${reference} (${kind}), MPAN ${importMPAN}${mprn === undefined ? '' : `, MPRN ${mprn}`}`);
    for (const { deviceId, deviceType } of own) {
      const { deviceId: _id, type: _type, importMPxN: _point, ...rest } = await lab.deviceInHand(deviceId);
      const shown = Object.entries(rest).flatMap(([name, value]) => plain(name, value));
      lines.push(`  ${deviceType} ${deviceId}`);
      lines.push(...shown);
    }
  }
  return lines.length > 0 ? lines : [NO_INSTALLATION];
}

/** A value that reads at a glance, as a line. */
function plain(name: string, value: unknown): string[] {
  const isPlain =
    (typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'boolean';
  return isPlain ? [`    ${words(name)}: ${String(value)}`] : [];
}

/** `paymentMode` as `payment mode` */
function words(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

async function sequence(world: MigrationWorld): Promise<string[]> {
  const lab = labOfWorld(world);
  const text = sequenceText(sequencesOf(await lab.messages(), await lab.audit())).trimEnd();
  return text === '' ? ['Nothing has happened yet.'] : text.split('\n');
}

async function messagesOf(world: MigrationWorld, isMeant: (message: TranscriptMessage) => boolean): Promise<string[]> {
  const found = (await labOfWorld(world).messages()).filter(isMeant);
  if (found.length === 0) return ['None yet.'];
  return found.map(({ at, from, to, kind, fileName }) => {
    const what = fileName === undefined ? kind : `${kind} ${fileName}`;
    return `${at.slice(0, 19).replace('T', ' ')}  ${partyName(from)} -> ${partyName(to)}: ${what}`;
  });
}

function isFile({ fileName }: TranscriptMessage): boolean {
  return typeof fileName === 'string';
}

function isRequest(message: TranscriptMessage): boolean {
  return !isFile(message) && /request|response|alert/i.test(message.kind);
}

async function time(world: MigrationWorld): Promise<string[]> {
  const lab = labOfWorld(world);
  const said = (instant: Date): string => `${instant.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  const due = await lab.nextDue();
  return [`It is ${said(await lab.now())}.`, due === undefined ? 'Nothing is due.' : `Next: ${said(due)}.`];
}

function portal(world: MigrationWorld): Promise<string[]> {
  const { services, organisations } = world.roles.context.environment;
  const users = organisations.map(({ name, portal: { user } }) => `  ${user}: ${name}`);
  const passwords = 'Passwords stand in the file that was named at the start.';
  return Promise.resolve([`${services.mcc}/portal/`, ...users, passwords]);
}
