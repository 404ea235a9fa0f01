import { Then, When } from '@cucumber/cucumber';
import { FAULT_MATRIX_TABLE, readFaultMatrix, type FaultPair, type FaultStage } from '../support/scope/fault-matrix';
import { expectThat, failExpectation } from '../support/world/expectation';
import { DAYS_TO_END, reachStage, STAGES_OF_COURSE } from '../support/world/fault-stages';
import { endFaults, MEET_FAULT } from '../support/world/matrix-faults';
import { recoveryOf, recoveryText, type Recovery } from '../support/world/recoveries';
import { BATCH_STEP_TIMEOUT } from '../support/world/timeouts';
import { firstOf } from '../support/world/words';
import type { MigrationWorld } from '../support/world/world';
import { ScenarioState } from './scenario-state';

/** What came of a pair of the matrix. */
interface Met {
  readonly pair: FaultPair;
  readonly recovery: Recovery;
}

/** A fault that strikes nothing proves nothing. */
const NOT_MET: Recovery = { result: 'the fault was not met, it struck nothing', code: '', by: 'never', told: [] };

const met = new ScenarioState<readonly Met[]>('Faults of the fault matrix');

/** An installation of its own meets one fault, and has the days of its window to recover. */
async function meet(world: MigrationWorld, pair: FaultPair): Promise<Met> {
  const stage = STAGES_OF_COURSE[pair.stage];
  const made = await world.makeInstallation();
  const held = await reachStage(world, made, stage);
  const faults = await MEET_FAULT[pair.fault](world, { made, stage, held });
  await world.roles.time.passHours(DAYS_TO_END * 24);
  const isMet = await endFaults(world, faults);
  return { pair, recovery: isMet ? await recoveryOf(world, made, stage.course) : NOT_MET };
}

/** For each of them an installation is taken to the stage, one after the other. */
When(
  'an installation at {faultStage} meets each fault of the fault matrix',
  {
    wrapperOptions: { needs: ['lab', 'virtual-time', 'interception', 'own-system'], makes: 'some' },
    timeout: BATCH_STEP_TIMEOUT,
  },
  async function (this: MigrationWorld, stage: FaultStage) {
    const pairs = readFaultMatrix(FAULT_MATRIX_TABLE).filter((row) => row.stage === stage && row.reason === '');
    expectThat(pairs.length > 0, `faults that can be met at ${stage}`, 'none');
    const all: Met[] = [];
    for (const pair of pairs) all.push(await meet(this, pair));
    met.set(this, all);
    const lines = all.map(({ pair: { fault }, recovery }) => `${fault}: ${recoveryText(recovery)}`);
    this.attach(lines.join('\n'), { mediaType: 'text/plain', fileName: `Faults met at ${stage}` });
  },
);

Then('it recovers from each as the fault matrix says', function (this: MigrationWorld) {
  const all = met.get(this);
  const odd = all.filter(({ pair, recovery }) => recoveryText(pair) !== recoveryText(recovery));
  const [first] = odd;
  expectThat(first === undefined || odd.length > 0, 'recoveries to be judged', 'none');
  if (first === undefined) return;
  const { stage, fault } = first.pair;
  const others = odd.slice(1).map(({ pair, recovery }) => `${pair.fault}: ${recoveryText(recovery)}`);
  failExpectation(`${stage} to recover from ${fault} as ${recoveryText(first.pair)}`, recoveryText(first.recovery), {
    subject: `how ${stage} recovers from ${fault}`,
    due: first.pair.code === '' ? undefined : first.pair.code,
    given: first.recovery.code === '' ? undefined : first.recovery.code,
    said: others.length === 0 ? undefined : firstOf(others),
  });
});
