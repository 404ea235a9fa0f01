import type { Part } from '../../support/roles';

/** Users of the DCC as testers say them, with the part each plays. */
export const USERS: Readonly<Record<string, Part>> = {
  'the supplier': 'supplier',
  'the electricity supplier': 'supplier',
  'the gas supplier': 'gasSupplier',
  'another supplier': 'otherSupplier',
  'the electricity network operator': 'distributor',
  'the gas transporter': 'transporter',
  'another network operator': 'otherDistributor',
  'another gas transporter': 'otherTransporter',
  'an Other User': 'otherUser',
  "the suppliers' agent": 'supplierAgent',
  'the export supplier': 'exportSupplier',
  'a former user': 'formerUser',
};
