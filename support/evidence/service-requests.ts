import { stringify } from 'csv-stringify/sync';

/** Media type under which a scenario hands over what it saw of service requests: for the record, and no evidence of its own. */
export const SERVICE_REQUESTS_MEDIA_TYPE = 'application/vnd.migration.service-request+json';

/** What was seen of one service request. Plain JSON. */
export interface ServiceRequestSeen {
  readonly variant: string;
  readonly name: string;
  /** Type of the device that was asked, or that the request was about. */
  readonly device: string;
  /** Roles of the sender. */
  readonly roles: readonly string[];
  /** Codes of the answer and of the response; of what brings no response an empty one. */
  readonly expected: { readonly answer: string; readonly response: string };
  /** What came; `refusals`: what the device said instead of doing it. */
  readonly came: { readonly answer: string; readonly response: string; readonly refusals: readonly string[] };
  /** Of virtual time, from the request to its last word. */
  readonly seconds: number;
  /** Within so many seconds the last word is expected. */
  readonly target: number;
}

const COLUMNS = [
  'Variant',
  'Service request',
  'Device',
  'Roles of the sender',
  'Expected',
  'Came',
  'Seconds',
  'Target in seconds',
  'As expected',
];

/** The same as a table that people read (CSV). */
export function serviceRequestTable(seen: readonly ServiceRequestSeen[]): string {
  const rows = seen.map((one) => {
    const { variant, name, device, roles, expected, came, seconds, target } = one;
    return [
      variant,
      name,
      device,
      roles.join(' '),
      codesOf(expected),
      [codesOf(came), ...came.refusals].join('; '),
      String(seconds),
      String(target),
      complaintOf(one) === undefined ? 'yes' : 'no',
    ];
  });
  return stringify([COLUMNS, ...rows]);
}

/** The answer that promises a response. */
const TAKEN_ON = 'I99';

/** Codes of answer and response in one text: `I99, then I0`. */
export function codesOf({ answer, response }: { readonly answer: string; readonly response: string }): string {
  if (response !== '') return `${answer}, then ${response}`;
  return answer === TAKEN_ON ? `${answer}, then no response` : answer;
}

/** What is wrong with what came; undefined where it is as expected and in time. */
export function complaintOf({ expected, came, seconds, target }: ServiceRequestSeen): string | undefined {
  if (came.answer !== expected.answer) return `was answered with ${came.answer} in place of ${expected.answer}`;
  if (came.response !== expected.response) {
    const [found, due] = [came, expected].map(({ response }) =>
      response === '' ? 'no response' : `response ${response}`,
    );
    return `brought ${found ?? ''} in place of ${due ?? ''}`;
  }
  if (came.refusals.length > 0) return `was refused by the device (${came.refusals.join(', ')})`;
  return seconds > target
    ? `brought its response after ${String(seconds)} s, later than ${String(target)} s`
    : undefined;
}
