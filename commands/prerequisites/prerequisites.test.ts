import { describe, expect, it } from 'vitest';
import { ensurePrerequisites } from './index';
import type { ProgramStatus, Machine, Program } from './machine';

const PRESENT: ProgramStatus = { state: 'present' };
const MISSING: ProgramStatus = {
  state: 'missing',
  sentence: 'No Java was found: install it with "apt-get install java".',
};
const UNUSABLE: ProgramStatus = { state: 'unusable', sentence: 'The engine refuses this user: join its group.' };

/** A program whose looks come to `findings`, the last for ever. */
function program(findings: readonly ProgramStatus[], rest: Partial<Program> = {}): Program {
  let looks = 0;
  const look = async (): Promise<ProgramStatus> => findings[Math.min(looks++, findings.length - 1)] ?? PRESENT;
  return { look, installed: () => false, packages: ['a-package', 'its-fonts'], ...rest };
}

function machine(subject: Program, rest: Partial<Machine> = {}): { machine: Machine; did: string[] } {
  const did: string[] = [];
  const present = program([PRESENT]);
  return {
    did,
    machine: {
      installsWithoutAsking: true,
      install: async (packages) => void did.push(`install ${packages.join(' ')}`),
      programs: { browser: present, java: subject, archiver: present, 'container-engine': present },
      ...rest,
    },
  };
}

const lines: string[] = [];
const progress = (line: string): void => void lines.push(line);

describe('ensurePrerequisites', () => {
  it('does nothing where everything is there', async () => {
    const { machine: here, did } = machine(program([PRESENT]));
    expect(await ensurePrerequisites(['browser', 'java', 'container-engine'], progress, here)).toEqual([]);
    expect(did).toEqual([]);
  });

  it('installs what is missing where it need not ask, and says so', async () => {
    const { machine: here, did } = machine(program([MISSING, PRESENT]));
    expect(await ensurePrerequisites(['java'], progress, here)).toEqual([]);
    expect(did).toEqual(['install a-package its-fonts']);
    expect(lines.at(-1)).toBe('Installing a-package and its-fonts.');
  });

  it('names what is missing with its command where it would have to ask', async () => {
    const { machine: here, did } = machine(program([MISSING]), { installsWithoutAsking: false });
    expect(await ensurePrerequisites(['java'], progress, here)).toEqual([{ kind: 'java', ...sentence(MISSING) }]);
    expect(did).toEqual([]);
  });

  it('mends nothing that is there but not usable', async () => {
    const { machine: here, did } = machine(program([UNUSABLE]));
    expect(await ensurePrerequisites(['java'], progress, here)).toEqual([{ kind: 'java', ...sentence(UNUSABLE) }]);
    expect(did).toEqual([]);
  });

  it('starts what is installed and does not run', async () => {
    const started: string[] = [];
    const engine = program([MISSING, PRESENT], {
      installed: () => true,
      start: async () => void started.push('engine'),
    });
    const { machine: here, did } = machine(engine);
    expect(await ensurePrerequisites(['java'], progress, here)).toEqual([]);
    expect([did, started]).toEqual([[], ['engine']]);
  });

  it('says why an installation failed', async () => {
    const { machine: here } = machine(program([MISSING]), {
      install: () => Promise.reject(new Error('E: Unable to locate package a-package')),
    });
    expect(await ensurePrerequisites(['java'], progress, here)).toEqual([
      {
        kind: 'java',
        sentence:
          'No Java was found: install it with "apt-get install java"; doing so failed: E: Unable to locate package a-package',
      },
    ]);
  });

  it('does not take an installation for a success that changed nothing', async () => {
    const { machine: here } = machine(program([MISSING]));
    expect(await ensurePrerequisites(['java'], progress, here)).toEqual([{ kind: 'java', ...sentence(MISSING) }]);
  });
});

function sentence(finding: ProgramStatus): { sentence: string } {
  return { sentence: finding.state === 'present' ? '' : finding.sentence };
}
