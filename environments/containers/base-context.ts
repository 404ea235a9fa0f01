import { execFile } from 'node:child_process';
import { copyFile, mkdir, realpath, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { EnvironmentError } from '../environment-error';

/** What the Dockerfiles start from where nothing else is asked for. */
export const DEFAULT_BASE_IMAGE = 'node:24-bookworm-slim';

/** Names another base image: one that is on this machine or in a registry it reaches, with Node 24 on its path. */
export const BASE_IMAGE_VARIABLE = 'MIGRATION_BASE_IMAGE';

const run = promisify(execFile);

/** Loaded by the C library at run time, so that `ldd` does not list them; newer libraries carry them within. */
const NAME_SERVICES = ['libnss_dns.so.2', 'libnss_files.so.2', 'libresolv.so.2'];

const DOCKERFILE = `FROM scratch
COPY root/ /
ENV PATH=/usr/local/bin:/usr/bin:/bin
`;

const PASSWD = `root:x:0:0:root:/root:/sbin/nologin
node:x:1000:1000:node:/home/node:/sbin/nologin
`;

/** Paths of the shared libraries and of the loader in what `ldd` prints. */
export function librariesOf(ldd: string): string[] {
  return ldd
    .split('\n')
    .map((line) => /(?:=>\s*)?(\/\S+)\s+\(0x/.exec(line)?.[1])
    .filter((path): path is string => path !== undefined);
}

async function copyInto(root: string, source: string, target = source): Promise<void> {
  await mkdir(join(root, dirname(target)), { recursive: true });
  await copyFile(await realpath(source), join(root, target));
}

/**
 * Writes the build context of a base image that holds nothing but this machine's Node (the pinned one, which npm brought)
 * and the libraries it needs: no shell, no package manager.
 * @throws EnvironmentError where Node is not a Linux program
 */
export async function writeBaseContext(folder: string): Promise<void> {
  if (process.platform !== 'linux') {
    throw new EnvironmentError(
      `No image registry answers, and only on Linux can a base image be made of this machine's own Node: set ${BASE_IMAGE_VARIABLE} to a Node 24 image that is already here.`,
    );
  }
  const root = join(folder, 'root');
  const libraries = librariesOf((await run('ldd', [process.execPath])).stdout);
  await copyInto(root, process.execPath, '/usr/local/bin/node');
  for (const library of libraries) await copyInto(root, library);
  const cLibrary = libraries.find((path) => path.endsWith('/libc.so.6'));
  if (cLibrary !== undefined) {
    for (const name of NAME_SERVICES) await copyInto(root, join(dirname(cLibrary), name)).catch(() => undefined);
  }
  await mkdir(join(root, 'etc'), { recursive: true });
  await writeFile(join(root, 'etc/passwd'), PASSWD);
  await writeFile(join(folder, 'Dockerfile'), DOCKERFILE);
}
