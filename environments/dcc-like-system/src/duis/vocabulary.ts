/** Namespace of requests and responses (SOURCED: DUIS schema). */
export const DUIS = 'http://www.dccinterface.co.uk/ServiceUserGateway';
/** Namespace of what devices say, in the message mapping catalogue (SOURCED: MMC schema). */
export const MMC = 'http://www.dccinterface.co.uk/ResponseAndAlert';

/** schemaVersion of every document the system writes. MODEL: IOC used DUIS 3; the schemas take any decimal. */
export const SCHEMA_VERSION = '3.0';

/** EUI of the DSP, target of requests that no device answers (SOURCED: identifier of the DCC in the public test kit). */
export const DSP_EUI = '90-B3-D5-1F-30-00-00-02';

/** A service reference and its variant, such as 4.1 and 4.1.1. */
export interface ServiceReference {
  readonly reference: string;
  readonly variant: string;
}
