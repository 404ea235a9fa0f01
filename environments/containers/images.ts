import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ImageName, type ContainerRuntimeClient } from 'testcontainers';
import { EnvironmentError } from '../environment-error';
import { oneAtATime } from './one-at-a-time';
import { BASE_IMAGE_VARIABLE, DEFAULT_BASE_IMAGE, writeBaseContext } from './base-context';
import { OWNER, OWNER_LABEL } from './labels';
import { writeReaperContext, writeSystemContext } from './contexts';

/** An image that containers can be made of. */
export interface Image {
  readonly name: string;
  /** Digest by which the engine knows it, e.g. `sha256:...`. */
  readonly digest: string;
}

type Docker = ContainerRuntimeClient['container']['dockerode'];
type Progress = (line: string) => void;

/** Makes and finds images in one engine. */
export class Images {
  private readonly docker: Docker;

  constructor(
    private readonly client: ContainerRuntimeClient,
    private readonly progress: Progress,
  ) {
    this.docker = client.container.dockerode;
  }

  /**
   * The image that ours are built on, by its digest: the one that the environment variable names, or the ordinary Node image, or, where
   * no registry answers, one made of this machine's own Node and its shared libraries.
   * @throws EnvironmentError where the named image cannot be had, or none can be made here
   */
  async base(): Promise<Image> {
    const named = process.env[BASE_IMAGE_VARIABLE];
    if (named !== undefined && named !== '') {
      if (await this.have(named)) return this.given(named);
      throw new EnvironmentError(
        `The base image "${named}" (${BASE_IMAGE_VARIABLE}) is neither on this machine nor in a registry it reaches: pull it first, or unset the variable.`,
      );
    }
    if (await this.have(DEFAULT_BASE_IMAGE)) return this.given(DEFAULT_BASE_IMAGE);
    this.progress(`No registry answers for ${DEFAULT_BASE_IMAGE}: using a base image made of this machine's own Node.`);
    return this.build('base', writeBaseContext, {});
  }

  /** The image of the DCC-like system on `base`. */
  system(base: Image): Promise<Image> {
    return this.build('dcc-like-system', writeSystemContext, { BASE_IMAGE: base.name });
  }

  /** The image of our own reaper on `base`. */
  reaper(base: Image): Promise<Image> {
    return this.build('reaper', writeReaperContext, { BASE_IMAGE: base.name });
  }

  /** Whether `name` is on this machine, fetching it where a registry answers. */
  async have(name: string): Promise<boolean> {
    const image = ImageName.fromString(name);
    if (await this.client.image.exists(image)) return true;
    this.progress(`Fetching ${name}.`);
    try {
      await this.client.image.pull(image);
    } catch {
      return false;
    }
    // A pull that broke off half-way is not reported by the client.
    return this.client.image.exists(image);
  }

  /** Builds the image of a context, unless an image of exactly this context is there already: its tag is the content's hash. */
  private async build(
    part: string,
    writeContext: (folder: string) => Promise<void>,
    buildargs: Readonly<Record<string, string>>,
  ): Promise<Image> {
    const context = await mkdtemp(join(tmpdir(), `${OWNER}-${part}-`));
    try {
      await writeContext(context);
      const files = await filesBelow(context);
      const name = `${OWNER}/${part}:${await contentHash(context, files, await this.digests(buildargs))}`;
      // Two builds of one context are two images, and workers on two images are on two builds.
      await oneAtATime(name, async () => {
        if (await this.client.image.exists(ImageName.fromString(name))) return;
        this.progress(`Building ${name}.`);
        await this.buildNow(name, context, buildargs);
      });
      return { name, digest: await this.digest(name) };
    } finally {
      await rm(context, { recursive: true, force: true });
    }
  }

  private async buildNow(name: string, context: string, buildargs: Readonly<Record<string, string>>): Promise<void> {
    const options = { t: name, buildargs: { ...buildargs }, labels: { [OWNER_LABEL]: OWNER }, forcerm: true };
    const output = await this.docker.buildImage({ context, src: await readdir(context) }, options);
    await new Promise<void>((resolve, reject) => {
      this.docker.modem.followProgress(output, (error) => {
        if (error) reject(new EnvironmentError(`The image ${name} cannot be built: ${error.message.trim()}`));
        else resolve();
      });
    });
  }

  /** An image that was made elsewhere: by the digest under which its registry knows it, or where it has none, the engine. */
  private async given(name: string): Promise<Image> {
    const { Id: id, RepoDigests: published } = await this.docker.getImage(name).inspect();
    return { name, digest: published[0]?.split('@')[1] ?? id };
  }

  private async digest(name: string): Promise<string> {
    return (await this.docker.getImage(name).inspect()).Id;
  }

  /** The digests of the images a build starts from: a new base makes a new image. */
  private async digests(buildargs: Readonly<Record<string, string>>): Promise<string> {
    return JSON.stringify(await Promise.all(Object.values(buildargs).map((name) => this.digest(name))));
  }
}

/** Files below a folder, relative to it, in a fixed order. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

async function contentHash(folder: string, files: readonly string[], salt: string): Promise<string> {
  const hash = createHash('sha256').update(salt);
  for (const file of files) hash.update(`\0${file}\0`).update(await readFile(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}
