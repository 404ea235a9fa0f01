/** Roles of DUIS in words (SOURCED). */
export const USER_ROLE_NAMES: Readonly<Record<string, string>> = {
  IS: 'import supplier',
  GS: 'gas supplier',
  RSA: 'registered supplier agent',
  ED: 'electricity distributor',
  GT: 'gas transporter',
  ES: 'export supplier',
  OU: 'other user',
};

/** The roles as a sentence has them: `IS import supplier, GS gas supplier`. */
export function rolesInWords(): string {
  return Object.entries(USER_ROLE_NAMES)
    .map(([role, words]) => `${role} ${words}`)
    .join(', ');
}
