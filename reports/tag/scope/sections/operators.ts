/** How much is tested of each SMSO and type of installation, migration and regression apart. */
import { counted } from '../../../text';
import { markup, type Markup } from '../../html';
import { table, type Section } from '../../parts';
import { countsIn, inPlan, isRegression, type ScopedCombination, type ScopeOfTesting } from '../scope-model';

/** What a combination is made of, as the published documents tell types of installation apart. */
function installationType({ dmc }: ScopedCombination): string {
  const types = new Set(dmc.devices.map(({ type }) => type));
  const fuel = types.has('GSME') ? 'Electricity and gas' : 'Electricity only';
  const displays = ['PPMID', 'IHD', 'CAD'].filter((type) => types.has(type));
  return `${fuel}, ${displays.length === 0 ? 'no display' : `with ${displays.join(' and ')}`}`;
}

/**
 * Writes the table.
 * @param parts what it counts: migration and the regressions, or the regressions alone
 */
export function operators(scope: ScopeOfTesting, parts: readonly ('Migration' | 'Regression')[]): Section {
  const groups = [
    ...Map.groupBy(scope.combinations, (one) => [one.dmc.smso, installationType(one)].join('\n')).values(),
  ].toSorted((one, other) => keyOf(one).localeCompare(keyOf(other)));
  const smsos = new Set(scope.combinations.map(({ dmc }) => dmc.smso)).size;
  return {
    id: 'operators',
    title: 'By SMSO and type of installation',
    body: markup`<p>The combinations of this plan are those of ${counted(smsos, 'SMSO')} and have ${counted(new Set(scope.combinations.map(installationType)).size, 'type')} of installation. The table counts tests, each row
of their data by itself, and the executions that are evidence of these combinations, reused results included. Migration is Migration ST and Migration DMRT; regression is both sets that
close them, and the full system regression.</p>
${table(
  'Tests and executions by SMSO and type of installation',
  [
    { title: 'SMSO', style: 'narrow' },
    { title: 'Type of installation' },
    { title: 'Combinations', style: 'fifth' },
    ...parts.flatMap((part) => [
      { title: `${part}: tests`, style: 'number' },
      { title: `${part}: executions`, style: 'number' },
    ]),
  ],
  markup`<tbody>${groups.map((own) => row(own, scope, parts))}</tbody>`,
)}`,
  };
}

function keyOf([first]: readonly ScopedCombination[]): string {
  return first === undefined ? '' : `${first.dmc.smso} ${installationType(first)}`;
}

function row(own: readonly ScopedCombination[], scope: ScopeOfTesting, parts: readonly string[]): Markup {
  const [first] = own;
  const cells = scope.cells.filter((cell) => own.some(({ dmc }) => dmc.id === cell.dmc));
  const standing = inPlan(scope).flatMap((scenario) =>
    scenario.runs.flatMap((run) => {
      const count = cells.filter(({ dmc, phase }) => countsIn(run, dmc, phase)).length;
      return count === 0
        ? []
        : [{ id: scenario.id, count, part: isRegression(scope, run) ? 'Regression' : 'Migration' }];
    }),
  );
  const fields = parts.map((part) => {
    const evidence = standing.filter((one) => one.part === part);
    const executions = evidence.reduce((sum, { count }) => sum + count, 0);
    return markup`<td class="number">${new Set(evidence.map(({ id }) => id)).size}</td><td class="number">${executions}</td>`;
  });
  return markup`<tr><th scope="row" class="id">${first?.dmc.smso ?? ''}</th><td>${first === undefined ? '' : installationType(first)}</td><td>${own.map(({ dmc }) => dmc.id).join(', ')}</td>${fields}</tr>`;
}
