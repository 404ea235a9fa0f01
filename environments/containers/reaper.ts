import { getReaperImage } from 'testcontainers/build/reaper/reaper';
import type { Image, Images } from './images';

/** Testcontainers' own names for these choices; a developer who made one keeps it. */
const IMAGE_VARIABLE = 'RYUK_CONTAINER_IMAGE';
const DISABLED_VARIABLE = 'TESTCONTAINERS_RYUK_DISABLED';

/**
 * Sees to it that testcontainers can start a reaper, which removes the containers when this process ends in whatever way:
 * its own where a registry answers, otherwise ours. To be called before the first container or network is made.
 */
export async function provideReaper(images: Images, base: Image): Promise<void> {
  if (process.env[IMAGE_VARIABLE] !== undefined || process.env[DISABLED_VARIABLE] === 'true') return;
  if (await images.have(getReaperImage())) return;
  process.env[IMAGE_VARIABLE] = (await images.reaper(base)).name;
}
