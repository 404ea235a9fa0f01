import { z } from 'zod';
import type { Answer, Client } from './client';
import type { MadeDevice } from './lab-shapes';
import {
  configurationResult,
  dormantConfiguration,
  type ConfigurationResult,
  type DormantConfiguration,
} from './published';

const ORDERS = '/operator/dormant-configurations';

/** What is to be configured with what, and when. */
export interface ConfigurationOrder {
  /** Installations, or else the models of a combination: every installation of it with Dormant Meters. */
  readonly importMPANs?: readonly string[];
  readonly models?: readonly Pick<MadeDevice, 'deviceType' | 'manufacturer' | 'model'>[];
  readonly packageId: string;
  readonly imageIds: readonly string[];
  /** First and last planned day, YYYY-MM-DD. */
  readonly from: string;
  readonly to: string;
}

/** A file that is loaded under the id that it bears itself. */
export interface LoadedFile {
  readonly id: string;
  readonly text: string;
}

/** How the people of the Migration Control Centre have Dormant Meters configured. */
export class DormantUpgrades {
  constructor(private readonly client: Client) {}

  /** Loads the configuration package of a combination, to be ordered later. */
  async loadPackage(file: LoadedFile): Promise<void> {
    await this.load('configuration-packages', 'Configuration package', file);
  }

  /** Loads a firmware image, to be ordered later. */
  async loadImage(file: LoadedFile): Promise<void> {
    await this.load('firmware-images', 'Firmware image', file);
  }

  /** Orders the configuration of Dormant Meters, and gives notice of it to their suppliers. */
  async order(body: ConfigurationOrder): Promise<ConfigurationResult> {
    const title = 'Order to configure Dormant Meters';
    return this.client.ask(configurationResult, { method: 'POST', path: ORDERS, body, title });
  }

  /** Orders it where it may be refused as a whole. */
  async tryToOrder(body: ConfigurationOrder): Promise<Answer> {
    return this.client.call({ method: 'POST', path: ORDERS, body, title: 'Order to configure Dormant Meters' });
  }

  /** Every configuration of Dormant Meters that was ordered. */
  async all(): Promise<DormantConfiguration[]> {
    return this.client.ask(z.array(dormantConfiguration), { method: 'GET', path: ORDERS, title: 'All configurations' });
  }

  private async load(folder: string, title: string, { id, text }: LoadedFile): Promise<void> {
    const path = `/operator/${folder}/${encodeURIComponent(id)}`;
    const contentType = 'application/octet-stream';
    await this.client.expect([201], { method: 'PUT', path, body: text, contentType, title, about: id });
  }
}
