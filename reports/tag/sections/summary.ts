/** Page one: what was run, what is asked of TAG, the verdict, the faults, the criteria and what is weakest. */
import { OUTCOMES, type CriterionResult, type RunResult } from '../../record/result-model';
import { sinceSentences, testsInWords } from '../../since-words';
import { counted, countScenarios, duration, instant, OUTCOME_WORDS, shortened } from '../../text';
import { environmentsInWords, scopeInWords, type CompletionReport } from '../document-model';
import { evidenceOf } from '../evidence';
import { faultSentence, faultsOf } from '../faults';
import { anchor, markup, type Content, type Markup } from '../html';
import { outcomeBadge, verdictBadge, withWholeIds, type Section } from '../parts';
import { askedOfTag, recommendationSentence } from './recommendation';

const HEADLINES: Readonly<Record<RunResult['verdict']['result'], string>> = {
  met: 'Every criterion that this plan claims is met',
  'met with work-off plan': 'Every criterion that this plan claims is met, with issues that stay open for a time',
  'not met': 'The criteria of this plan are not met',
  incomplete: 'The run is incomplete',
};

/** Writes the summary. */
export function summary({ run }: CompletionReport): Section {
  return {
    id: 'summary',
    title: 'Summary',
    part: 'page-one',
    body: markup`
<div class="verdict verdict-${colourOf(run)}">
${run.run.formal ? undefined : markup`<p class="headline">Not for decision: an informal run</p>`}
<p class="headline">${headline(run)}</p>
<p>${verdictSentence(run)}</p>
<p><strong>Asked of TAG:</strong> ${askedOfTag(run)}</p>
<p><strong>EPCL:</strong> ${recommendationSentence(run)}</p>
${simulated(run)}
</div>
${whatWasRun(run)}
${counts(run)}
${faults(run)}
<h3 id="changed-and-weakest">What has changed, and what is weakest</h3>
<ul class="tight"><li>${changed(run)}</li><li>${weakest(run)}</li><li>${open(run)}</li></ul>
<h3 id="criteria-at-a-glance">Criteria at a glance</h3>
<div class="two">${glance('Entry', run, 'entry')}${glance('Exit', run, 'exit')}</div>`,
  };
}

/** The verdict in a few words; what is waived is not met. */
function headline({ verdict, criteria }: RunResult): string {
  const waived = verdict.result === 'met with work-off plan' && criteria.some(({ waivers }) => waivers.length > 0);
  return waived ? 'Every criterion that this plan claims is met or waived' : HEADLINES[verdict.result];
}

/** Name of the colours of the box; an informal run is never green. */
function colourOf({ run, verdict }: RunResult): string {
  const shown = !run.formal && verdict.result === 'met' ? 'met with work-off plan' : verdict.result;
  return shown.replaceAll(' ', '-');
}

/** Characters of the verdict that page one has room for. */
const LONGEST = 320;

/** The verdict; of a long one the first part, since the criteria stand below. */
function verdictSentence({ verdict: { sentence } }: RunResult): Markup {
  if (sentence.length <= LONGEST) return withWholeIds(sentence);
  const end = sentence.lastIndexOf('); ', LONGEST);
  const told = end === -1 ? shortened(sentence, LONGEST) : `${sentence.slice(0, end)}); and more:`;
  return markup`${withWholeIds(told)} see <a href="#criteria">Criteria</a>.`;
}

/** Said in bold here, and in one line that runs with the pages. */
function simulated({ run }: RunResult): Markup | undefined {
  return run.simulated
    ? markup`<p><strong>Simulated:</strong> system and devices are simulated and the combinations fictitious; codes and contents of files are modelled and are not the DCC’s.</p>`
    : undefined;
}

function whatWasRun(run: RunResult): Markup {
  const { id, startedAt, durationMs, executor, versions, plan } = run.run;
  const build = versions['dcc-like-system'] ?? 'not recorded';
  const facts: readonly (readonly [string, string])[] = [
    ['What was run', `${scopeInWords(run)}; plan “${plan}”`],
    [
      'Environment, build',
      `${environmentsInWords(run)}, ${build}; seeded defects: ${versions['seeded defects'] ?? 'not recorded'}`,
    ],
    ['When, by whom', `${instant(startedAt)}, for ${duration(durationMs)}, by ${executor}; run ${id}`],
  ];
  return markup`<dl class="facts compact">${facts.map(([term, text]) => markup`<div><dt>${term}</dt><dd>${text}</dd></div>`)}</dl>`;
}

/** Tiles, and how their numbers come about. */
function counts(run: RunResult): Markup {
  const tile = (label: Content, count: number): Markup => markup`<div><dt>${label}</dt><dd>${count}</dd></div>`;
  const shown = OUTCOMES.filter((outcome) => outcome !== 'does-not-apply').filter(
    (outcome) => outcome === 'passed' || outcome === 'failed' || run.counts[outcome] > 0,
  );
  const due = run.executions.filter((one) => one.outcome !== 'does-not-apply');
  const tests = countScenarios(due);
  const rows = new Set(due.map(({ id }) => id)).size;
  const aside = run.counts['does-not-apply'];
  const cited = run.executions.reduce((sum, one) => sum + one.citedBy.length, 0);
  const sentences = [
    `${counted(tests, 'test')} ${tests === 1 ? 'gives' : 'give'} ${counted(run.counts.planned, 'execution')}: one for each row of data, combination, Test Phase and stage.${rows === tests ? '' : ` From here on each row of data counts as a test, which makes ${rows}.`}`,
    aside === 0 ? undefined : `Besides, ${counted(aside, 'execution does', 'executions do')} not apply.`,
    cited === 0 ? undefined : `Results that cannot differ between Test Phases are reused ${counted(cited, 'time')}.`,
  ];
  return markup`<dl class="counts">${tile('Tests', tests)}${tile('Executions planned', run.counts.planned)}${tile('Executed', run.counts.executed)}${shown.map((outcome) => tile(run.counts[outcome] === 0 ? OUTCOME_WORDS[outcome].label : outcomeBadge(outcome), run.counts[outcome]))}</dl>
<p class="quiet">${sentences.filter((one) => one !== undefined).join(' ')}</p>`;
}

/** Faults that page one has room for. */
const TOLD = 2;

function faults(run: RunResult): Markup | undefined {
  const all = faultsOf(run);
  if (all.length === 0) return undefined;
  const told = all.slice(0, TOLD);
  const isOneEffect = told.length > 1 && new Set(told.map(({ effect }) => effect)).size === 1;
  const lines = told.map(
    (fault) =>
      markup`<li><a href="#${anchor('cause', fault.cause.id)}">${fault.cause.id}</a> ${faultSentence(fault, !isOneEffect)}</li>`,
  );
  const effect = isOneEffect ? markup`Effect of each: ${told[0]?.effect} ` : undefined;
  const more = all.length - TOLD;
  const rest = more > 0 ? markup`<a href="#faults">And ${counted(more, 'more fault')}</a>.` : undefined;
  const last = isOneEffect || more > 0 ? markup`<li>${effect}${rest}</li>` : undefined;
  return markup`<h3 id="faults-at-a-glance">${counted(all.length, 'fault')}</h3>
<ul class="tight">${lines}${last}</ul>`;
}

/** Criteria that have room on page one, each with its words, where little else is to be told. */
const TOLD_IN_WORDS = 13;

/** Of one kind, where there is more to be told. */
const TOLD_OF_MANY = 2;

/** Of more criteria, those that are met are named alone: page one is one page. */
function glance(
  title: string,
  { criteria, causes, since, knownIssues }: RunResult,
  kind: CriterionResult['kind'],
): Markup {
  const own = criteria.filter((one) => one.kind === kind);
  const crowded = criteria.length > TOLD_IN_WORDS || causes.length > 0 || since !== undefined || knownIssues.length > 0;
  const isQuiet = ({ verdict }: CriterionResult): boolean =>
    crowded && (verdict === 'met' || verdict === 'not in this plan');
  const named = alikeInLines(own.filter(isQuiet)).map((line) => markup`<p>${line}</p>`);
  const told = own.filter((one) => !isQuiet(one));
  const room = crowded ? TOLD_OF_MANY : told.length;
  const rest = alikeInLines(told.slice(room)).map((line) => markup`<li class="rest"><span>${line}</span></li>`);
  const rows = told
    .slice(0, room)
    .map((one) => markup`<li>${link(one.id)} <span>${judged(one)} <span class="what">${one.text}</span></span></li>`);
  return markup`<div><h4 id="glance-${kind}">${title}</h4>${named}${rows.length === 0 ? undefined : markup`<ul class="glance">${rows}${rest}</ul>`}${own.length === 0 ? markup`<p>None.</p>` : undefined}</div>`;
}

/** Each verdict once, with the criteria that have it; those that are waived stand apart. */
function alikeInLines(criteria: readonly CriterionResult[]): Markup[] {
  const alike = Map.groupBy(criteria, ({ verdict, waivers }) => `${verdict} ${waivers.length > 0}`);
  return [...alike.values()].flatMap((same) => {
    const [first] = same;
    const links = same.map(({ id }, index) => markup`${index === 0 ? '' : ', '}${link(id)}`);
    return first === undefined ? [] : [markup`${judged(first)} ${links}`];
  });
}

function link(id: string): Markup {
  return markup`<a href="#${anchor('criterion', id)}">${id}</a>`;
}

/** The verdict; what is waived stays not met, and says so. */
function judged({ verdict, waivers }: CriterionResult): Markup {
  return markup`${verdictBadge(verdict)}${waivers.length === 0 ? undefined : markup` <strong>waived</strong>`}`;
}

function changed(run: RunResult): Markup {
  const said = sinceSentences(run);
  if (run.since === undefined || said === undefined) {
    return markup`<a href="#since">First run</a>: no earlier run of this plan and scope was known.`;
  }
  const tests = testsInWords(run.since);
  return markup`<a href="#since">${said.against.replace(/:$/, '.')}</a> ${said.worse} ${said.better}${tests.length === 0 ? '' : ` Tests: ${tests.join(', ')}.`}`;
}

/** Requirements that the line on the weakest names. */
const WEAKEST = 5;

function weakest(run: RunResult): Markup {
  const all = evidenceOf(run);
  const [first, ...others] = all;
  if (first === undefined) return markup`The plan sets out to show no requirement.`;
  const alike = [first, ...others.filter(({ strength }) => strength === first.strength)];
  if (alike.length === all.length && all.length > WEAKEST) {
    return markup`<a href="#coverage">Weakest evidence</a>: none stands out; all ${all.length} requirements are alike (${first.strength}), ${first.requirement.id} with the fewest tests.`;
  }
  const more = alike.length > WEAKEST ? ` and ${alike.length - WEAKEST} more` : '';
  const named = alike.slice(0, WEAKEST).map(({ requirement }) => requirement.id);
  return markup`<a href="#coverage">Weakest evidence</a>: ${named.join(', ')}${more} (${first.strength}).`;
}

/** What is left open, in a line, with where it is told. */
function open({ openIssues, knownIssues, waivers, cells }: RunResult): Markup {
  const unknown = openIssues.reduce((sum, one) => sum + one.unknown, 0);
  const known = openIssues.reduce((sum, one) => sum + one.known, 0);
  const planned = knownIssues.filter((one) => one.inWorkOffPlan).length;
  const compared = cells.flatMap((cell) => cell.regressions);
  const unexplained = compared.flatMap((one) => one.differences).filter((one) => one.verdict === 'unexplained').length;
  const sets =
    compared.length === 0
      ? markup`no regression sets in this plan`
      : markup`<a href="#regression">regression sets</a> compared in ${compared.filter((one) => one.verdict !== 'not compared').length} of ${compared.length} cases, ${counted(unexplained, 'difference')} unexplained`;
  const parts: readonly Content[] = [
    unknown === 0 ? 'no failed test' : counted(unknown, 'failed test'),
    known === 0
      ? 'no known issue'
      : markup`${counted(known, 'known issue')}, ${planned} of them in the <a href="#work-off-plan">Work-Off Plan</a>`,
    waivers.length === 0 ? 'no waiver' : markup`<a href="#waivers">${counted(waivers.length, 'waiver')}</a>`,
    sets,
  ];
  return markup`Open: ${parts.map((part, index) => markup`${index === 0 ? '' : '; '}${part}`)}.`;
}
