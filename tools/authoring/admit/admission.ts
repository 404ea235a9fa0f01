import type { ExecutionResult } from '../../../reports/record/result-model';
import type { SeededDefect } from '../../../runner/planning/coverage';
import type { Scenario } from '../../../runner/planning/features/read-feature';

/** What became of a seeded defect in the scenario that is to be admitted. */
export interface TriedDefect {
  readonly defect: SeededDefect;
  readonly outcome: ExecutionResult['outcome'];
}

/** A run of the scenario without any defect. */
export interface TriedAlone {
  /** `seed 1-2`, `after the others of its feature` */
  readonly how: string;
  readonly outcome: ExecutionResult['outcome'];
}

/** A change of a rule of the system, and whether the scenario noticed it. */
interface TriedMutant {
  readonly place: string;
  readonly meaning: string;
  readonly isFound: boolean;
}

/** What a scenario notices of changes in the places that it comes to. */
export interface TriedMutants {
  /** How many changes there are in places that it comes to. */
  readonly met: number;
  readonly tried: readonly TriedMutant[];
}

/** What is known of a scenario when it asks to be admitted. */
export interface Admission {
  readonly id: string;
  readonly runs: readonly TriedAlone[];
  readonly defects: readonly TriedDefect[];
  /** Changes of rules that nobody planned; absent where none were asked for. */
  readonly mutants?: TriedMutants;
}

type Tracing = Pick<Scenario, 'positive' | 'negative' | 'featurePath'>;

/** The requirements of a scenario, and those that the others of its feature trace to: its neighbours. */
export function requirementsAround(
  scenario: Tracing,
  all: readonly Tracing[],
): { own: string[]; neighbours: string[] } {
  const own = requirementsOf(scenario);
  const others = all.filter(({ featurePath }) => featurePath === scenario.featurePath).flatMap(requirementsOf);
  return { own, neighbours: [...new Set(others)].filter((id) => !own.includes(id)) };
}

function requirementsOf({ positive, negative }: Tracing): string[] {
  return [...new Set([...positive, ...negative])];
}

/** Why a scenario is not admitted, a sentence each; none where it is. */
export function objections({ id, runs, defects }: Admission): string[] {
  const unlike = runs.filter(({ outcome }) => outcome !== 'passed');
  const found = defects.filter(isFound);
  return [
    ...unlike.map(({ how, outcome }) => `${id} is ${outcome} with no defect: ${how}.`),
    ...(found.length === 0
      ? [
          `${id} finds none of ${defects.length} seeded defects. Where one of those missed breaks its rule, its Then does not look at what goes otherwise; where none does, ask for one: it gets a row in environments/contracts/defects.csv.`,
        ]
      : []),
  ];
}

const isFound = ({ outcome }: TriedDefect): boolean => outcome === 'failed';

/**
 * How long the defects will take, from the first ones; at least a minute, so that it is worth saying.
 * @param milliseconds that the first ones took
 */
export function forecastLine(done: number, all: number, milliseconds: number): string | undefined {
  const left = ((all - done) * milliseconds) / done;
  if (left < 60_000) return undefined;
  const minutes = Math.ceil(left / 60_000);
  return `${done} of ${all} seeded defects are tried: the others take about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} more.`;
}

/** What a scenario finds, and whether it is stable, in lines for people. @param all each defect that it misses, too */
export function admissionLines(admission: Admission, all = false): string[] {
  const { id, runs, defects } = admission;
  const found = defects.filter(isFound);
  const against = objections(admission);
  const passed = runs.filter(({ outcome }) => outcome === 'passed').length;
  return [
    `${id} finds ${found.length} of ${defects.length} seeded defects of its requirements and their neighbours:`,
    ...found.map(({ defect }) => `  found   ${defect.id} (${defect.requirement}): ${defect.rule}`),
    ...missedLines(
      defects.filter((one) => !isFound(one)),
      all || found.length === 0,
    ),
    `Without a defect it passed ${passed} of ${runs.length} times: with other seeds, and in random order among the others of its feature.`,
    ...mutantLines(admission),
    ...against,
    against.length === 0 ? `${id} can be admitted.` : `${id} is not admitted.`,
  ];
}

/** What it misses: each where they are to be seen, else their count by requirement, the most first. */
function missedLines(missed: readonly TriedDefect[], all: boolean): string[] {
  if (all) return missed.map(({ defect }) => `  missed  ${defect.id} (${defect.requirement}): ${defect.rule}`);
  if (missed.length === 0) return [];
  const counts = [...Map.groupBy(missed, ({ defect }) => defect.requirement)].map(
    ([id, own]) => [id, own.length] as const,
  );
  const each = counts.toSorted((a, b) => b[1] - a[1]).map(([id, count]) => `${id} ${count}`);
  return [
    `  missed  ${missed.length}, most of them the business of other scenarios (${each.join(', ')}): --all lists them.`,
  ];
}

/** What it notices of changes that nobody planned: no objection, since most rules on its way are the business of other scenarios. */
function mutantLines({ id, mutants }: Admission): string[] {
  if (mutants === undefined) return [];
  const { met, tried } = mutants;
  const found = tried.filter(({ isFound }) => isFound);
  return [
    `Of ${met} changes of rules in places where it comes, ${tried.length} were tried by lot; ${id} notices ${found.length}. The others may be the business of other scenarios:`,
    ...tried.filter(({ isFound }) => !isFound).map(({ place, meaning }) => `  missed  ${place}: ${meaning}`),
  ];
}
