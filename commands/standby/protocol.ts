import { z } from 'zod';

/** What a client asks for, one line of JSON. Both sides stand in one checkout; the other one is `tools/standby/client.cjs`. */
export const standbyRequest = z.strictObject({
  /** That of the file which only the owner of the process can read. */
  token: z.string().max(200),
  /** Real path of the client's checkout. */
  root: z.string().max(4_096),
  node: z.string().max(40),
  command: z.string().max(40),
  args: z.array(z.string().max(10_000)).max(1_000),
  /** Variables of the client. */
  environment: z.record(z.string(), z.string()),
});

export type StandbyRequest = z.infer<typeof standbyRequest>;

/** What a client is answered, each one line of JSON. */
export type StandbyAnswer =
  /** Text for its standard output. */
  | { readonly out: string }
  /** Text for its standard error. */
  | { readonly err: string }
  /** The last line: the command has ended. */
  | { readonly exit: number }
  /** Nothing has been done, for this reason: the client works by itself; where this process is at work, it leaves no other behind. */
  | { readonly refused: string; readonly isAtWork?: true };

/** Bytes of a request at most. */
export const LONGEST_REQUEST = 1_000_000;
