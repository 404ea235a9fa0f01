import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { finishedRun } from '../runner/execution/finished-run';
import { REPORTS_FOLDER } from '../runner/execution/run-folder';
import { runCommand, say, type Command, type CommandLine } from '../runner/terminal/command-line';
import { RunError } from '../support/scope/errors';
import { addCombination, addKnownIssue, judgeKnownIssue } from '../tools/authoring/new/new-rows';
import { choiceOf } from '../tools/authoring/new/place';
import { KINDS, refuseUnknownRequirement, withNewScenario } from '../tools/authoring/new/new-scenario';

const create: Command = {
  name: 'new',
  summary: 'Writes the skeleton of a scenario, or a checked row for a known issue or a Device Model Combination.',
  words: '[...]',
  options: {
    requirement: { value: 'ID', help: 'that the scenario shows, such as ST-B4' },
    area: {
      value: 'TEXT',
      help: 'in the path of its feature, such as whitelist (default: where its requirement stands)',
    },
    kind: { value: 'KIND', help: `${KINDS.join(', ')}: what is asked for happens, a fault is refused, or an outline` },
    title: { value: 'TEXT', help: 'of the scenario or the known issue' },
    rule: {
      value: 'TEXT',
      help: 'in the rule that it stands under, or a new one (default: the one that speaks of its title)',
    },
    'known-issue': { value: 'RUN', help: 'a row for a failure of this run; the id of the scenario follows' },
    workaround: { value: 'TEXT', help: 'of a known issue (default: none)' },
    owner: { value: 'ROLE', help: 'who mends a known issue' },
    'fix-release': { value: 'RELEASE', help: 'with which a known issue is mended' },
    target: { value: 'DATE', help: 'by which a known issue is to be mended, such as 2026-12-01' },
    dmc: { value: 'FROM', help: 'a combination like this one; what differs follows, such as esmeFirmware=02030018' },
  },
  notes: [
    'What is needed and not given is asked for at a terminal.',
    'npm run new -- --requirement ST-B4 --area whitelist --kind refused --title "..."',
    'npm run new -- --known-issue first-1-0001 ST-B4-03 --owner S1SP --fix-release R2 --target 2026-12-01',
    'npm run new -- --dmc IOC-01 esmeFirmware=02030018',
    'Exit code: 0 it is written; 2 it is not, and why.',
  ],
  async run(line) {
    const run = line.option('known-issue');
    const from = line.option('dmc');
    if (run !== undefined) await newKnownIssue(line, run);
    else if (from !== undefined) newCombination(line, from);
    else await newScenario(line);
    return 0;
  },
};

async function newScenario(line: CommandLine): Promise<void> {
  const area = line.option('area');
  const asked = await wanted(line, 'requirement', 'Which requirement does it show, such as ST-B4? ');
  const requirement = asked.toUpperCase();
  refuseUnknownRequirement('.', requirement);
  const [given, title] = [
    await wanted(line, 'kind', `Of which kind is it: ${KINDS.join(', ')}? `),
    await wanted(line, 'title', 'What happens, in one sentence in the present tense? '),
  ];
  const kind = KINDS.find((one) => one === given);
  if (kind === undefined) throw new RunError(`There is no kind "${given}": it is ${KINDS.join(', ')}.`);
  const rule = line.option('rule');
  const written = withNewScenario('.', {
    requirement,
    kind,
    title,
    ...(area === undefined ? {} : { area }),
    ...(rule === undefined ? {} : { rule }),
  });
  const { file, text, id, line: at, model } = written;
  writeFileSync(file, text);
  say(`${id} stands in ${file}:${at}.`);
  if (written.otherFeatures.length > 0) say(`  or: --area, one of ${choiceOf(written.otherFeatures)}`);
  if (written.rule !== '') say(`Its rule${written.isNewRule ? ' is new' : ''}: ${written.rule}`);
  for (const name of rule === undefined ? written.otherRules : []) say(`  or: --rule "${name}"`);
  if (model.title !== undefined && kind !== 'rows')
    say(`It begins as "${model.title}" does: leave out what it does not need.`);
  if (model.limits.length > 0) say(`It has its tags ${model.limits.join(' ')} too: leave out what does not limit it.`);
  if (written.stepsLike.length > 0) {
    say('Scenarios like it say:');
    for (const step of written.stepsLike) say(`  ${step}`);
  }
  say(`What else can be said: npm run steps -- ${path.basename(file, '.feature').replaceAll('-', ' ')}`);
  say('What is still to be said: npm run check');
  say(`Then: npm run scenario -- ${id}`);
}

async function newKnownIssue(line: CommandLine, name: string): Promise<void> {
  const [id] = line.words;
  if (id === undefined) throw new RunError('Name the scenario after the run: --known-issue first-1-0001 ST-B4-03');
  const title = line.option('title');
  const words = {
    ...(title === undefined ? {} : { title }),
    workaround: line.option('workaround') ?? 'none',
    ownerRole: await wanted(line, 'owner', 'Who mends it? '),
    fixRelease: await wanted(line, 'fix-release', 'With which release is it mended? '),
    targetDate: await wanted(line, 'target', 'By which date, such as 2026-12-01? '),
  };
  const today = new Date().toISOString().slice(0, 10);
  judgeKnownIssue(words, today);
  const { run } = finishedRun(REPORTS_FOLDER, name);
  const failed = run.executions.filter(({ outcome }) => outcome === 'failed');
  const row = addKnownIssue('.', failed, id, words, today);
  say(`${row.id} stands in ${row.file}.`);
}

function newCombination(line: CommandLine, from: string): void {
  const changes = line.words.map((word) => {
    const [, column, value] = /^(\w+)=(.*)$/.exec(word) ?? [];
    if (column === undefined)
      throw new RunError(`"${word}" is no change: say a column and its value, esmeFirmware=02030018.`);
    return [column, value ?? ''] as const;
  });
  const row = addCombination('.', from, Object.fromEntries(changes));
  say(
    `${row.id} stands in ${row.file}, as ${from} but for ${changes.map(([column]) => column).join(', ') || 'its id'}.`,
  );
  say(`Try it: npm run scenario -- ST-B4 --dmc ${row.id}`);
}

/** An option, or what a person at the terminal answers. */
async function wanted(line: CommandLine, option: string, question: string): Promise<string> {
  const given = line.option(option);
  if (given !== undefined && given.trim() !== '') return given;
  if (!process.stdin.isTTY) throw new RunError(`Say --${option}: there is no terminal to ask at.`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await terminal.question(question);
    if (answer.trim() === '') throw new RunError(`Without --${option} nothing can be written.`);
    return answer.trim();
  } finally {
    terminal.close();
  }
}

void runCommand(create);
