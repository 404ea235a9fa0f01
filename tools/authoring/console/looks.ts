import { tableLines } from '../../../runner/terminal/table';
import { partyName } from '../../../support/evidence/party-names';
import { sequencesOf } from '../../../support/evidence/sequence';
import { sequenceText } from '../../../support/evidence/sequence-text';
import { messageName } from '../../../support/interfaces/vocabulary';
import type { TestLab } from '../../../support/roles';
import type { MigrationWorld } from '../../../support/world/world';
import { devices } from './devices-look';
import { requests } from './requests-look';
import { USERS_IN_STEPS } from './users-in-steps';

/** Something that a person can look at. */
interface Look {
  readonly help: string;
  /** Whether words choose among what there is. */
  readonly isChosen?: true;
  /** @param words what is to be seen of it; empty: everything @returns lines */
  look(world: MigrationWorld, words: string): Promise<string[]>;
}

/** What a person can look at between two steps. */
export const LOOKS: Readonly<Record<string, Look>> = {
  installations: { help: 'what has become of each installation', look: installations },
  devices: {
    help: 'what each device of the installations shows; :devices 2 of the second one, :devices gas of those with the word',
    isChosen: true,
    look: async (world, words) => {
      const lines = await devices(world, labOfWorld(world), words);
      return lines.length > 0 ? lines : [NO_INSTALLATION];
    },
  },
  messages: {
    help: 'who told whom what, and what each party did; :messages DCO what has the word, :messages 2 of one installation',
    isChosen: true,
    look: sequence,
  },
  files: {
    help: 'the migration files that were sent, or those that have some words',
    isChosen: true,
    look: async (world, words) => having(words, await files(world)),
  },
  requests: {
    help: "users' service requests and their answers, responses and alerts, with codes, or those that have some words",
    isChosen: true,
    look: async (world, words) => having(words, await requests(world)),
  },
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

async function sequence(world: MigrationWorld, words: string): Promise<string[]> {
  const lab = labOfWorld(world);
  const sequences = sequencesOf(await lab.messages(), await lab.audit());
  const chosen = /^\d+$/.test(words) ? sequences.slice(Number(words) - 1, Number(words)) : sequences;
  if (chosen.length === 0) return [`There is no sequence ${words}: there are ${sequences.length}.`];
  const lines = sequenceText(chosen).trimEnd().split('\n');
  if (lines.join('') === '') return ['Nothing has happened yet.'];
  return chosen === sequences ? having(words, lines) : lines;
}

/** Those of some lines that have some words, whatever their case. */
function having(words: string, lines: readonly string[]): string[] {
  const found = lines.filter((line) => line.toLowerCase().includes(words.toLowerCase()));
  return found.length > 0 ? found : [`Nothing of it has "${words}".`];
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
  const instantOf = (instant: string): string => `${instant.slice(0, 19).replace('T', ' ')} UTC`;
  const due = next ? `Next: ${instantOf(next)}, at the ${at.map(partyName).join(', the ')}.` : 'Nothing is due.';
  return [`It is ${instantOf(now)}.`, due];
}

const said = (words: string | undefined): string => (words === undefined ? '' : ` (${words})`);

/** Who can sign in, each with the words by which steps call it. */
function portal(world: MigrationWorld): Promise<string[]> {
  const { services, organisations } = world.roles.context.environment;
  const users = organisations.map(
    ({ key, name, portal: { user } }) => `  ${user}: ${name}${said(USERS_IN_STEPS.get(key))}`,
  );
  const passwords = 'Passwords stand in the file that was named at the start.';
  return Promise.resolve([`${services.mcc}/portal/`, ...users, passwords]);
}
