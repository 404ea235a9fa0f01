import { lineOf, partsOf } from '../../../domain/gbcs';
import type { ServiceRequest } from '../../../duis/request';
import { keyOf } from '../../../duis/request-id';
import { area } from '../../../kernel/rules';
import { table } from '../../../kernel/store';
import type { Work } from '../../../kernel/work';
import { askedOf } from './use-cases';

/** Pre-commands that their users have not sent back yet: the line that is to be signed, by request id. */
const PRE_COMMANDS = table<{ line: string }>('pre-commands');

/** Transforms a critical request: what the user is to sign. */
export function transform({ id, variant, body }: ServiceRequest, work: Work): string {
  const line = lineOf({
    service: variant,
    from: id.originator,
    to: id.target,
    counter: id.counter.toString(),
    ...askedOf(variant, body),
  });
  work.put(PRE_COMMANDS, keyOf(id), { line });
  return line;
}

/** Whether a pre-command of this id waits to be signed. */
export function isAwaited({ id }: ServiceRequest, work: Work): boolean {
  return work.get(PRE_COMMANDS, keyOf(id)) !== undefined;
}

/** Whether what was signed is the pre-command that the user was given under this id. */
export function isAsGiven(request: ServiceRequest, payload: string, work: Work): boolean {
  return work.get(PRE_COMMANDS, keyOf(request.id))?.line === partsOf(payload).line;
}

/** What becomes of pre-commands. */
export const PRE_COMMAND_RULES = area('dsp-pre-commands', {
  /** A pre-command is used once. */
  useUp: ({ id }: ServiceRequest, work: Work): void => {
    work.remove(PRE_COMMANDS, keyOf(id));
  },
});
