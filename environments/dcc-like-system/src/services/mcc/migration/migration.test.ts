import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identifiersFor } from '../../../domain/identifiers';
import { type AuthorisationAnswer, ServiceFixture, csv, FIRST, GAS, row, SECOND, stemOf } from '../fixtures/mcc';
import type { InstallationView } from '../supplier-views';

const ID = 'INST-000001';
const SLOT = '2019-06-04T08:00:00.000Z';
let fixture: ServiceFixture;

beforeEach(async () => {
  fixture = await ServiceFixture.create();
});
afterEach(() => fixture.server.close());

async function installation(id = ID): Promise<InstallationView> {
  return fixture.get<InstallationView>(`/installations/${id}`);
}

async function started(rows = [row(1)]): Promise<void> {
  await fixture.authorise(csv(rows));
  await fixture.advance(SLOT);
}

function failed(code: string, attempt = 1): Parameters<ServiceFixture['outcome']>[0] {
  return {
    installationId: ID,
    attempt,
    result: 'NotMigrated',
    phase: 'CommunicationsCheck',
    code,
    reason: 'It failed.',
  };
}

async function operate(order: 'recover' | 'release', role = 'mcc', id = ID): Promise<number> {
  const response = await fixture.server.app.inject({
    method: 'POST',
    url: `/operator/installations/${id}/${order}`,
    headers: { authorization: fixture.party(role) },
  });
  await fixture.settle();
  return response.statusCode;
}

const recover = (role?: string, id?: string): Promise<number> => operate('recover', role, id);

let files = 1;

/** A further authorisation of the first installation, from a day on. */
async function authoriseAgain(from: string): Promise<AuthorisationAnswer> {
  files += 1;
  const header = `MAF,FILE-${files},${FIRST},ALPHA,2019-06-04T10:00:00Z,1`;
  const content = csv([row(1, { MigrationDateFrom: from, MigrationDateTo: '2019-06-12' })], { header });
  return fixture.authorise(content, stemOf(`1${String(files).padStart(5, '0')}`));
}

describe('a slot', () => {
  it('instructs Requesting Party and Commissioning Party once for each SMSO and group of the day', async () => {
    await fixture.provision('groups', {
      groups: [
        { groupId: 'AA', smsoTag: 'alpha' },
        { groupId: 'AB', smsoTag: 'ALPHA' },
      ],
    });
    const other = identifiersFor('mcc', '3').importMPAN;
    fixture.answers.set(`/estate/${other}`, { groupId: 'AB', smsoTag: 'ALPHA', kind: 'Active', devices: [] });
    await fixture.authorise(
      csv([row(1), row(2), row(3, { MPRN: '', GasSupplierEUI: '' }), row(4, { MigrationDateFrom: '2019-06-05' })]),
    );
    await fixture.advance('2019-06-04T07:59:00.000Z');
    expect(fixture.delivered).toEqual([]);
    await fixture.advance(SLOT);
    expect(fixture.delivered.map(({ to, kind }) => `${kind} ${to}`)).toEqual([
      'migration-instruction commissioning-party',
      'migration-instruction commissioning-party',
      'migration-instruction requesting-party',
      'migration-instruction requesting-party',
    ]);
    const { importMPAN, mprn } = identifiersFor('mcc', '1');
    expect(fixture.delivered[0]?.body).toMatchObject({
      instructionId: 'INSTR-000001',
      groupId: 'AA',
      smsoTag: 'ALPHA',
      slotStart: SLOT,
      validUntil: '2019-06-05T08:00:00.000Z',
      installations: [
        { installationId: ID, attempt: 1, importMPAN, mprn, electricitySupplier: FIRST, gasSupplier: GAS },
        { installationId: 'INST-000002' },
      ],
    });
    expect(fixture.delivered[1]?.body).toMatchObject({
      groupId: 'AB',
      installations: [{ installationId: 'INST-000003', importMPAN: other }],
    });
    expect((await installation()).state).toBe('InProgress');
    expect((await installation('INST-000004')).state).toBe('Scheduled');
  });
});

describe('an outcome', () => {
  it('makes the installation Commissioned, with its history, and reaches its suppliers as signed', async () => {
    await started();
    const { name, bytes } = await fixture.outcome({ installationId: ID, result: 'Migrated', phase: 'Commissioning' });
    const view = await installation();
    expect(view).toMatchObject({ state: 'Commissioned', phase: 'Commissioning', attempt: 1 });
    expect(view.history.map(({ state }) => state)).toEqual(['Scheduled', 'InProgress', 'Commissioned']);
    for (const supplier of [FIRST, GAS]) {
      expect(await fixture.get('/outcomes', supplier)).toMatchObject([{ name, installationIds: [ID] }]);
      const response = await fixture.server.app.inject({
        url: `/outcomes/${name}`,
        headers: { authorization: `Bearer ${fixture.token(supplier)}` },
      });
      expect(response.rawPayload.equals(bytes)).toBe(true);
    }
    expect(await fixture.get('/outcomes', SECOND)).toEqual([]);
    await expect(fixture.get(`/outcomes/${name}`, SECOND)).rejects.toThrow('404');
  });

  it('has no effect when its signature is wrong, its signer another role, or its attempt another', async () => {
    await started();
    await fixture.outcome({ installationId: ID, result: 'Migrated', phase: 'Commissioning' }, 's1sp');
    await fixture.outcome({ installationId: ID, attempt: 2, result: 'Migrated', phase: 'Commissioning' });
    expect((await installation()).state).toBe('InProgress');
    const files = await fixture.server.app.inject({ url: '/files', headers: { authorization: fixture.party('mcc') } });
    expect(files.json()).toMatchObject([{ verdict: 'rejected', code: 'SIM-MCC-04' }, { verdict: 'accepted' }]);
  });

  it('does not change what is final', async () => {
    await started();
    await fixture.outcome({ installationId: ID, result: 'Migrated', phase: 'Commissioning' });
    await fixture.outcome(failed('SIM-COM-01'));
    expect((await installation()).state).toBe('Commissioned');
  });
});

describe('after a failure', () => {
  it.each(['SIM-COM-01', 'SIM-COM-02', 'SIM-COM-03', 'SIM-SIM-01'])('%s is tried again the next day', async (code) => {
    await started();
    await fixture.outcome(failed(code));
    expect(await installation()).toMatchObject({
      state: 'Scheduled',
      attempt: 2,
      scheduledFor: '2019-06-05',
      slotStart: '2019-06-05T08:00:00.000Z',
      code,
    });
    await fixture.advance('2019-06-05T08:00:00.000Z');
    expect(fixture.delivered.at(-1)?.body).toMatchObject({ installations: [{ installationId: ID, attempt: 2 }] });
  });

  it('a late outcome moves the next attempt to a slot that is still to come', async () => {
    await started();
    await fixture.advance('2019-06-05T09:00:00.000Z');
    await fixture.outcome(failed('SIM-COM-01'));
    expect(await installation()).toMatchObject({ attempt: 2, scheduledFor: '2019-06-06' });
  });

  it('the fifth failure excludes the installation, and it cannot be authorised again', async () => {
    await started();
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      await fixture.advance(`2019-06-0${attempt + 3}T08:00:00.000Z`);
      expect(await installation()).toMatchObject({ state: 'InProgress', attempt });
      await fixture.outcome(failed('SIM-COM-01', attempt));
    }
    expect((await installation()).state).toBe('Excluded');
    const header = `MAF,FILE-2,${FIRST},ALPHA,2019-06-08T10:00:00Z,1`;
    const dates = { MigrationDateFrom: '2019-06-09', MigrationDateTo: '2019-06-12' };
    const again = await fixture.authorise(csv([row(1, dates)], { header }), stemOf('100000'));
    expect(again.rows).toMatchObject([{ code: 'SIM-AUT-18' }]);
  });

  it('the end of the authorised window ends the attempts; a new authorisation counts on', async () => {
    await started([row(1, { MigrationDateTo: '2019-06-04' })]);
    await fixture.outcome(failed('SIM-COM-01'));
    expect((await installation()).state).toBe('Failed');
    const header = `MAF,FILE-2,${FIRST},ALPHA,2019-06-04T10:00:00Z,1`;
    const content = csv([row(1, { MigrationDateFrom: '2019-06-05' })], { header });
    const again = await fixture.authorise(content, stemOf('100000'));
    expect(again.rows).toMatchObject([{ status: 'scheduled', installationId: 'INST-000002' }]);
    expect(await installation('INST-000002')).toMatchObject({ state: 'Scheduled', attempt: 2 });
  });

  it.each(['SIM-CPV-11', 'SIM-WHL-02', 'SIM-DCO-11', 'SIM-KEY-02'])('%s ends in Failed', async (code) => {
    await started();
    await fixture.outcome(failed(code));
    const view = await installation();
    expect(view).toMatchObject({ state: 'Failed', code, attempt: 1 });
    expect(view).not.toHaveProperty('raised');
  });

  it('class C at the fifth attempt excludes too: attempts count on over authorisations', async () => {
    await started([row(1, { MigrationDateTo: '2019-06-07' })]);
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      await fixture.advance(`2019-06-0${attempt + 3}T08:00:00.000Z`);
      await fixture.outcome(failed('SIM-COM-01', attempt));
    }
    const again = await authoriseAgain('2019-06-08');
    expect(again.rows).toMatchObject([{ installationId: 'INST-000002' }]);
    await fixture.advance('2019-06-08T08:00:00.000Z');
    await fixture.outcome({ ...failed('SIM-WHL-01', 5), installationId: 'INST-000002' });
    expect(await installation('INST-000002')).toMatchObject({ state: 'Excluded', attempt: 5 });
  });

  it('class D is raised: only after the operators released it can it be authorised again', async () => {
    await started();
    await fixture.outcome(failed('SIM-KEY-01'));
    expect(await installation()).toMatchObject({ state: 'Failed', code: 'SIM-KEY-01', raised: true });
    expect((await authoriseAgain('2019-06-05')).rows).toMatchObject([{ status: 'rejected', code: 'SIM-AUT-25' }]);
    expect(await operate('release', 's1sp')).toBe(403);
    expect(await operate('release', 'mcc', 'INST-999999')).toBe(404);
    expect(await operate('release')).toBe(202);
    expect(await operate('release')).toBe(409);
    expect((await authoriseAgain('2019-06-05')).rows).toMatchObject([{ status: 'scheduled' }]);
    expect(await installation('INST-000002')).toMatchObject({ state: 'Scheduled', attempt: 2 });
  });
});

describe('an intervention', () => {
  const notice = { installationId: ID, code: 'SIM-KEY-12', reason: 'Key rotation is incomplete.' };

  it('is shown, recovered by the operator, and ends with an outcome', async () => {
    await started();
    await fixture.message('intervention-notice', 'commissioning-party', notice);
    expect(await installation()).toMatchObject({ state: 'Intervention', code: 'SIM-KEY-12' });
    expect(await recover()).toBe(202);
    expect(fixture.delivered.at(-1)).toEqual({
      to: 's1sp',
      kind: 'recovery-instruction',
      body: { installationId: ID },
    });
    await fixture.outcome({ installationId: ID, result: 'Migrated', phase: 'Commissioning' });
    const view = await installation();
    expect(view.state).toBe('Commissioned');
    expect(view).not.toHaveProperty('code');
  });

  it('can be recovered only once at a time, only by the operator, only where there is one', async () => {
    await started();
    expect(await recover()).toBe(409);
    await fixture.message('intervention-notice', 'commissioning-party', notice);
    expect(await recover('s1sp')).toBe(403);
    expect(await recover('mcc', 'INST-999999')).toBe(404);
    expect(await recover()).toBe(202);
    expect(await recover()).toBe(409);
  });

  it('from another party than the Commissioning Party is refused and changes nothing', async () => {
    await started();
    await expect(fixture.message('intervention-notice', 's1sp', notice)).rejects.toThrow('403');
    expect((await installation()).state).toBe('InProgress');
  });
});
