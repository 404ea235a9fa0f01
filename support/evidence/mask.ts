/** Names of values that no report may show. Compared without regard to case. */
const SECRET_NAMES = /^(authorization|password|token|secret|privatekey|masterkey|accesskey|cookie|set-cookie)$/i;

/** What stands in the place of a secret. */
export const MASK = '(not shown)';

/** A copy of a JSON value in which whatever carries the name of a secret is masked, at any depth. */
export function maskSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, content]) => [name, SECRET_NAMES.test(name) ? MASK : maskSecrets(content)]),
  );
}
