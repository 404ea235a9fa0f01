import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Evidence } from '../../../reports/record/result-model';
import { execution } from '../../../runner/fixtures/builders';
import { DEVICES_SHOWN } from '../../../support/world/shown-devices';
import { scenarioPage } from './page';
import { shownScenario, type ShownScenario } from './shown-scenario';
import { shownLines } from './terminal';

const DEVICES = {
  before: { 'installation 1, ESME 00-DB': { supply: 'Enabled', balance: 0, counters: {} } },
  after: { 'installation 1, ESME 00-DB': { supply: 'Disabled', balance: 0, counters: { s1sp: '7' } } },
};

describe('what happened in a scenario', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'show-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function kept(title: string, mediaType: string, body: string): Evidence {
    const name = `${title.replaceAll(' ', '-')}.txt`;
    writeFileSync(path.join(folder, name), body);
    return { title, mediaType, path: name };
  }

  function shown(): ShownScenario {
    const evidence = [
      kept('Sequence of the test', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"></svg>'),
      kept('Messages and audit trail of the test', 'text/plain', '08:00 <MCF> Requesting Party -> S1SP'),
      kept(DEVICES_SHOWN, 'application/json', JSON.stringify(DEVICES)),
      kept('Trace of the browser', 'application/vnd.allure.playwright-trace', 'zip'),
    ];
    const sentence = 'Expected the supply to be on. Observed that it is off.';
    const failing = {
      kind: 'step',
      status: 'failed',
      text: 'Then it stops with "SIM-WHL-02"',
      message: sentence,
    } as const;
    const failure = {
      subject: 'the supply',
      expected: 'the supply to be on',
      observed: 'that it is off',
      on: {},
      firstDifference: 'It is off.',
    };
    const result = execution('failed', {
      evidence,
      failure,
      steps: [{ ...failing, durationMs: 1, evidence: [] }],
      fingerprint: '2-0123456789ab',
      reproduce: 'npm run scenario -- X',
    });
    const known = {
      lastGood: path.join(folder, 'last-good'),
      cause: 'The supply was cut off.',
      meanings: new Map([['SIM-WHL-02', 'An undeclared device is on the whitelist']]),
    };
    return shownScenario(result, folder, known, { s1sp: 'one line', dsp: '' });
  }

  it('is a page with the failure, what devices show otherwise, the sequence, the logs and how to repeat it', () => {
    const page = scenarioPage(shown());
    expect(page).toContain('Expected the supply to be on. Observed that it is off.');
    expect(page).toContain('installation 1, ESME 00-DB: supply</th><td>Enabled → Disabled');
    expect(page).not.toMatch(/ESME 00-DB: (?:balance|counters)/);
    expect(page.split('Expected the supply to be on.')).toHaveLength(2);
    expect(page).toContain('Likely cause</th><td>The supply was cut off.');
    expect(page).not.toContain('First difference');
    expect(page).toContain('SIM-WHL-02: An undeclared device is on the whitelist');
    expect(page).toContain('<svg xmlns');
    expect(page).toContain('08:00 &lt;MCF&gt;');
    expect(page).toContain('<summary>s1sp</summary><pre>one line');
    expect(page).not.toContain('<summary>dsp');
    expect(page).toContain('npm run scenario -- X');
    expect(page).toContain('2-0123456789ab');
    expect(page).toContain('npx playwright show-trace');
  });

  it('is said in short on the terminal', () => {
    const said = shownLines(shown(), 'a.html').join('\n');
    expect(said).toContain('08:00 <MCF> Requesting Party -> S1SP');
    expect(said).toContain('ESME 00-DB: supply Enabled -> Disabled');
    expect(said).toContain('fingerprint 2-0123456789ab');
    expect(said).toContain('Page: a.html');
  });
});
