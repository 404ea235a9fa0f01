import path from 'node:path';
import { buildSync } from 'esbuild';
import type { Catalogue } from './model';

/** Where the page is written, from which the features of the project are two folders up. */
export const CATALOGUE_PAGE = 'reports/steps.html';

/** The catalogue as one page that needs nothing else: it opens by a double click, and is searched as one types, as the terminal is. */
export function cataloguePage(catalogue: Catalogue): string {
  const data = JSON.stringify(catalogue).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Steps</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>What a scenario can say</h1>
<form role="search"><label class="words">About <input id="words" type="search" autofocus autocomplete="off" placeholder="whitelist"></label>
<label><input type="checkbox" value="Given" checked> Given</label>
<label><input type="checkbox" value="When" checked> When</label>
<label><input type="checkbox" value="Then" checked> Then</label></form>
<p id="count" role="status"></p>
<div id="found"></div>
</main>
<script type="application/json" id="catalogue">${data}</script>
<script>${script()}</script>
</body>
</html>
`;
}

const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1b1f24; background: #fff; }
h1 { line-height: 1.2; }
label { white-space: nowrap; margin-right: .6rem; }
.words { display: inline-block; } input[type=search] { font: inherit; width: min(20rem, 65vw); padding: .3rem .5rem; }
#count { color: #57606a; }
h3, p, li, summary { overflow-wrap: anywhere; }
article { border-top: 1px solid #d0d7de; padding: .6rem 0; }
h2 { margin: 2rem 0 .3rem; } h3 { margin: 0; font: 600 1rem/1.5 ui-monospace, monospace; }
p { margin: .2rem 0; } code { font: .92em ui-monospace, monospace; } .said { border-left: 3px solid #bf8700; padding-left: .6rem; }
ul { margin: .2rem 0; padding-left: 1.2rem; } .quiet { color: #57606a; } details { margin: .2rem 0; }
`;

/** The script of the page with the search of the terminal in it. */
function script(): string {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(__dirname, 'page-script.ts')],
    bundle: true,
    minify: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    legalComments: 'inline',
    logLevel: 'silent',
  });
  return outputFiles.map(({ text }) => text).join('');
}
