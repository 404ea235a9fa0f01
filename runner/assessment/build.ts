/** Name under which the versions of a run say which seeded defects were on. */
export const SEEDED_DEFECTS = 'seeded defects';

/** A digest identifies a build; a version number alone does not. */
const DIGEST = /sha256:[0-9a-f]{12,64}/;

/** The components that a digest identifies, with their digests. */
export function buildOf(versions: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const digests = Object.entries(versions).flatMap(([component, version]) => {
    const digest = DIGEST.exec(version)?.[0];
    return digest === undefined ? [] : [[component, digest] as const];
  });
  return Object.fromEntries(digests);
}
