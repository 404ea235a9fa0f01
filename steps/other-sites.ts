import { When } from '@cucumber/cucumber';
import { needing } from '../support/scope/step-traits';
import type { MigrationWorld } from '../support/world/world';
import { dustVisits } from './dust-portal';
import { answers, BOOKINGS } from './dust-portal-sessions';
import type { SentForm } from './phrases/portal-phrases';
import { visits } from './portal';
import { statuses } from './portal-sessions';

/** A site that is no portal. */
const ELSEWHERE = 'https://elsewhere.example';

/** Sends a form of the portal of the Migration Control Centre. */
async function sendSign(
  world: MigrationWorld,
  way: 'in' | 'out',
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  const { status } = await visits.get(world).session.send(`/portal/sign-${way}`, fields, ELSEWHERE);
  statuses.set(world, status);
}

/** How each form is sent, with all that a page of the portal would send. */
const FORMS: Readonly<Record<SentForm, (world: MigrationWorld) => Promise<void>>> = {
  'signs the supplier in': async (world) => {
    const { user, password } = world.roles.supplier.organisation.portal;
    await sendSign(world, 'in', { user, password });
  },
  'signs the supplier out': async (world) => {
    await sendSign(world, 'out', { 'form-token': await visits.get(world).session.formToken() });
  },
  'books a test installation': async (world) => {
    const visit = dustVisits.get(world);
    const fields = { source: 'dcc-lab', 'form-token': await visit.formToken() };
    answers.set(world, await visit.session.send(BOOKINGS, fields, ELSEWHERE));
  },
};

When(
  'another site sends the form that {sentForm}',
  needing('browser'),
  async function (this: MigrationWorld, form: SentForm) {
    await FORMS[form](this);
  },
);
