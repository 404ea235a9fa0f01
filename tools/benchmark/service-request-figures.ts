import type { EnvironmentDescription, Organisation } from '../../environments/environment';
import type { DeviceModelCombination } from '../../support/scope/dmc-catalogue';
import { RunError } from '../../support/scope/errors';
import { writeUnsigned, type ServiceRequest } from '../../support/interfaces/duis/request';
import { plainRead } from '../../support/interfaces/duis/requests/reads';
import { checkSignature, signXml } from '../../support/interfaces/signature';
import type { SentRequest } from '../../support/roles';
import { deviceOf } from '../../support/world/world';
import type { Measurement } from './figures';
import { MassMigration } from './mass-migration';

/** Milliseconds that one signature takes, on average. */
interface SignatureTimes {
  readonly making: number;
  readonly checking: number;
}

/** What the figures of service requests are measured with. */
export interface ServiceRequestBench {
  /** Does something with an environment of its own. */
  readonly withEnvironment: <T>(work: (environment: EnvironmentDescription) => Promise<T>) => Promise<T>;
  /** How long the system takes to sign such a document, and to check it. */
  readonly timeSystem: (xml: string, rounds: number) => Promise<SignatureTimes>;
  readonly dmc: DeviceModelCombination;
}

const REQUESTS = 1000;
const INSTALLATIONS = 10;
/** Documents that are looked at together: of more, a user checks a sample only. */
const TOGETHER = 50;
/** Signatures that are made and checked to find out how long one takes. */
const ROUNDS = 200;

/** What is asked of electricity meters in turn. */
const READS: readonly ServiceRequest[] = [
  plainRead('4.1.1', 'ReadInstantaneousImportRegisters'),
  plainRead('4.11.1', 'ReadTariffPrimaryElement'),
  plainRead('4.18', 'ReadMeterBalance'),
  plainRead('6.2.7', 'ReadDeviceConfigurationMPxN'),
  plainRead('7.4', 'ReadSupplyStatus'),
];

interface RequestMeasurement {
  readonly seconds: number;
  /** Signatures of all requests together. */
  readonly made: number;
  readonly checked: number;
  readonly suite: SignatureTimes;
  readonly system: SignatureTimes;
}

/** The figures of many service requests, which are sent once however many of them are measured. */
export function serviceRequestFigures(bench: ServiceRequestBench): Measurement[] {
  let measured: Promise<RequestMeasurement> | undefined;
  const once = (): Promise<RequestMeasurement> => (measured ??= measure(bench));
  const slower = (of: keyof SignatureTimes) => async () => {
    const { suite, system } = await once();
    const details = [`suite ${suite[of].toFixed(2)} ms, system ${system[of].toFixed(2)} ms`];
    return { value: Math.max(suite[of], system[of]), details };
  };
  return [
    {
      name: 'service-requests',
      what: `${String(REQUESTS)} service requests to embedded meters, from the first to the last response, every signature made and checked`,
      unit: 's',
      target: { atMost: 60 },
      measure: async () => {
        const { seconds, made, checked } = await once();
        const each = (count: number): string => String(Math.round((count / REQUESTS) * 100) / 100);
        return {
          value: seconds,
          details: [
            `signatures a request: ${each(made)} made, ${each(checked)} checked`,
            `${((seconds * 1000) / REQUESTS).toFixed(1)} ms a request`,
          ],
        };
      },
    },
    {
      name: 'signature-making',
      what: 'one signature of a service request, of suite or system, whichever takes longer',
      unit: 'ms',
      target: { atMost: 10 },
      measure: slower('making'),
    },
    {
      name: 'signature-checking',
      what: 'one check of such a signature, of suite or system, whichever takes longer',
      unit: 'ms',
      target: { atMost: 10 },
      measure: slower('checking'),
    },
  ];
}

function measure({ withEnvironment, timeSystem, dmc }: ServiceRequestBench): Promise<RequestMeasurement> {
  return withEnvironment(async (environment) => {
    const plan = { dmc, installations: INSTALLATIONS, days: 1 };
    const mass = await MassMigration.prepare(environment, plan);
    await mass.authorise();
    await mass.migrate((work) => work());
    await mass.reconcile();
    const sent = await sendAll(mass);
    const { organisation } = mass.roles.supplier;
    const [first] = mass.roles.supplier.sent;
    if (first === undefined) throw new RunError('No service request was sent.');
    const xml = writeUnsigned(first.id, first.request);
    return { ...sent, suite: await timeSuite(xml, organisation), system: await timeSystem(xml, ROUNDS) };
  });
}

/** Sends so many reads and waits for their responses; the role checks everything that it receives. @throws RunError unless all are answered */
export async function sendReads({ lab, installations, roles }: MassMigration, count: number): Promise<void> {
  const { supplier } = roles;
  let answered = 0;
  for (let next = 0; next < count; next += TOGETHER) {
    const batch: SentRequest[] = [];
    for (let number = next; number < Math.min(next + TOGETHER, count); number += 1) {
      const installation = installations[number % installations.length];
      const request = READS[number % READS.length];
      if (installation === undefined || request === undefined) continue;
      batch.push(await supplier.send(deviceOf(installation, 'ESME').deviceId, request));
    }
    await lab.settle();
    for (const sent of batch) answered += (await supplier.responseTo(sent))?.code === 'I0' ? 1 : 0;
  }
  if (answered !== count) throw new RunError(`Only ${String(answered)} of ${String(count)} requests were answered.`);
}

async function sendAll(mass: MassMigration): Promise<Pick<RequestMeasurement, 'seconds' | 'made' | 'checked'>> {
  const { lab } = mass;
  const before = (await lab.messages()).length;
  const begin = performance.now();
  await sendReads(mass, REQUESTS);
  const seconds = (performance.now() - begin) / 1000;
  const between = (await lab.messages()).slice(before).map(({ kind }) => kind);
  const passedOn = between.filter((kind) => kind === 'countersigned-service-request').length;
  const answers = between.filter((kind) => kind === 'smets1-response').length;
  // Of each request: the user signs it and the DSP its answer and what it delivers; between them DSP and S1SP sign once each.
  const made = REQUESTS * 2 + passedOn + answers * 2;
  // What is delivered bears two signatures, and the user checks both.
  return { seconds, made, checked: made + answers };
}

async function timeSuite(xml: string, { eui, certificate, privateKey }: Organisation): Promise<SignatureTimes> {
  const signed: string[] = [];
  const making = await timeOf(async () => {
    signed.push(await signXml(xml, { certificate, privateKey }));
  });
  const checking = await timeOf(async (round) => {
    const verdict = await checkSignature(signed[round] ?? '', { [eui]: certificate });
    if ('fault' in verdict) throw new RunError(`A signature that was just made does not hold: ${verdict.fault}`);
  });
  return { making, checking };
}

async function timeOf(work: (round: number) => Promise<void>): Promise<number> {
  const before = performance.now();
  for (let round = 0; round < ROUNDS; round += 1) await work(round);
  return (performance.now() - before) / ROUNDS;
}
