import { lineOf, signLine } from '../../../domain/gbcs';
import { signingKey } from '../../../kernel/signing-key';
import { readRequest } from '../../../duis/request';
import { parseMessageId } from '../../../duis/request-id';
import { DSP_EUI } from '../../../duis/vocabulary';
import type { Work } from '../../../kernel/work';
import { askedOf } from './use-cases';

/** A request that its device has still to be asked. */
interface WaitingRequest {
  readonly requestId: string;
  readonly variant: string;
  /** The request without its signature. */
  readonly content: string;
}

/** Sends a SMETS2+ device what a request asks: what its user signed, or a command that the DSP signs itself. */
export function sendCommand(key: string, request: WaitingRequest, work: Work): void {
  const { originator, target, counter } = parseMessageId(request.requestId);
  const { body } = readRequest(request.content);
  const payload =
    body.kind === 'signed-pre-command'
      ? body.payload
      : signLine(
          lineOf({
            service: request.variant,
            from: DSP_EUI,
            to: target,
            counter: String(work.nextNumber(`commands to ${target}`)),
            user: originator,
            userCounter: counter.toString(),
            ...askedOf(request.variant, body),
          }),
          signingKey(work.service).privateKey,
        );
  work.send({ to: 'wan', kind: 'gbcs-command', body: { deviceId: target, payload }, correlation: key });
}
