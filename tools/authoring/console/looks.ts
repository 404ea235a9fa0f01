import { tableLines } from '../../../runner/terminal/table';
import { partyName } from '../../../support/evidence/party-names';
import { sequencesOf } from '../../../support/evidence/sequence';
import { sequenceText } from '../../../support/evidence/sequence-text';
import { messageName } from '../../../support/interfaces/vocabulary';
import type { TestLab } from '../../../support/roles';
import type { MigrationWorld } from '../../../support/world/world';
import { devices } from './devices-look';
import { requests } from './requests-look';

/** What a person can look at between two steps; each gives lines. */
export const LOOKS: Readonly<
  Record<string, { readonly help: string; look(world: MigrationWorld): Promise<string[]> }>
> = {
  installations: { help: 'what has become of each installation', look: installations },
  devices: {
    help: 'what each device of the installations shows',
    look: async (world) => {
      const lines = await devices(world, labOfWorld(world));
      return lines.length > 0 ? lines : [NO_INSTALLATION];
    },
  },
  messages: { help: 'who told whom what, and what each party did', look: sequence },
  files: { help: 'the migration files that were sent', look: files },
  requests: { help: "users' service requests and their answers, responses and alerts, with codes", look: requests },
  time: { help: 'the time, and when something is due next', look: time },
  portal: { help: 'where the portal is, and who can sign in', look: portal },
};

const NO_INSTALLATION = 'No installation yet: Given an installation';

function labOfWorld(world: MigrationWorld): TestLab {
  const lab = world.labIfAny;
  if (lab === undefined) throw new Error('This environment has no test lab to look through.');
  return lab;
}

async function installations({ installations: own, enrolled, roles }: MigrationWorld): Promise<string[]> {
  const all = [
    ...own.map((made, index) => ({ name: String(index + 1), made })),
    ...enrolled.map(({ name, made }) => ({ name, made })),
  ];
  if (all.length === 0) return [NO_INSTALLATION];
  const rows = [];
  for (const { name, made } of all) {
    const { importMPAN, kind } = made;
    // Whoever authorised it sees what becomes of it.
    const state =
      (await roles.supplier.installationState(importMPAN)) ?? (await roles.otherSupplier.installationState(importMPAN));
    const reason = [state?.code, state?.reason].filter(Boolean).join(' ');
    rows.push([name, importMPAN, kind, state?.state ?? 'not authorised', state?.scheduledFor ?? '', reason]);
  }
  return tableLines([['', 'MPAN', 'kind', 'state', 'day', 'because'], ...rows]);
}

async function sequence(world: MigrationWorld): Promise<string[]> {
  const lab = labOfWorld(world);
  const text = sequenceText(sequencesOf(await lab.messages(), await lab.audit())).trimEnd();
  return text === '' ? ['Nothing has happened yet.'] : text.split('\n');
}

async function files(world: MigrationWorld): Promise<string[]> {
  const sent = await labOfWorld(world).messages();
  const lines = sent.flatMap(({ at, from, to, kind, fileName }) =>
    fileName === undefined
      ? []
      : `${at.slice(0, 19).replace('T', ' ')}  ${partyName(from)} -> ${partyName(to)}: ${messageName(kind)} ${fileName}`,
  );
  return lines.length > 0 ? lines : ['None yet.'];
}

async function time(world: MigrationWorld): Promise<string[]> {
  const { now, next, at } = await labOfWorld(world).time();
  const said = (instant: string): string => `${instant.slice(0, 19).replace('T', ' ')} UTC`;
  const due = next ? `Next: ${said(next)}, at the ${at.map(partyName).join(', the ')}.` : 'Nothing is due.';
  return [`It is ${said(now)}.`, due];
}

function portal(world: MigrationWorld): Promise<string[]> {
  const { services, organisations } = world.roles.context.environment;
  const users = organisations.map(({ name, portal: { user } }) => `  ${user}: ${name}`);
  const passwords = 'Passwords stand in the file that was named at the start.';
  return Promise.resolve([`${services.mcc}/portal/`, ...users, passwords]);
}
