import { Given, Then, When } from '@cucumber/cucumber';
import type { LaboratoryFault, RemoteLaboratory } from '../support/roles';
import { needing } from '../support/scope/step-traits';
import { expectEqual } from '../support/world/expectation';
import { addFaulty, addSimulated, CHOSEN_REGISTER } from '../support/world/simulated-installation';
import { deviceOf, type MigrationWorld } from '../support/world/world';
import { sceneOf } from './dust';
import { ScenarioState } from './scenario-state';
import { askedOnce } from './service-sending';
import { expectChosenReading } from './service-responses';
import { CODES_OF_RESPONSES } from './phrases/codes-of';

const NEEDS = needing('lab', 'remote-laboratories');
/** The test installation that the laboratory simulates is there for later steps. */
const MAKES = { wrapperOptions: { ...NEEDS.wrapperOptions, makes: 'some' } } as const;

/** The process of the remote laboratory in a scenario. */
const laboratories = new ScenarioState<RemoteLaboratory>('A remote laboratory');

/** A token that no laboratory shows, of the form that one has. */
const TOKEN = 'token-of-another-laboratory';

Given(
  '{participant} has a test installation that a remote laboratory simulates',
  MAKES,
  async function (this: MigrationWorld, key: string) {
    const scene = await sceneOf(this);
    await scene.openTo(key);
    laboratories.set(this, await addSimulated(this, scene));
    await scene.book(key, 'remote-lab');
    expectEqual('the code with which the booking is refused', scene.refusedWith, undefined);
  },
);

Given(
  '{participant} has a test installation whose remote laboratory answers with {laboratoryFault}',
  MAKES,
  async function (this: MigrationWorld, key: string, fault: LaboratoryFault) {
    const scene = await sceneOf(this);
    await scene.openTo(key);
    await addFaulty(this, scene, fault);
    await scene.book(key, 'remote-lab');
    expectEqual('the code with which the booking is refused', scene.refusedWith, undefined);
  },
);

When('the process of the remote laboratory ends', NEEDS, async function (this: MigrationWorld) {
  await laboratories.get(this).crash();
});

When(
  'the remote laboratory connects its test installation at {forbiddenAddress}',
  NEEDS,
  async function (this: MigrationWorld, address: string) {
    const scene = await sceneOf(this);
    scene.answer = await scene.laboratory.connect(this.installation.importMPAN, true, { address, token: TOKEN });
  },
);

When(
  'another remote laboratory connects the test installation at an address of its own',
  NEEDS,
  async function (this: MigrationWorld) {
    const scene = await sceneOf(this);
    const own = { address: 'http://127.0.0.1:8600', token: TOKEN };
    scene.answer = await scene.otherLaboratory.connect(this.installation.importMPAN, true, own);
  },
);

When(
  'the cover of the electricity meter in the remote laboratory is opened',
  NEEDS,
  async function (this: MigrationWorld) {
    await laboratories.get(this).raiseAlerts();
    await this.roles.time.settle();
  },
);

When(
  /^(the|another) remote laboratory tells of an opened cover of (the electricity meter|a device that is not its own)$/,
  NEEDS,
  async function (this: MigrationWorld, which: string, what: string) {
    const scene = await sceneOf(this);
    const desk = which === 'the' ? scene.laboratory : scene.otherLaboratory;
    const { installation } = this;
    const of = what === 'the electricity meter' ? installation : await scene.makeInstallation();
    const alert = { alertCode: '8F74', description: 'Meter cover removed' };
    const at = (await this.roles.time.now()).toISOString();
    const { deviceId } = deviceOf(of, 'ESME');
    scene.answer = await desk.alert(installation.importMPAN, { deviceId, ...alert, at });
  },
);

Then(
  'the response {code} contains the register that the remote laboratory has chosen',
  { wrapperOptions: { codes: CODES_OF_RESPONSES } },
  async function (this: MigrationWorld, code: string) {
    await expectChosenReading(this, askedOnce(this), code, CHOSEN_REGISTER);
  },
);
