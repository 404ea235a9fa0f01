/** Namespace of requests and responses (SOURCED: DUIS schema). */
export const DUIS = 'http://www.dccinterface.co.uk/ServiceUserGateway';
/** Namespace of what devices say, in the message mapping catalogue (SOURCED: MMC schema). */
export const MMC = 'http://www.dccinterface.co.uk/ResponseAndAlert';

/** schemaVersion of every document the system writes. MODEL: IOC used DUIS 3; the schemas take any decimal. */
export const SCHEMA_VERSION = '3.0';

/** EUI of the DSP, target of requests that no device answers (SOURCED: identifier of the DCC in the public test kit). */
export const DSP_EUI = '90-B3-D5-1F-30-00-00-02';

/** Response codes that the system uses (SOURCED meanings, but for the two marked). */
export type ResponseCode =
  | 'I0'
  | 'I99'
  | 'E1'
  | 'E2'
  | 'E3'
  | 'E4'
  | 'E5'
  | 'E11'
  | 'E12'
  | 'E13'
  | 'E19'
  | 'E20'
  | 'E21'
  /** Counter of the request id already used. MODEL: the code exists, its meaning is not public. */
  | 'E100'
  /** An inventory filter that finds nothing. MODEL: the code exists for 8.2, its meaning is not public. */
  | 'E080201';

/** A service reference and its variant, such as 4.1 and 4.1.1. */
export interface ServiceReference {
  readonly reference: string;
  readonly variant: string;
}
