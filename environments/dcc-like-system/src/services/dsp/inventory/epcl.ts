import { table } from '../../../kernel/store';

/** The Eligible Product Combinations List: device models and firmware with a communications provider, as provisioned. */
export const EPCL = table<{
  readonly entries: readonly {
    readonly communicationsProvider: string;
    readonly devices: readonly {
      readonly deviceType: string;
      readonly manufacturer: string;
      readonly model: string;
      readonly firmware: readonly string[];
    }[];
  }[];
}>('epcl');
