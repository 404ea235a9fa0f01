import path from 'node:path';
import type { Source } from './instrument';

/** `import ... from './x'` and `export ... from './x'`, as the project writes them; types alone bring nothing along. */
const IMPORT = /^(?:import|export) (?!type )[^;]*? from '(\.[^']*)';/gm;

/** Which files load a file, by its name. */
export type Importers = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads of sources who loads whom. */
export function importersIn(sources: readonly Pick<Source, 'file' | 'text'>[]): Importers {
  const names = new Set(sources.map(({ file }) => file));
  const importers = new Map<string, Set<string>>();
  for (const { file, text } of sources) {
    for (const [, target = ''] of text.matchAll(IMPORT)) {
      const base = path.posix.join(path.posix.dirname(file), target);
      const imported = [`${base}.ts`, `${base}/index.ts`].find((name) => names.has(name));
      if (imported !== undefined) importers.set(imported, (importers.get(imported) ?? new Set()).add(file));
    }
  }
  return importers;
}

/**
 * A file, then those that load it, then those that load these, until something holds of one of them.
 * @returns the first files of which it holds; none where it holds of nobody
 */
export function nearestImporters(file: string, importers: Importers, holds: (file: string) => boolean): string[] {
  const seen = new Set([file]);
  for (let ring = [file]; ring.length > 0;) {
    const found = ring.filter(holds);
    if (found.length > 0) return found;
    ring = ring.flatMap((one) => [...(importers.get(one) ?? [])]).filter((one) => !seen.has(one) && seen.add(one));
  }
  return [];
}
