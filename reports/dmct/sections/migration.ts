/** The migration with the proven solution. */
import { markup } from '../../tag/html';
import type { Section } from '../../tag/parts';
import type { DmctReport } from '../report-model';
import { tracesTo } from '../exchange';
import { scenarioTable } from './exchange';

/** Writes what the migration of the combination showed. */
export function migration({ run }: DmctReport): Section {
  return {
    id: 'migration',
    title: 'Migration with the proven solution',
    body: markup`<p>An installation of the combination is authorised, validated, handed over, checked, given new keys, commissioned and reported; where it is not in the EPCL, or
its devices are not the declared ones, it stays with its SMSO. The tests are those of Migration Solution Testing; the Allure report shows each step with the documents exchanged.</p>
${scenarioTable(
  'Tests that show the migration',
  run.executions.filter((one) => tracesTo(one, 'DT-2')),
)}`,
  };
}
