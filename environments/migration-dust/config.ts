import type { Organisation } from '../environment';
import type { ServiceConfig } from '../dcc-like-system/src/kernel/config';

/** Who may use Migration DUST (SOURCED: consultation section 6). */
export type ParticipantKind =
  'Responsible Supplier' | 'Distribution Network Operator' | 'Gas Transporter' | 'adapter provider';

/** A Testing Participant with its account. */
export interface Participant {
  readonly key: string;
  readonly name: string;
  readonly kind: ParticipantKind;
  /** EUI-64 under which it is known in the test environment. */
  readonly eui: string;
  /** Bearer token of its systems. */
  readonly token: string;
  readonly portal: Organisation['portal'];
  /**
   * EUIs of the suppliers as which it authorises: its own, or test suppliers that are lent to it. No two participants have the
   * same pair, so that no outcome file speaks of the devices of two of them.
   */
  readonly suppliers: { readonly electricity: string; readonly gas: string };
  /** Name of the party for which an adapter provider acts. */
  readonly principal?: string;
}

/** A laboratory outside the DCC, whose process connects devices. */
export interface RemoteLab {
  readonly name: string;
  readonly token: string;
}

/** Everything Migration DUST is told at its start. */
export interface DustConfig extends ServiceConfig<'migration-dust'> {
  readonly participants: readonly Participant[];
  /** Bearer token of the people who run Migration DUST. */
  readonly operatorToken: string;
  readonly remoteLabs: readonly RemoteLab[];
  /** Bearer tokens of the suppliers in whose name participants authorise, by EUI. */
  readonly supplierTokens: Readonly<Record<string, string>>;
  /** Base address under which the services reach it; absent where it is the one on which it listens. */
  readonly address?: string;
}
