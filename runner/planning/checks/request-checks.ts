import { DEVICE_TYPES } from '../../../support/scope/devices';
import type { StepKnowledge } from '../steps/explain-step';
import type { KnownStep, StepProblem } from './known-step';

/** What of a service request is known before it is sent. */
interface Ordered {
  readonly device: (typeof DEVICE_TYPES)[number];
  readonly installation: unknown;
  readonly variant?: string;
}

function isOrdered(value: unknown): value is Ordered {
  return (
    typeof value === 'object' &&
    value !== null &&
    'device' in value &&
    'installation' in value &&
    DEVICE_TYPES.some((type) => type === value.device)
  );
}

/** The name of an installation whose devices have requests of their own. */
const SMETS2 = 'SMETS2+';

const GAS = ['GSME', 'GPF'];
/** Users of one fuel alone; another supplier can be one of both. "The supplier" is that of electricity. */
const OF_GAS = /^the gas |^another gas /;
const OF_ELECTRICITY = /^the supplier$|^the electricity |^the export |^another network operator$/;
/** What makes one supplier answer for both fuels. */
const ONE_SUPPLIER = /\bone supplier for electricity and gas\b/;
/** How a step says that a request is refused. */
const REFUSAL = /"E\w+"|\brefuses?\b|\brejects?\b|\brefused\b/;

/**
 * A service request that the device has not, or that is not for its sender to send: it is refused, which only a step that looks at its
 * refusal can show. Any other Then would be true or untrue for a reason of its own.
 */
export function requestProblems(steps: readonly KnownStep[], index: number, knowledge: StepKnowledge): StepProblem[] {
  const { language, requests } = knowledge;
  const known = steps[index];
  if (known === undefined) return [];
  const { step, word } = known;
  const [order] = language.argumentsOf(word, step.text, 'serviceOrder');
  const [user] = language.argumentsOf(word, step.text, 'user');
  const ordered = order?.value();
  if (order === undefined || user === undefined || !isOrdered(ordered)) return [];
  const { device, variant } = ordered;
  const name = /\bthe ((?:\w+ )?(?:meter|function|hub|interface|display))\b/.exec(order.said)?.[1] ?? 'device';
  const request = requests.get(variant ?? '');
  const isOfDevice = request?.devices.includes('DCC') !== true;
  const isSmets2 = isOfDevice && ordered.installation === SMETS2;
  const isLacking = isSmets2
    ? knowledge
        .smets2Requests()
        .get(variant ?? '')
        ?.includes(device) !== true
    : isOfDevice && request?.devices.includes(device) === false;
  if (!isLacking && !isOfTheOtherFuel(user.said, device, steps)) return [];
  if (isRefusalSeen(steps.slice(index + 1))) return [];
  const who = user.said === 'the supplier' ? 'the supplier, who is that of electricity,' : user.said;
  const why = isLacking
    ? `the ${isSmets2 ? `${SMETS2} ` : ''}${name} has no service request "${request?.name ?? order.said}"`
    : `${who} is not authorised for the ${name}`;
  const orders = isLacking && isSmets2 ? smets2Orders(device, name, knowledge) : [];
  const others = orders.length === 0 ? '' : ` It takes "${orders.join('", "')}".`;
  const message = `${why}, and no step after this one says how the request is refused.${others}`;
  return [
    { step, rule: 'refused-request', message, nearest: isLacking ? [] : ofOwnUser(step.text, user.said, device) },
  ];
}

function isOfTheOtherFuel(user: string, device: string, steps: readonly KnownStep[]): boolean {
  if (steps.some(({ step }) => ONE_SUPPLIER.test(step.text))) return false;
  if (GAS.includes(device)) return OF_ELECTRICITY.test(user);
  return device === 'ESME' && OF_GAS.test(user);
}

/** Whether a step looks at a refusal before the next request is sent. */
function isRefusalSeen(later: readonly KnownStep[]): boolean {
  const next = later.findIndex(({ word }) => word.traits.brings?.includes('sends a service request') === true);
  return later.slice(0, next < 0 ? undefined : next).some(({ step }) => REFUSAL.test(step.text));
}

/** What a SMETS2+ device can be asked for, as features say it, once for each service request; the device is "it". */
function smets2Orders(device: string, name: string, { language, said, smets2Requests }: StepKnowledge): string[] {
  const own = new Map<string, string>();
  const inOrder = said.values('serviceOrder', Infinity).toSorted((a, b) => a.length - b.length);
  for (const text of inOrder.filter((one) => one.includes(`the ${name}`) && !/ in \w+ (?:hour|day)s?$/.test(one))) {
    const sentence = `the supplier ${text}`;
    const [word] = language.fitting(sentence);
    const order = word === undefined ? undefined : language.argumentsOf(word, sentence, 'serviceOrder')[0]?.value();
    if (!isOrdered(order) || order.variant === undefined || own.has(order.variant)) continue;
    if (smets2Requests().get(order.variant)?.includes(device) === true) own.set(order.variant, text);
  }
  return [...own.values()].map((text) =>
    text.replace(/\bthe (?:\w+ )?(?:meter|hub)(?: of the [^ ]+ installation)?/, 'it'),
  );
}

/** The same by the user of the device's own fuel. */
function ofOwnUser(text: string, user: string, device: string): string[] {
  if (!user.includes('supplier')) return [];
  return [text.replace(user, GAS.includes(device) ? 'the gas supplier' : 'the electricity supplier')];
}
