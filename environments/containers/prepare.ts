import type { ContainerRuntimeClient } from 'testcontainers';
import { removeAbandoned } from './group';
import { Images, type Image } from './images';
import { provideReaper } from './reaper';

/** What containers are made of. */
export interface Prepared {
  readonly image: Image;
  /** The image that it was built on. */
  readonly base: Image;
}

/**
 * Makes an engine ready for a group of containers: nothing of dead runs is left, the images are there, and a reaper can
 * watch.
 * @throws EnvironmentError where an image can neither be fetched nor made
 */
export async function prepare(client: ContainerRuntimeClient, progress: (line: string) => void): Promise<Prepared> {
  await removeAbandoned(client);
  const images = new Images(client, progress);
  const base = await images.base();
  const image = await images.system(base);
  await provideReaper(images, base);
  return { image, base };
}
