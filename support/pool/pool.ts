import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { InstallationOrder, MadeInstallation } from '../roles/lab-shapes';
import { NotRunHereError } from '../roles/not-run-here';
import type { Installations, Names } from '../roles/places';
import { reservationsOf } from '../scope/pool-stock';
import { readPool, type PooledInstallation, type Wanted } from './pool-file';

const EUI = /\b[0-9A-F]{2}(?:-[0-9A-F]{2}){7}\b/g;

/**
 * Installations that are there already, of which a scenario takes what it needs by what it has to be. Whatever is reserved has a
 * file of its own beside the pool, which only one process can make: one that ends uncleanly leaves it there, so that the installation
 * is written off and nobody takes it again.
 */
export class Pool implements Installations, Names {
  private readonly reservations: string;
  /** Ids of every device of the pool. */
  private readonly devices: ReadonlySet<string>;
  private readonly taken: { readonly pooled: PooledInstallation; readonly made: MadeInstallation }[] = [];

  /** @param scenario who takes, for people */
  constructor(
    private readonly file: string,
    private readonly scenario: string,
  ) {
    this.reservations = reservationsOf(file);
    mkdirSync(this.reservations, { recursive: true });
    this.devices = new Set(readPool(file).flatMap(({ made }) => made.devices.map(({ deviceId }) => deviceId)));
  }

  /** @throws NotRunHereError where none that is like this is left */
  makeInstallation({ reference, ...wanted }: InstallationOrder): Promise<MadeInstallation> {
    const fitting = readPool(this.file).filter(
      (one) => one.mayBeUsedUp && isDeepStrictEqual(one.wanted, plain(wanted)),
    );
    const pooled = fitting.find(({ id }) => this.reserve(id));
    if (pooled === undefined) {
      const left = fitting.length === 0 ? 'none' : `none left of ${String(fitting.length)}`;
      return Promise.reject(new NotRunHereError(`The pool has ${left} like ${inWords(wanted)}.`));
    }
    const made = { ...pooled.made, reference };
    this.taken.push({ pooled, made });
    return Promise.resolve(made);
  }

  async makeInstallations(orders: readonly InstallationOrder[]): Promise<MadeInstallation[]> {
    const made: MadeInstallation[] = [];
    for (const order of orders) made.push(await this.makeInstallation(order));
    return made;
  }

  /** Takes a name for a file that everybody who takes from this pool gives once. */
  take(name: string): boolean {
    return this.reserve(`name-${name}`);
  }

  /** Whether a text names a device of the pool that this scenario has not taken. */
  isOfOthers(text: string): boolean {
    const own = new Set(this.taken.flatMap(({ made }) => made.devices.map(({ deviceId }) => deviceId)));
    return (text.match(EUI) ?? []).some((id) => this.devices.has(id) && !own.has(id));
  }

  /** The scenario is over: what nothing was done with is given back, and the rest stays used up. */
  giveBack(isUntouched: (made: MadeInstallation) => boolean): void {
    for (const { pooled, made } of this.taken.splice(0)) {
      if (isUntouched(made)) rmSync(this.reservationOf(pooled.id));
    }
  }

  private reserve(id: string): boolean {
    if (existsSync(this.reservationOf(id))) return false;
    try {
      const by = { process: process.pid, scenario: this.scenario, since: new Date().toISOString() };
      writeFileSync(this.reservationOf(id), `${JSON.stringify(by)}\n`, { flag: 'wx' });
      return true;
    } catch {
      // Another process was quicker.
      return false;
    }
  }

  private reservationOf(id: string): string {
    return path.join(this.reservations, id);
  }
}

/** As it reads in a file: what is not there is not there. */
function plain(wanted: Wanted): unknown {
  return JSON.parse(JSON.stringify(wanted));
}

/** What tells it from others of its combination. */
function inWords({ kind, groupId, devices, quirks, ...rest }: Wanted): string {
  const models = devices.map(({ deviceType, model, firmware }) => `${deviceType} ${model} ${firmware}`).join(', ');
  const { unconfigured, meters, exportSupplier } = rest;
  const special = { quirks, unconfigured, meters, exportSupplier };
  return `an installation of group ${groupId}, ${kind} (${models}; ${JSON.stringify(special)})`;
}
