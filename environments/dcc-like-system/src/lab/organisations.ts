import type { Organisation } from '../../../environment';

/**
 * The organisations of the lab. Fictitious; EUIs lie in the block that DCC's public test data uses
 * (SOURCED: 90-B3-D5-1F-30-..).
 */
export const ORGANISATIONS: readonly Pick<Organisation, 'key' | 'name' | 'eui' | 'roles'>[] = [
  { key: 'first-supplier', name: 'Avon Supply', eui: '90-B3-D5-1F-30-01-00-00', roles: ['IS', 'GS'] },
  { key: 'second-supplier', name: 'Brook Energy', eui: '90-B3-D5-1F-30-02-00-00', roles: ['IS', 'GS'] },
  { key: 'gas-supplier', name: 'Cairn Gas', eui: '90-B3-D5-1F-30-03-00-00', roles: ['GS'] },
  { key: 'first-distributor', name: 'Dale Networks', eui: '90-B3-D5-1F-30-04-00-00', roles: ['ED'] },
  { key: 'first-transporter', name: 'Esk Gas Transport', eui: '90-B3-D5-1F-30-05-00-00', roles: ['GT'] },
  { key: 'second-distributor', name: 'Fell Networks', eui: '90-B3-D5-1F-30-06-00-00', roles: ['ED'] },
  { key: 'second-transporter', name: 'Glen Gas Transport', eui: '90-B3-D5-1F-30-07-00-00', roles: ['GT'] },
  { key: 'other-user', name: 'Hill Services', eui: '90-B3-D5-1F-30-08-00-00', roles: ['OU'] },
  { key: 'supplier-agent', name: 'Iris Metering', eui: '90-B3-D5-1F-30-09-00-00', roles: ['RSA'] },
  // Has a certificate and is a user no more.
  { key: 'former-user', name: 'Kite Trading', eui: '90-B3-D5-1F-30-0B-00-00', roles: [] },
  { key: 'export-supplier', name: 'Jura Export', eui: '90-B3-D5-1F-30-0A-00-00', roles: ['ES'] },
];
