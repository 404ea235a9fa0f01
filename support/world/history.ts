import { partyName } from '../evidence/party-names';
import type { MigrationFile } from '../interfaces/files/migration-files';
import type { ServiceName } from '../../environments/environment';
import { nameOf, type InstallationState, type InventoryEntry } from '../roles';
import type { BrokenRule } from './broken-rule';
import type { ScenarioFacts } from './facts';

/** A migration file with the instant and the parties of its delivery. */
export interface DeliveredFile {
  readonly file: MigrationFile;
  /** When it came to its first recipient, ISO 8601. */
  readonly at: string;
  readonly recipients: readonly string[];
}

/** States in which nothing more comes of an authorisation. */
const ON_NETWORK: Readonly<Partial<Record<InstallationState['state'], 's1sp' | 'smso'>>> = {
  Commissioned: 's1sp',
  Failed: 'smso',
  Excluded: 'smso',
};

/**
 * What must hold over the whole history of a scenario: nothing is told before it has happened, and time never goes back; counters
 * rise; each earlier attempt has its outcome; users receive what is theirs; no command goes to a device that is not commissioned;
 * a commissioned device has keys of its own, and none that it had before; a SIM whose migration has ended is on the network that its
 * state says; what a service has noted says what happened.
 * @returns what does not hold
 */
export function brokenHistory(facts: ScenarioFacts, delivered: readonly DeliveredFile[]): BrokenRule[] {
  const own = delivered.filter(({ file }) => !facts.takenOver.has(file.kind));
  return [
    ...own.flatMap(toldTooEarly),
    ...repeatedCounters(own),
    ...(facts.takenOver.size === 0 ? withoutOutcome(facts, own) : []),
    ...statesOutOfOrder(facts.states),
    ...misdelivered(facts),
    ...commandsTooEarly(facts),
    ...wrongKeys(facts),
    ...(facts.takenOver.size === 0 ? wrongNetworks(facts) : []),
    ...silentEntries(facts),
  ];
}

function toldTooEarly({ file, at }: DeliveredFile): BrokenRule[] {
  const { fileId, sender, createdAt } = file.header;
  const events = [
    ...(file.kind === 'COF' ? file.outcomes.map(({ completedAt }) => completedAt) : []),
    ...(file.kind === 'SCF'
      ? file.installations.flatMap(({ devices }) => devices.map(({ keyRotatedAt }) => keyRotatedAt))
      : []),
  ];
  return [
    ...(Date.parse(createdAt) > Date.parse(at) ? [`${fileId} was written at ${createdAt} and came at ${at}.`] : []),
    ...events
      .filter((event) => Date.parse(event) > Date.parse(createdAt))
      .map((event) => `${fileId} of ${createdAt} tells of something at ${event}.`),
  ].map((sentence) => ({ party: sender, sentence }));
}

function statesOutOfOrder(states: readonly InstallationState[]): BrokenRule[] {
  return states.flatMap(({ installationId, history }) =>
    history
      .filter(({ at }, index) => Date.parse(at) < Date.parse(history[index - 1]?.at ?? at))
      .map(({ at, state }) => ({
        party: 'mcc' as const,
        sentence: `The history of ${installationId} goes back in time: ${state} at ${at}.`,
      })),
  );
}

/** Per sender, recipient and kind the counter of each file is greater than that of the one before. */
function repeatedCounters(delivered: readonly DeliveredFile[]): BrokenRule[] {
  const last = new Map<string, bigint>();
  const broken: BrokenRule[] = [];
  for (const { file, recipients } of delivered) {
    const { sender, sequenceCounter, fileId } = file.header;
    for (const recipient of recipients) {
      const channel = `${sender} ${recipient} ${file.kind}`;
      const before = last.get(channel);
      last.set(channel, sequenceCounter);
      if (before === undefined || sequenceCounter > before) continue;
      const counters = `${sequenceCounter.toString()} after ${before.toString()}`;
      broken.push({ party: sender, sentence: `${fileId} to the ${partyName(recipient)} has the counter ${counters}.` });
    }
  }
  return broken;
}

/** An attempt is followed by another one, be it of a later authorisation, only once its outcome is known. */
function withoutOutcome({ states }: ScenarioFacts, delivered: readonly DeliveredFile[]): BrokenRule[] {
  const ended = new Set(
    delivered.flatMap(({ file }) =>
      file.kind === 'COF' ? file.outcomes.map(({ importMPAN, attempt }) => `${importMPAN}/${attempt}`) : [],
    ),
  );
  return states.flatMap(({ installationId, importMPAN, attempt }) =>
    Array.from({ length: attempt - 1 }, (_one, index) => index + 1)
      .filter((earlier) => !ended.has(`${importMPAN}/${earlier}`))
      .map((earlier) => ({
        party: 'mcc' as const,
        sentence: `${installationId} is at attempt ${attempt}, and attempt ${earlier} has no outcome.`,
      })),
  );
}

/** Responses bear who asked, and what devices say bears for whom it is. */
function misdelivered({ received }: ScenarioFacts): BrokenRule[] {
  return received.flatMap(({ user, eui, responses }) =>
    responses.flatMap((response) => {
      const { content, requestId } = response;
      const isFromDevice = content.kind === 'device-response' || content.kind === 'device-alert';
      const named = [
        ...(isFromDevice ? [content.user] : []),
        ...(requestId === undefined ? [] : [requestId.split(':')[0]?.toUpperCase() ?? '']),
      ].find((addressee) => addressee !== eui);
      if (named === undefined) return [];
      return [{ party: 'dsp' as const, sentence: `${user} received ${nameOf(response)}, which is for ${named}.` }];
    }),
  );
}

/** A device of an installation under migration gets no service request before it is commissioned. */
function commandsTooEarly({ messages, inventory }: ScenarioFacts): BrokenRule[] {
  const begin = new Map(inventory.map((entry) => [entry.deviceId, commissionedAt(entry)]));
  return messages
    .filter(({ kind }) => kind === 'countersigned-service-request')
    .flatMap(({ body, at, n }) => {
      const device = /<(?:\w+:)?RequestID>[^:<]+:([^:<]+):/.exec(body)?.[1]?.toUpperCase() ?? '';
      if (!begin.has(device)) return [];
      const since = begin.get(device);
      if (since !== undefined && Date.parse(since) <= Date.parse(at)) return [];
      const sentence = `A service request (message ${n}) went to ${device} at ${at}, which is not commissioned then.`;
      return [{ party: 'dsp' as const, sentence }];
    });
}

function commissionedAt({ history }: InventoryEntry): string | undefined {
  return history.find(({ status }) => status === 'Commissioned')?.at;
}

function wrongKeys({ inHand }: ScenarioFacts): BrokenRule[] {
  return inHand.flatMap(({ deviceId, type, hasFormerKey, sharesKeyWith }) => [
    ...(hasFormerKey
      ? [{ sentence: `The ${type} ${deviceId} is Commissioned, and has a key that it had before.` }]
      : []),
    ...(sharesKeyWith.length > 0
      ? [{ sentence: `The ${type} ${deviceId} is Commissioned, and shares a key with ${sharesKeyWith.join(', ')}.` }]
      : []),
  ]);
}

/** Which network has the SIM of an installation when nothing more comes of its migration. */
function wrongNetworks({ states, networks }: ScenarioFacts): BrokenRule[] {
  const newest = new Map(states.map((state) => [state.importMPAN, state]));
  return networks.flatMap(({ importMPAN, iccid, network }) => {
    const { state, installationId } = newest.get(importMPAN) ?? {};
    const wanted = state === undefined ? undefined : ON_NETWORK[state];
    if (wanted === undefined || wanted === network) return [];
    const party: ServiceName = 's1sp';
    return [{ party, sentence: `${installationId ?? ''} is ${state ?? ''}, and its SIM ${iccid} is with ${network}.` }];
  });
}

/** Entries of the audit trail that do not say what happened, or of what. */
function silentEntries({ audit }: ScenarioFacts): BrokenRule[] {
  return audit
    .filter(({ event, detail }) => event === '' || /^\s*$|\bundefined\b|\bNaN\b/.test(detail))
    .map(({ n, service, event, detail }) => ({
      sentence: `Entry ${n} of the audit trail of the ${partyName(service)} is "${event}: ${detail}".`,
    }));
}
