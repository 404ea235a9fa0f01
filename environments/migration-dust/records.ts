import { table } from '../dcc-like-system/src/kernel/store';

/** Where test devices stand (SOURCED: consultation section 6). */
export type DeviceSource = 'dcc-lab' | 'remote-lab' | 'participant';

/** The migration solution in an environment of the DCC, as it was recorded. */
export interface Deployment {
  readonly environment: string;
  readonly release: string;
  readonly version: string;
  /** ISO 8601, virtual time. */
  readonly recordedAt: string;
}

/** That a participant meets a prerequisite. */
export interface MetPrerequisite {
  readonly reference: string;
  readonly recordedAt: string;
}

/** A device of a test installation, as the test SMSO declares it. */
export interface TestDevice {
  readonly deviceId: string;
  readonly deviceType: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly firmware: string;
}

/** Who has a test installation, and for how long. */
export interface Booking {
  /** Key of the participant. */
  readonly participant: string;
  readonly bookedAt: string;
  /** ISO 8601: at this instant it goes back; absent where it never does, since the devices have migrated or are the participant's own. */
  readonly bookedUntil?: string;
}

/** A test installation: hub and meters that migrate together. */
export interface TestInstallation {
  readonly importMPAN: string;
  readonly mprn?: string;
  readonly source: DeviceSource;
  /** Name of the remote laboratory. */
  readonly lab?: string;
  /** False while the process of its laboratory has disconnected it. */
  readonly connected: boolean;
  readonly devices: readonly TestDevice[];
  readonly booking?: Booking;
}

/** What a participant has uploaded under one stem. */
export interface Submission {
  readonly participant: string;
  readonly stem: string;
  /** Number in the order of arrival. */
  readonly arrival: number;
  readonly receivedAt: string;
  /** Registration data by meter point; absent until they came. */
  readonly registrations?: readonly RegistrationRow[];
  readonly archiveName?: string;
  /** Code of the exception that the participant has chosen from the menu. */
  readonly exception?: string;
  /** When everything was handed to the Migration Control Centre. */
  readonly submittedAt?: string;
  /** MPANs of the rows; empty where the file could not be read here. */
  readonly importMPANs?: readonly string[];
}

/** A line of registration data. */
export interface RegistrationRow {
  readonly mpxn: string;
  readonly fuel: 'electricity' | 'gas';
  readonly supplier: string;
  readonly networkOperator: string;
}

/** A document that the DSP has delivered to an organisation. */
export interface ReceivedDocument {
  readonly eui: string;
  readonly receivedAt: string;
  readonly body: string;
}

/** Key: `current`. */
export const DEPLOYMENTS = table<Deployment>('deployments');
/** Keys: `<key of the participant>/<name of the prerequisite>`. */
export const PREREQUISITES = table<MetPrerequisite>('prerequisites');
/** Keys: import MPAN. */
export const INSTALLATIONS = table<TestInstallation>('test-installations');
/** Keys: stem. */
export const SUBMISSIONS = table<Submission>('submissions');
/** Bytes as they were uploaded, base64; keys: file name. */
export const FILES = table<{ base64: string }>('files');
/** Keys: number in the order of arrival, nine digits. */
export const DOCUMENTS = table<ReceivedDocument>('documents');
