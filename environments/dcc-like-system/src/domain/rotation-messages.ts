/** What the S1SP and the DCO say to each other while the keys of an installation change (interfaces.md). */
export interface KeyRotationRequest {
  readonly installationId: string;
  readonly attempt: number;
  /** Execution counters are decimal. */
  readonly devices: readonly { readonly deviceId: string; readonly executionCounter: string }[];
}

export interface KeyRotationAuthorisation {
  readonly installationId: string;
  readonly granted: boolean;
  readonly code?: string;
  readonly reason?: string;
  readonly devices: readonly {
    readonly deviceId: string;
    readonly executionCounter: string;
    /** New master key under the current one, base64. */
    readonly wrappedMaster: string;
    readonly masterVersion: number;
  }[];
}

export interface KeyVerification {
  readonly installationId: string;
  readonly deviceId: string;
  readonly challenge: string;
  /** What the device answered; empty when it gave no proof. */
  readonly proof: string;
}

export interface KeyConfirmation {
  readonly installationId: string;
  readonly deviceId: string;
  readonly confirmed: boolean;
  /** The DCO's word to the device that it may forget the old keys, base64; only when confirmed. */
  readonly confirmation?: string;
  readonly code?: string;
  readonly reason?: string;
}
