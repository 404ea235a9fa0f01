import type { ParticipantKind } from './config';

/** The participants of the test environment: whose organisation they are, and as which suppliers they authorise. */
export const PARTICIPANTS: readonly {
  readonly key: string;
  readonly kind: ParticipantKind;
  /** Of the organisation that it is; an adapter provider has an EUI of its own. */
  readonly organisation?: string;
  readonly own?: { readonly name: string; readonly eui: string };
  readonly principal?: string;
  readonly suppliers: { readonly electricity: string; readonly gas: string };
}[] = [
  {
    key: 'avon-supply',
    kind: 'Responsible Supplier',
    organisation: 'first-supplier',
    suppliers: { electricity: 'first-supplier', gas: 'first-supplier' },
  },
  {
    key: 'dale-networks',
    kind: 'Distribution Network Operator',
    organisation: 'first-distributor',
    suppliers: { electricity: 'second-supplier', gas: 'gas-supplier' },
  },
  {
    key: 'esk-gas-transport',
    kind: 'Gas Transporter',
    organisation: 'first-transporter',
    suppliers: { electricity: 'second-supplier', gas: 'second-supplier' },
  },
  {
    key: 'lark-adapters',
    kind: 'adapter provider',
    own: { name: 'Lark Adapters', eui: '90-B3-D5-1F-30-0C-00-00' },
    principal: 'first-supplier',
    suppliers: { electricity: 'first-supplier', gas: 'gas-supplier' },
  },
];
