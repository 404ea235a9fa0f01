import type { PeerCall } from './transport';

/** A message as it is delivered. */
export interface DeliveredMessage {
  readonly kind: string;
  readonly messageId?: string;
  readonly correlation?: string;
  readonly body: string;
}

/** The messages that a call of a service delivers: one, or several together. */
export function messagesOf({ url, headers, body }: PeerCall): readonly DeliveredMessage[] {
  const text = body?.toString('utf8') ?? '';
  const kind = /\/messages\/(.*)$/.exec(url)?.[1];
  if (kind === undefined) return (JSON.parse(text) as { messages: DeliveredMessage[] }).messages;
  const { 'x-message-id': messageId, 'x-correlation': correlation } = headers;
  return [
    {
      kind,
      ...(messageId === undefined ? {} : { messageId }),
      ...(correlation === undefined ? {} : { correlation }),
      body: text,
    },
  ];
}
