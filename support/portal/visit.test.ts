import type { BrowserContext, Page } from 'playwright';
import { expect, it } from 'vitest';
import { Visit } from './visit';

class AVisit extends Visit {
  /** @param screenshot what becomes of a picture */
  constructor(screenshot: () => Promise<Buffer>) {
    super({} as BrowserContext, { screenshot, locator: () => undefined } as unknown as Page);
  }
}

it('gives the picture that the browser took', async () => {
  const picture = Buffer.from('a picture');
  expect(await new AVisit(() => Promise.resolve(picture)).picture()).toBe(picture);
});

it('gives no picture where the browser takes none, and fails no scenario for it', async () => {
  const none = (): Promise<Buffer> => Promise.reject(new Error('Unable to capture screenshot'));
  expect(await new AVisit(none).picture()).toBeUndefined();
});
