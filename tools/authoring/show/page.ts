import { failureFacts, FIRST_DIFFERENCE, whyNotPassed } from '../../../reports/failure-words';
import type { Evidence, StepResult } from '../../../reports/record/result-model';
import { markup, Markup } from '../../../reports/tag/html';
import { besideMarkup } from './beside-markup';
import { details } from './markup-parts';
import type { ShownScenario } from './shown-scenario';

/** A scenario as one page that needs nothing else: it opens by a double click. */
export function scenarioPage(shown: ShownScenario): string {
  const { result, svg, sequence, changed, logs, traces } = shown;
  const why = whyNotPassed(result);
  const page = markup`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${result.id} ${result.title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body><main>
<h1>${result.id} ${result.title}</h1>
<p><strong>${result.outcome}</strong> for ${result.dmc}, ${result.phase}; ${result.featurePath}:${result.line}</p>
${why === undefined ? undefined : markup`<p class="failed">${why}</p>`}
${table(explanationOf(shown))}
${besideMarkup(shown.beside)}
<h2>Steps</h2>
${result.steps.map((step) => stepMarkup(step, shown))}
<h2>Devices</h2>
${
  changed.length === 0
    ? markup`<p>No device shows anything else than before the first act.</p>`
    : table([
        ['Device and field', 'Before, and after'],
        ...changed.map(({ device, field, before, after }) => [`${device}: ${field}`, `${before} → ${after}`] as const),
      ])
}
<h2>Sequence</h2>
${svg === undefined ? undefined : new Markup(svg)}
${sequence === undefined ? markup`<p>No message was exchanged.</p>` : details('In words', sequence)}
<h2>Other evidence</h2>
${result.evidence.map((evidence) => evidenceMarkup(evidence, shown))}
<h2>Logs of the services</h2>
${Object.keys(logs).length === 0 ? markup`<p>No service has logged anything.</p>` : undefined}
${Object.entries(logs).map(([service, text]) => details(service, text))}
<h2>Again</h2>
${table([
  ['Command', result.reproduce],
  ['Seed', result.seed],
  ['Fingerprint', result.fingerprint ?? 'none: it did not fail'],
  ...traces.map((trace) => ['Recording of the portal', trace] as const),
])}
</main></body>
</html>
`;
  return page.source;
}

/** What is known of a failure. The likely cause is the first difference in other words, which is left out beside it. */
function explanationOf({ result, cause, meanings }: ShownScenario): (readonly [term: string, text: string])[] {
  const facts = result.failure === undefined ? [] : failureFacts(result.failure);
  const own =
    cause === undefined
      ? facts
      : [['Likely cause', cause] as const, ...facts.filter(([term]) => term !== FIRST_DIFFERENCE)];
  return own.map(([term, text]) => [term, withMeaning(text, meanings)] as const);
}

/** What stands before a step; what did neither pass nor was skipped has failed. */
const SIGNS: Readonly<Record<string, string>> = { passed: '✓', skipped: '–' };

function stepMarkup({ kind, status, text, message, evidence }: StepResult, shown: ShownScenario): Markup | undefined {
  if (kind === 'hook' && status === 'passed') return undefined;
  const codes = [...text.matchAll(/"([^"]+)"/g)].flatMap(([, code = '']) => (shown.meanings.has(code) ? [code] : []));
  return markup`<section class="${status}"><h3>${SIGNS[status] ?? '✗'} ${text}</h3>
${codes.map((code) => markup`<p class="meaning">${withMeaning(code, shown.meanings)}</p>`)}
${message === undefined || message === whyNotPassed(shown.result) ? undefined : markup`<p>${message}</p>`}
${evidence.map((one) => evidenceMarkup(one, shown))}</section>`;
}

/** A code with what it means; anything else as it is. */
function withMeaning(text: string, meanings: ReadonlyMap<string, string>): string {
  const meaning = meanings.get(text);
  return meaning === undefined ? text : `${text}: ${meaning}`;
}

function evidenceMarkup({ title, path, mediaType }: Evidence, { texts }: ShownScenario): Markup | undefined {
  const text = texts.get(path);
  return text === undefined || mediaType === 'image/svg+xml' ? undefined : details(title, text);
}

function table(rows: readonly (readonly [string, string])[]): Markup | undefined {
  if (rows.length === 0) return undefined;
  return markup`<table>${rows.map(([term, text]) => markup`<tr><th scope="row">${term}</th><td>${text}</td></tr>`)}</table>`;
}

const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1b1f24; background: #fff; }
h3 { font-size: 1rem; margin: .8rem 0 0; } .meaning { margin: 0; font-weight: 400; color: #57606a; } .failed { color: #a1001a; font-weight: 600; }
th { text-align: left; vertical-align: top; padding-right: 1rem; } pre { white-space: pre-wrap; font-size: .85rem; }
.beside { table-layout: fixed; width: 100%; } .beside td { vertical-align: top; } .beside del { background: #ffe0e3; } .beside ins { background: #dcf5e2; text-decoration: none; }
h1, h3, p, td, pre, summary { overflow-wrap: anywhere; } th { overflow-wrap: break-word; }
`;
