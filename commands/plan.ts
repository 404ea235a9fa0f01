import path from 'node:path';
import { runCommand, say, type Command } from '../support/cycle/command-line';
import { tableLines } from '../support/cycle/console';
import { DEFECTS_FILE, outlinePlan, readDefects } from '../support/cycle/coverage';
import { requirementIds } from '../support/cycle/cycle';
import { readFeatures } from '../support/cycle/features/feature-set';
import { cellsOf, planExecutions } from '../support/cycle/plan-executions';
import { findDmc } from '../support/cycle/scope/dmc-catalogue';
import { phasesToRun, readPlan } from '../support/cycle/scope/plan';
import { loadScope, PLANS_FOLDER } from '../support/cycle/scope/scope';
import { CELL_OPTIONS, DEFAULT_SEED } from './shared/texts';

const plan: Command = {
  name: 'plan',
  summary: 'Shows what a cycle would run and which requirements it would show; runs nothing.',
  options: { ...CELL_OPTIONS, json: { help: 'as JSON: {cells, executions, scenarios, requirements}' } },
  async run(line) {
    const scope = loadScope('.');
    const chosen = readPlan(path.join('.', PLANS_FOLDER), line.option('plan') ?? 'first', requirementIds(scope));
    const dmc = findDmc(scope.catalogue, line.option('dmc') ?? chosen.dmc);
    const cells = cellsOf(chosen, dmc, phasesToRun(chosen, line.option('phase')));
    const scenarios = await readFeatures('.', requirementIds(scope));
    const planned = await planExecutions(cells, scenarios, DEFAULT_SEED, undefined);
    const outline = outlinePlan(planned, scope.requirements, readDefects(DEFECTS_FILE));
    if (line.isOn('json')) {
      say(JSON.stringify(outline, null, 2));
      return 0;
    }
    say(`${chosen.title}: ${chosen.claim}`);
    say('');
    for (const { scenario, dmc: tested, phase, stage, aside } of planned) {
      const fate = aside === undefined ? '' : ` - does not apply: ${aside.reason}`;
      say(`  ${scenario.id.padEnd(10)} ${tested.id} ${phase} ${stage}: ${scenario.title}${fate}`);
    }
    say('');
    const rows = chosen.requirements.map(({ id }) => {
      const { positive = [], negative = [], defects = [] } = outline.requirements[id] ?? {};
      return [id, String(positive.length), String(negative.length), String(defects.length)];
    });
    for (const row of tableLines([['Requirement', 'positive', 'negative', 'seeded defects'], ...rows])) say(row);
    say('');
    say(`${outline.cells} cell, ${outline.scenarios} scenarios, ${outline.executions} executions.`);
    return 0;
  },
};

void runCommand(plan);
