import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { startEnvironment } from '../environments';
import type { DetectionCase } from '../reports/record/detection-model';
import { runCommand, say, type Command } from '../runner/terminal/command-line';
import { DEFECTS_FILE, readDefects, type SeededDefect } from '../runner/planning/coverage';
import { RunError } from '../support/scope/errors';
import { defectLines, proveDefects, type ProvedDefect } from '../tools/detection/prove';
import { createRunFolder, REPORTS_FOLDER } from '../runner/execution/run-folder';
import { withInformalRun, type InformalEnvironment } from '../runner/execution/scenario-run';
import { VOLUME_TAG } from '../runner/planning/features/tags';
import { PHASES } from '../support/scope/plan';
import { loadScope } from '../support/scope/scope';
import { parseShard } from '../runner/sharding/shard';
import { runWithMemoryLimits } from '../runner/execution/workers/memory-limits';
import { chooseDefects } from './shared/choose-defects';
import { keepOwnSearch, searchedState } from './shared/keep-search';
import { machineCapabilities } from './shared/machine';
import { DEFAULT_SEED, INFORMAL_OPTIONS } from './shared/texts';

const prove: Command = {
  name: 'prove',
  summary: 'Switches on each seeded defect of the system in turn, and shows which scenarios it turns red.',
  options: {
    defect: { value: 'ID,...', help: 'these defects only' },
    shard: { value: 'K/N', help: 'every Nth defect from the Kth on, so that N such commands can shard the work' },
    quick: { help: 'the first scenarios that find a defect are enough: the likeliest are run first' },
    ...INFORMAL_OPTIONS,
    json: { help: 'as JSON; progress goes to the error output' },
  },
  notes: [
    'Without --dmc and --phase, what the first combination misses is looked for in the other Test Phases and combinations.',
    'Scenarios that take minutes by their volume (@volume) are left out.',
    'Exit code: 0 each defect is found by a scenario of its requirement; 1 one is not;',
    '           2 could not run, such as when a scenario fails without any defect.',
  ],
  async run(line) {
    const asJson = line.isOn('json');
    const progress = asJson ? (text: string): void => void process.stderr.write(`${text}\n`) : say;
    progress('Environment: embedded (defects are only ever switched on in this process).');
    const [startedAt, state] = [new Date(), searchedState('prove')];
    const all = readDefects(DEFECTS_FILE);
    const chosen = chooseDefects(all, line.option('defect'));
    const defects = defectsOfShard(chosen, line.option('shard'));
    const seed = line.option('seed') ?? DEFAULT_SEED;
    const folder = createRunFolder(REPORTS_FOLDER, 'prove', seed).path;
    const untilFound = line.isOn('quick');
    const cells = cellsToTry(line.option('dmc'), line.option('phase'));
    const proved = new Map<string, ProvedDefect>();
    for (const [index, cell] of cells.entries()) {
      const open = defects.filter(({ id }) => proved.get(id)?.found !== true);
      if (open.length === 0) break;
      const isLast = index === cells.length - 1;
      progress(`${cell.dmc}, ${cell.phase}: ${open.length} to find.`);
      for (const result of await proveInCell(open, { ...cell, seed, folder, isLast, untilFound, progress })) {
        proved.set(result.id, result);
      }
    }
    const results = defects.flatMap(({ id }) => proved.get(id) ?? []);
    writeFileSync(path.join(folder, 'prove.json'), `${JSON.stringify(results, null, 2)}\n`);
    if (line.option('defect') === undefined) {
      const cases = results.map(detectionCase);
      keepOwnSearch({ tool: 'prove', seed, startedAt, tried: cases.length, population: all.length, cases }, state);
    } else progress(NOT_KEPT);
    if (asJson) say(JSON.stringify({ defects: results }, null, 2));
    const found = results.filter((result) => result.found).length;
    progress(`${found} of ${results.length} seeded defects are found by scenarios of their requirement.`);
    progress(`Every scenario that each turns red: ${path.join(folder, 'prove.json')}; evidence: ${folder}`);
    return found === results.length ? 0 : 1;
  },
};

const NOT_KEPT =
  'Not added to reports/detection.json: defects that somebody picked say nothing of the others. The whole proof, or its shards, add to it.';

function detectionCase({ id, service, requirement, rule, found, red }: ProvedDefect): DetectionCase {
  const outcome = found ? 'found' : 'missed';
  const elsewhere = `Only scenarios of other requirements fail: ${red.map((one) => one.id).join(', ')}.`;
  const note = !found && red.length > 0 ? { note: elsewhere } : {};
  return { id, area: service, requirement, what: rule, outcome, by: found ? red.map((one) => one.id) : [], ...note };
}

/** A cell in which defects are looked for. */
interface ProvingCell {
  readonly dmc: string;
  readonly phase: string;
}

/** Some rules hold in one Test Phase, or for some combinations only: what one cell misses is looked for in the next. */
function cellsToTry(dmc: string | undefined, phase: string | undefined): ProvingCell[] {
  const [first = '', ...others] = loadScope('.').catalogue.map(({ id }) => id);
  if (dmc !== undefined || phase !== undefined) return [{ dmc: dmc ?? first, phase: phase ?? 'Active' }];
  return [
    ...PHASES.map((name) => ({ dmc: first, phase: name })),
    ...others.map((id) => ({ dmc: id, phase: 'Active' })),
  ];
}

interface Proving extends ProvingCell {
  readonly seed: string;
  readonly folder: string;
  /** Nothing comes after this cell: what it misses is missed. */
  readonly isLast: boolean;
  /** Whether the first scenario that finds a defect is enough. */
  readonly untilFound: boolean;
  readonly progress: (line: string) => void;
}

function proveInCell(
  defects: readonly SeededDefect[],
  { dmc, phase, seed, folder, isLast, untilFound, progress }: Proving,
): Promise<ProvedDefect[]> {
  return withInformalRun(
    { root: '.', dmc, phase, seed, select: async (scenarios) => scenarios },
    {
      start: (options) => startEnvironment('embedded', options),
      capabilities: () => machineCapabilities(),
      progress,
    },
    () => folder,
    async (planned, run, { lab }) => {
      await requireKnown(defects, lab);
      return proveDefects(
        defects,
        planned.filter(({ aside, scenario }) => aside === undefined && !scenario.tags.includes(VOLUME_TAG)),
        (executions, on) =>
          run(executions, { defects: on, folder: path.join(`${dmc}-${phase}`, on.join('-') || 'baseline') }),
        (result) => {
          if (!result.found && !isLast) return;
          for (const text of defectLines(result)) progress(text);
        },
        { elsewhere: isLast, untilFound },
      );
    },
  );
}

/** @throws RunError unless `shard` is like 2/3 */
function defectsOfShard(defects: readonly SeededDefect[], shard: string | undefined): readonly SeededDefect[] {
  if (shard === undefined) return defects;
  const { number, of } = parseShard(shard);
  return defects.filter((_defect, index) => index % of === number - 1);
}

const labDefects = z.array(z.object({ id: z.string() }));

/** A defect that the system does not have could never turn anything red, and one that is not published stays unproved. */
async function requireKnown(defects: readonly SeededDefect[], lab: InformalEnvironment['lab']): Promise<void> {
  if (lab === undefined)
    throw new RunError('The environment has no lab interface, so that no defect can be switched on.');
  const response = await fetch(new URL('/defects', lab.url), { headers: { authorization: `Bearer ${lab.token}` } });
  if (!response.ok) throw new RunError(`The lab says ${response.status} when it is asked for its seeded defects.`);
  const known = labDefects.parse(await response.json()).map(({ id }) => id);
  const unknown = defects.filter(({ id }) => !known.includes(id));
  if (unknown.length === 0) return;
  throw new RunError(`The system has no such seeded defects: ${unknown.map(({ id }) => id).join(', ')}.`);
}

void runWithMemoryLimits(() => runCommand(prove));
