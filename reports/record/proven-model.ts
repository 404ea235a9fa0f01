/** By what it is known that the Migration Testing of a release has exited: a signed evidence pack, or a recorded decision. */
export type ProvenSolution = ProvenByPack | ProvenByDecision;

/** A formal run took a combination of the release through all three Test Phases and met its criteria. */
export interface ProvenByPack {
  readonly kind: 'pack';
  readonly release: string;
  /** SHA-256 of the pack, hexadecimal digits. */
  readonly sha256: string;
  /** SHA-256 of the public key that its signature was checked with. */
  readonly signedWith: string;
  /** Role that holds the key, and the document that makes it a trusted one. */
  readonly signer: string;
  readonly signerReference: string;
  readonly run: string;
  readonly plan: string;
  /** When that run ended (ISO 8601). */
  readonly finishedAt: string;
  /** The combinations of the release that it took through all three Test Phases. */
  readonly dmcs: readonly string[];
  readonly verdict: string;
  /** Component to version or digest, as that run had them. */
  readonly versions: Readonly<Record<string, string>>;
}

/** Somebody decided that the Migration Testing of the release has exited. */
export interface ProvenByDecision {
  readonly kind: 'decision';
  readonly release: string;
  /** Role that decided, never a name. */
  readonly role: string;
  readonly date: string;
  readonly reference: string;
  readonly statement: string;
}
