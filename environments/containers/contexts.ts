import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

const HERE = __dirname;
const PROJECT = join(HERE, '..', '..');
const SYSTEM = join(HERE, '..', 'dcc-like-system', 'src', 'main.ts');
const DUST = join(HERE, '..', 'migration-dust', 'main.ts');
const CONTRACTS = join(HERE, '..', 'contracts');
const REAPER = join(HERE, 'reaper');

/** Has a WebAssembly file beside its code, so it is copied instead of bundled. */
const COPIED_PACKAGE = 'libxml2-wasm';

/** One file with everything it imports: an image then needs no package manager and one layer. */
async function bundle(entry: string, outfile: string, external: string[] = []): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile,
    external,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    // Nothing in the image may depend on where this project lies, or its name (a hash) would.
    absWorkingDir: PROJECT,
    legalComments: 'none',
    logLevel: 'silent',
  });
}

/** Writes the build context of the DCC-like system: its bundle, that of Migration DUST, the published contracts, an empty folder for stores. */
export async function writeSystemContext(folder: string): Promise<void> {
  const app = join(folder, 'app');
  await bundle(SYSTEM, join(app, 'main.js'), [COPIED_PACKAGE]);
  await bundle(DUST, join(app, 'migration-dust.js'), [COPIED_PACKAGE]);
  await cp(CONTRACTS, join(app, 'contracts'), { recursive: true });
  const installed = dirname(dirname(require.resolve(COPIED_PACKAGE)));
  await cp(installed, join(app, 'node_modules', COPIED_PACKAGE), {
    recursive: true,
    filter: (path) => !/\.(map|d\.mts)$/.test(path),
  });
  await mkdir(join(folder, 'data'));
  await writeFile(join(folder, 'data', '.keep'), '');
  await cp(join(HERE, 'Dockerfile'), join(folder, 'Dockerfile'));
}

/** Writes the build context of our own reaper. */
export async function writeReaperContext(folder: string): Promise<void> {
  await bundle(join(REAPER, 'main.ts'), join(folder, 'main.js'));
  await cp(join(REAPER, 'Dockerfile'), join(folder, 'Dockerfile'));
}
