/** Who may import whom; docs/architecture.md, "Walls", says why. Paths are relative to the project. */

const SYSTEM = '^environments/dcc-like-system/src';
const DUST = '^environments/migration-dust';
const TESTS = '\\.(test|engine-test)\\.ts$';

/** The one interface by which the suite knows an environment, and the door by which commands start one. */
const ENVIRONMENT = '^environments/environment\\.ts$';
const FRONT_DOOR = '^environments/index\\.ts$';

/** Each room of the suite with what it may import beside itself. */
const ROOMS = [
  { name: 'features', path: '^features/', may: ['^steps/'] },
  { name: 'steps', path: '^steps/', may: ['^support/'] },
  { name: 'support', path: '^support/(?!models/)', may: ['^support/', ENVIRONMENT] },
  { name: 'models', path: '^support/models/', may: ['^support/scope/'] },
  // PDFs and the tests of how documents look need a browser.
  { name: 'reports', path: '^reports/', may: ['^support/(scope|evidence|browser)/'] },
  { name: 'runner', path: '^runner/', may: ['^reports/', '^support/(scope|evidence)/', ENVIRONMENT] },
  // A process of its own that knows the published contracts alone.
  { name: 'remote laboratory', path: '^tools/remote-laboratory/', may: [] },
  { name: 'exploration', path: '^tools/exploration/', may: ['^support/', '^reports/record/', ENVIRONMENT] },
  // It measures whole cycles and their reports too.
  { name: 'benchmark', path: '^tools/benchmark/', may: ['^support/', '^runner/', '^reports/', ENVIRONMENT] },
  {
    name: 'detection',
    path: '^tools/detection/',
    may: ['^support/(scope|evidence)/', '^runner/', '^reports/record/', ENVIRONMENT],
  },
  {
    name: 'authoring',
    path: '^tools/authoring/',
    may: ['^steps/', '^support/', '^runner/', '^reports/', ENVIRONMENT],
  },
  {
    name: 'commands',
    path: '^commands/',
    may: ['^support/', '^runner/', '^reports/', '^tools/', ENVIRONMENT, FRONT_DOOR],
  },
  {
    name: 'dcc-like-system',
    path: '^environments/dcc-like-system/',
    may: ['^environments/contracts/', ENVIRONMENT],
  },
  // A front door beside the services: of the system it has the ground, the kernel and what every portal has, of no service anything.
  {
    name: 'migration-dust',
    path: '^environments/migration-dust/',
    may: [
      '^environments/(environment|describe)\\.ts$',
      '^environments/contracts/',
      `${SYSTEM}/(kernel|domain|portal|fixtures)/`,
      `${SYSTEM}/in-process\\.ts$`,
    ],
  },
  { name: 'environments', path: '^environments/(?!dcc-like-system/|migration-dust/)', may: ['^environments/'] },
];

/** Folders of the system that may import only these beside themselves; tests stand above what they test. */
const STOREYS = [
  { name: 'ground', path: '(domain|xml)', may: '(domain|xml)' },
  { name: 'kernel', path: 'kernel', may: '(domain|xml)' },
  { name: 'portal', path: 'portal', may: '(domain|xml|kernel)' },
  { name: 'duis', path: 'duis', may: '(domain|xml|kernel|formats)' },
  { name: 'formats', path: 'formats', may: '(domain|xml|kernel)' },
  { name: 'lab', path: 'lab', may: '(domain|xml|kernel|formats|duis)' },
];

/** The lab makes devices as they leave the factory, and needs to know from the service of devices how such a one is set. */
const DEVICE_MAKERS = [`${SYSTEM}/lab/device-settings\\.ts$`];

/** Packages that only these places may use. */
const PACKAGES = [
  {
    name: 'cucumber',
    packages: ['@cucumber/[^/]+'],
    only: ['^steps/', '^support/world/', '^support/scope/messages\\.ts$', '^runner/', '^tools/authoring/'],
    comment: 'Only what defines steps, plans or runs scenarios knows cucumber.',
  },
  {
    name: 'test runner',
    packages: ['vitest'],
    only: [TESTS, '/fixtures/', '^vitest\\.'],
    comment: 'What is no test stands on no test runner.',
  },
  {
    name: 'searching',
    packages: ['fast-check', '@stryker-mutator/[^/]+'],
    only: [TESTS, '/fixtures/', '^tools/(exploration|detection)/'],
    comment: 'What runs scenarios and what is run knows nothing of the tools that search for their weak places.',
  },
  {
    name: 'libraries of the system',
    packages: ['fastify', '@fastify/[^/]+', 'xml-crypto', 'testcontainers', 'dockerode'],
    only: ['^environments/'],
    comment: 'The suite checks the system with other libraries than the system is made of.',
  },
  {
    name: 'libraries of the suite',
    packages: ['axios', 'playwright', 'xmldsigjs'],
    only: ['^(?!environments/dcc-like-system/)'],
    comment: 'The system is made of other libraries than the suite checks it with.',
  },
  {
    name: 'containers',
    packages: ['testcontainers', 'dockerode'],
    only: ['^environments/containers/'],
    comment: 'A service does not know what it runs in.',
  },
];

const packages = (/** @type {string[]} */ names) => `(^|node_modules/)(${names.join('|')})(/|$)`;

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...ROOMS.map(({ name, path, may }) => ({
      name: `room: ${name}`,
      severity: 'error',
      from: { path },
      to: { path: '^(?!.*node_modules/)[^/]+/', pathNot: [path, ...may], dependencyTypesNot: ['core'] },
    })),
    ...STOREYS.map(({ name, path, may }) => ({
      name: `system: ${name}`,
      severity: 'error',
      from: { path: `${SYSTEM}/${path}/`, pathNot: [TESTS, ...DEVICE_MAKERS] },
      to: { path: SYSTEM, pathNot: [`${SYSTEM}/${path}/`, `${SYSTEM}/${may}/`] },
    })),
    ...PACKAGES.map(({ name, packages: names, only, comment }) => ({
      name: `packages: ${name}`,
      comment,
      severity: 'error',
      from: { pathNot: only },
      to: { path: packages(names) },
    })),
    {
      name: 'packages: steps',
      comment: 'Steps leave the work to support.',
      severity: 'error',
      from: { path: '^steps/', pathNot: TESTS },
      to: {
        dependencyTypesNot: ['local'],
        pathNot: [packages(['@cucumber/cucumber'])],
      },
    },
    {
      name: 'defects beside rules',
      comment: 'A rule knows nothing of the defects that bend it: they are put together in services/defects.ts.',
      severity: 'error',
      from: { pathNot: ['/defects/', `${SYSTEM}/services/defects\\.ts$`, `${DUST}/start\\.ts$`, TESTS, '/fixtures/'] },
      to: { path: [`${SYSTEM}/services/.*/?defects/`, `${SYSTEM}/formats/defects/`, `${DUST}/defects/`] },
    },
    {
      name: 'fixtures are for tests',
      severity: 'error',
      // The benchmark measures reports of the large run that their tests have too.
      from: { pathNot: [TESTS, '/fixtures/', '^tools/benchmark/(cycle|night)-figures\\.ts$'] },
      to: { path: '/fixtures/' },
    },
    {
      name: 'the history is an index',
      comment:
        'No verdict and no document reads it: they follow from records alone, so that a pack can be verified anywhere.',
      severity: 'error',
      from: { pathNot: ['^commands/', '^runner/history/', '^tools/benchmark/night-figures\\.ts$'] },
      to: { path: '^runner/history/(?!ledger|expected-duration)' },
    },
    {
      name: 'a remote laboratory is outside',
      comment: 'It is started as a process, as anybody would start it.',
      severity: 'error',
      from: { pathNot: ['^tools/remote-laboratory/'] },
      to: { path: '^tools/remote-laboratory/' },
    },
    { name: 'tests are for nobody', severity: 'error', from: {}, to: { path: TESTS } },
    {
      name: 'no circle',
      comment: 'What two modules need of each other belongs in a third; types count.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no orphan',
      comment: 'Only tools that load a file by its name may have one that nothing imports.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '^[^/]+\\.config\\.mjs$',
          '^\\.dependency-cruiser\\.mjs$',
          '^runner/execution/scenarios/plan-plugin\\.mts$',
        ],
      },
      to: {},
    },
    {
      name: 'nothing unknown',
      comment: 'What cannot be found cannot be checked.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: true,
    // By which environments/index.ts loads what is needed late; a lint rule sees to it that there is no other name.
    exoticRequireStrings: ['load'],
    doNotFollow: { path: 'node_modules/' },
    exclude: { path: '^(reports/(runs|latest|bench)|\\.cache)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
    skipAnalysisNotInRules: true,
    reporterOptions: { mermaid: { minify: false } },
  },
};
