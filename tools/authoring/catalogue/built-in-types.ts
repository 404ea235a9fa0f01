import type { CatalogueType } from './model';

function builtIn(name: string, meaning: string, example: string): Omit<CatalogueType, 'standsIn'> {
  return { name, meaning, example, open: true, complete: false, phrases: [{ text: meaning, count: 0 }] };
}

/** Parameter types that cucumber brings. */
export const BUILT_IN_TYPES: readonly Omit<CatalogueType, 'standsIn'>[] = [
  builtIn('int', 'a whole number in digits', '7'),
  builtIn('string', 'words between quotation marks', '"accepted, duplicate"'),
];
