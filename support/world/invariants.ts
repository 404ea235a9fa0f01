import type { TranscriptMessage } from '../evidence/trail';
import type { ExpectedSignature } from '../interfaces/documents';
import type { MigrationFile, MigrationFileOf } from '../interfaces/files/migration-files';
import { isIccid, isMpan, isMprn } from '../interfaces/identifiers';
import { isFileKind, type FileKind, messageName } from '../interfaces/vocabulary';
import { nameOf } from '../roles';
import { sampleOf } from '../sample';
import type { BrokenRule } from './broken-rule';
import type { ScenarioFacts } from './facts';
import { wrongFollowUps } from './follow-up';
import { brokenHistory, type DeliveredFile } from './history';
import { brokenReporting } from './reporting';
import { wrongDocuments } from './told';
import { partyName } from '../evidence/party-names';
import { failExpectation } from './expectation';
import { wrongReasons } from './reasons';
import { firstOf } from './words';
import type { ServiceName } from '../../environments/environment';

/** DUIS documents between the services of which each is checked; of more a sample of so many. */
const MOST_DOCUMENTS = 200;

/** Who signs the DUIS documents that travel between the services. */
const SIGNERS: Readonly<Record<string, ServiceName>> = {
  'countersigned-service-request': 'dsp',
  'smets1-response': 's1sp',
  'smets1-alert': 's1sp',
};

/**
 * What must hold in every scenario, whatever it is about:
 * every file is valid, signed by its sender, and names numbers with right check digits; an attempt has at most one outcome; nothing is commissioned that the S1SP
 * did not report as ready; after a failed attempt follows what the retry strategy says; a hub is reached from one side only;
 * every DUIS document is valid, rightly signed, comes once, and tells what happened; the configuration of an installation ends once; no service has set anything aside; what suppliers are told of their installations adds up and
 * agrees with itself (`brokenReporting`); what must hold over its history (`brokenHistory`); and nobody is refused without a reason (`wrongReasons`).
 * @returns what does not hold
 */
export async function brokenInvariants(facts: ScenarioFacts): Promise<BrokenRule[]> {
  const problems: BrokenRule[] = [];
  const delivered: DeliveredFile[] = [];
  for (const { message, recipients } of distinctFiles(facts.messages)) {
    const file = facts.documents.file(message.body);
    const found = [...(await problemsOfFile(message, file, facts)), ...wrongNumbers(file)];
    problems.push(...brokenBy(file.header.sender, found));
    delivered.push({ file, at: message.at, recipients });
  }
  const files = delivered.map(({ file }) => file);
  return [
    ...problems,
    ...brokenBy('commissioning-party', repeatedOutcomes(filesOf(files, 'COF'))),
    ...brokenBy('mcc', followUpProblems(filesOf(files, 'COF'), facts)),
    ...brokenBy('commissioning-party', commissionedWithoutReason(files, facts)),
    ...brokenBy(
      undefined,
      facts.reachedFromBothSides.map((name) => `Both the S1SP and the SMSO reach ${name}.`),
    ),
    ...facts.setAside,
    ...(await problemsOfDuis(facts)),
    ...brokenBy('dsp', repeatedResponses(facts.received)),
    ...wrongDocuments(facts.told),
    ...brokenBy('smso', repeatedReports(facts)),
    ...brokenBy(
      'mcc',
      facts.reporting.flatMap((reporting) =>
        brokenReporting(reporting, { outcomesForged: facts.takenOver.has('COF') }),
      ),
    ),
    ...brokenHistory(facts, delivered),
    ...wrongReasons({ ...facts, files }),
  ];
}

function brokenBy(party: ServiceName | undefined, sentences: readonly string[]): BrokenRule[] {
  return sentences.map((sentence) => ({ sentence, ...(party === undefined ? {} : { party }) }));
}

/**
 * Expects that the rules of every scenario hold.
 * @throws UnmetExpectation that names the first that does not, with who broke it, and the others
 */
export function expectUnbroken(broken: readonly BrokenRule[]): void {
  const [first, ...others] = broken;
  if (first === undefined) return;
  const more = others.map(({ sentence }) => sentence);
  failExpectation('the rules of every scenario to hold', first.sentence, { party: first.party, said: firstOf(more) });
}

/** The same bytes go to several recipients: to be looked at once, with all that they went to. */
function distinctFiles(
  messages: readonly TranscriptMessage[],
): { readonly message: TranscriptMessage; readonly recipients: readonly string[] }[] {
  const files = messages.filter(({ kind }) => isFileKind(kind));
  return [...Map.groupBy(files, ({ body }) => body).values()].flatMap((same) => {
    const [message] = same;
    return message === undefined ? [] : [{ message, recipients: [...new Set(same.map(({ to }) => to))] }];
  });
}

function filesOf<K extends FileKind>(files: readonly MigrationFile[], kind: K): MigrationFileOf<K>[] {
  return files.filter((file): file is MigrationFileOf<K> => file.kind === kind);
}

async function problemsOfFile(
  { kind, body, from, at, fileName = kind }: TranscriptMessage,
  { kind: fileKind, header }: MigrationFile,
  { documents, certificates }: ScenarioFacts,
): Promise<string[]> {
  const expected = { ...signedBy(header.sender), certificates, at };
  const problems = await documents.problemsOfFile(fileKind, body, expected);
  return problems.map((problem) => `${fileName}, sent by the ${partyName(from)}: ${problem}`);
}

/** Supply points and SIMs are told apart by numbers that check themselves. */
function wrongNumbers(file: MigrationFile): string[] {
  const numbers: (readonly [string, string | undefined, (number: string) => boolean])[] = [];
  if (file.kind === 'MCF') {
    for (const { importMPAN, mprn } of file.installations) {
      numbers.push(['MPAN', importMPAN, isMpan], ['MPRN', mprn, isMprn]);
    }
  }
  if (file.kind === 'MGF') numbers.push(...file.installations.map(({ iccid }) => ['ICCID', iccid, isIccid] as const));
  return numbers
    .filter(([, number, isRight]) => number !== undefined && !isRight(number))
    .map(([what, number]) => `The ${what} ${String(number)} in ${file.header.fileId} has a wrong check digit.`);
}

/** Who is to have signed, and what is said where somebody else has. */
function signedBy(signer: string): Pick<ExpectedSignature, 'signer' | 'wrongSigner'> {
  return {
    signer,
    wrongSigner: (found) => `It is signed by the ${partyName(found)}, not by the ${partyName(signer)}.`,
  };
}

function repeatedOutcomes(outcomeFiles: readonly MigrationFileOf<'COF'>[]): string[] {
  const outcomes = outcomeFiles.flatMap(({ outcomes: list, header }) =>
    list.map(({ installationId, attempt }) => ({ attempt: `${installationId}, attempt ${String(attempt)}`, header })),
  );
  return outcomes
    .filter((outcome, index) => outcomes.findIndex(({ attempt }) => attempt === outcome.attempt) < index)
    .map(({ attempt, header }) => `${attempt} has an outcome already when ${header.fileId} gives it another.`);
}

/** Outcomes that the tester wrote or held back say nothing of what the Migration Control Centre knows. */
function followUpProblems(outcomeFiles: readonly MigrationFileOf<'COF'>[], facts: ScenarioFacts): string[] {
  return facts.takenOver.has('COF') ? [] : wrongFollowUps(outcomeFiles, facts.states, facts.released);
}

function commissionedWithoutReason(files: readonly MigrationFile[], facts: ScenarioFacts): string[] {
  if (facts.takenOver.has('SCF') || facts.takenOver.has('MCF')) return [];
  const lines = filesOf(files, 'SCF').flatMap(({ installations }) =>
    installations.filter(({ result }) => result === 'ReadyToCommission'),
  );
  const ready = new Set(lines.map(({ installationId }) => installationId));
  const leftBehind = new Set(lines.flatMap(({ excluded = [] }) => excluded.map(({ deviceId }) => deviceId)));
  const readyDevices = new Set(
    filesOf(files, 'MCF').flatMap(({ installations }) =>
      installations
        .filter(({ installationId }) => ready.has(installationId))
        .flatMap(({ devices }) => devices.map(({ deviceId }) => deviceId).filter((id) => !leftBehind.has(id))),
    ),
  );
  return facts.inventory
    .filter(({ deviceId, status }) => status === 'Commissioned' && !readyDevices.has(deviceId))
    .map(({ deviceId, deviceType }) => {
      return `The ${deviceType} ${deviceId} is Commissioned, and no S1SP Commissioning File reported it as ready.`;
    });
}

/** Documents on their way between DSP and S1SP; those of users were checked when their roles received them. */
async function problemsOfDuis({ messages, certificates, documents: known }: ScenarioFacts): Promise<BrokenRule[]> {
  const problems: BrokenRule[] = [];
  const documents = messages.filter(({ kind }) => SIGNERS[kind] !== undefined);
  for (const { kind, body, n, at } of sampleOf(documents, MOST_DOCUMENTS)) {
    const signer = SIGNERS[kind] ?? 'dsp';
    const found = await known.problemsOfDuis(body, { ...signedBy(signer), certificates, at });
    const sentences = found.map((problem) => `The ${messageName(kind)} (message ${String(n)}): ${problem}`);
    problems.push(...brokenBy(signer, sentences));
  }
  return problems;
}

/** Responses that came more than once, a sentence each. */
export function repeatedResponses(received: ScenarioFacts['received']): string[] {
  return received.flatMap(({ user, responses }) => {
    const ids = responses.map(({ responseId }) => responseId);
    return responses
      .filter(({ responseId }, index) => responseId !== undefined && ids.indexOf(responseId) < index)
      .map((response) => `${user} received ${nameOf(response)} ${response.responseId ?? ''} twice.`);
  });
}

/** What became of a configuration is reported once; that its firmware is done comes before it. */
function repeatedReports({ messages }: ScenarioFacts): string[] {
  const ended = messages
    .filter(({ kind }) => kind === 'configuration-report')
    .map(({ body }) => JSON.parse(body) as { configurationId: string; result: string })
    .filter(({ result }) => result !== 'FirmwareApplied')
    .map(({ configurationId }) => configurationId);
  return ended
    .filter((id, index) => ended.indexOf(id) < index)
    .map((id) => `The SMSO has reported the end of ${id} more than once.`);
}
