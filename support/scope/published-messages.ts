import path from 'node:path';
import { z } from 'zod';
import { SERVICES, type ServiceName } from '../../environments/environment';
import { readTable } from './table';

/** Where the system publishes which messages its parties take, relative to the project. */
const CONTRACT = path.join('environments', 'contracts', 'messages.csv');

const row = z.strictObject({
  recipient: z.enum(SERVICES),
  kind: z.string().min(1),
  from: z
    .string()
    .transform((cell) => cell.split(' '))
    .pipe(z.array(z.enum(SERVICES)).min(1)),
  body: z.string().min(1),
});

/** A kind of message that a party takes, and who may send it. */
export interface PublishedMessage {
  readonly recipient: ServiceName;
  readonly kind: string;
  readonly from: readonly ServiceName[];
}

/**
 * The kinds of messages that parties take.
 * @param root folder of the project
 * @throws ProblemsError naming every row that cannot be read
 */
export function publishedMessages(root: string): PublishedMessage[] {
  const key = ({ recipient, kind }: PublishedMessage): string => `${recipient} ${kind}`;
  return readTable(path.join(root, CONTRACT), row, key).map(({ value }) => value);
}
