import { z } from 'zod';
import type { Organisation, ServiceName } from '../../environments/environment';
import { clientOfOrganisation, clientOfParty, type RoleContext } from './context';
import { allocatedDay, type AllocatedDay } from './demand-desk';
import { allNotifications } from './notification-desk';
import { DormantUpgrades } from './dormant-upgrades';
import { MigrationParty } from './migration-party';
import { ReportReader } from './report-reader';
import {
  communicationsCheck,
  inventoryEntry,
  installationState,
  keyHolding,
  loneRotation,
  noticeResult,
  registration,
  s1spInstallation,
  sim,
  smsoReading,
  type CommunicationsCheck,
  type InstallationState,
  type InventoryEntry,
  type KeyHolding,
  type LoneRotation,
  type NoticeResult,
  type Registration,
  type S1spInstallation,
  type Sim,
  type SmsoReading,
} from './published';

/** Calls that are under way at the same time. */
const ASKED_TOGETHER = 20;
/** Devices that are asked for in one call. */
const LOOKED_UP_TOGETHER = 500;

/** The SMSO: runs installations before their migration. */
export class Smso extends MigrationParty {
  constructor(context: RoleContext) {
    super('smso', context);
  }

  /** Reads the register of a meter the way it did before migration. */
  async readRegister(importMPAN: string, deviceType: 'ESME' | 'GSME'): Promise<SmsoReading> {
    const body = { importMPAN, deviceType };
    const title = `Order to read the ${deviceType}`;
    return this.client.ask(smsoReading, { method: 'POST', path: '/operations/read-register', body, title });
  }

  /** Reads what a device is set to, with the SMSO's keys. */
  async readConfiguration(importMPAN: string, deviceType: 'CHF' | 'ESME' | 'GSME'): Promise<SmsoReading> {
    const body = { importMPAN, deviceType };
    const title = `Order to read the configuration of the ${deviceType}`;
    return this.client.ask(smsoReading, { method: 'POST', path: '/operations/read-configuration', body, title });
  }

  /** What came of an order that was queued for a sleeping gas meter. */
  async reading(reference: string): Promise<SmsoReading> {
    const path = `/operations/readings/${encodeURIComponent(reference)}`;
    return this.client.ask(smsoReading, { method: 'GET', path, title: 'Queued reading', about: reference });
  }
}

/** The S1SP. */
export class S1sp extends MigrationParty {
  constructor(context: RoleContext) {
    super('s1sp', context);
  }

  /** Tries whether it reaches the communications hub with this SIM. */
  async checkCommunications(iccid: string): Promise<CommunicationsCheck> {
    const path = '/operations/communications-check';
    return this.client.ask(communicationsCheck, {
      method: 'POST',
      path,
      body: { iccid },
      title: 'Communications check',
    });
  }

  /** How far it is with an installation; undefined when it knows none of this id. */
  async installation(installationId: string): Promise<S1spInstallation | undefined> {
    const path = `/operations/installations/${encodeURIComponent(installationId)}`;
    return this.client.find(s1spInstallation, {
      method: 'GET',
      path,
      title: 'Installation at the S1SP',
      about: installationId,
    });
  }

  /** Tries to write a key without the DCO's part, and tells what the device said. */
  async rotateWithoutDco(installationId: string): Promise<LoneRotation> {
    const path = '/operations/rotate-without-dco';
    return this.client.ask(loneRotation, { method: 'POST', path, body: { installationId }, title: 'Key write alone' });
  }

  /** Sends a device a command with an execution counter that was used before, and tells what the device said. */
  async repeatCounter(deviceId: string): Promise<LoneRotation> {
    const path = '/operations/repeat-counter';
    return this.client.ask(loneRotation, { method: 'POST', path, body: { deviceId }, title: 'Used execution counter' });
  }
}

/** The Dual Control Organisation. */
export class Dco extends MigrationParty {
  constructor(context: RoleContext) {
    super('dco', context);
  }

  /** Who holds a device's master key; undefined when the DCO knows no such device. */
  async keyHolding(deviceId: string): Promise<KeyHolding | undefined> {
    const path = `/operations/keys/${encodeURIComponent(deviceId)}`;
    return this.client.find(keyHolding, { method: 'GET', path, title: 'Holder of the keys', about: deviceId });
  }

  /** Tries to write a key of a device behind this SIM without the S1SP's part. */
  async rotateWithoutS1sp(deviceId: string, iccid: string): Promise<LoneRotation> {
    const path = '/operations/rotate-without-s1sp';
    return this.client.ask(loneRotation, { method: 'POST', path, body: { deviceId, iccid }, title: 'Key write alone' });
  }
}

/** The people of the Migration Control Centre. */
export class MigrationControlCentre extends MigrationParty {
  /** Installations that were released, by id. */
  readonly released = new Set<string>();
  /** What it reports to its own people. */
  readonly reports: ReportReader;
  /** How it has Dormant Meters configured. */
  readonly upgrades: DormantUpgrades;

  constructor(context: RoleContext) {
    super('mcc', context);
    this.upgrades = new DormantUpgrades(this.client);
    this.reports = new ReportReader(this.client, '/operator');
  }

  /** Every installation, of every supplier. */
  async installations(): Promise<InstallationState[]> {
    const path = '/operator/installations';
    return this.client.ask(z.array(installationState), { method: 'GET', path, title: 'All installations' });
  }

  /**
   * Gives notice of the migration of Dormant Meters to their suppliers.
   * @param window first and last planned day, YYYY-MM-DD
   */
  async giveNotice(
    importMPANs: readonly string[],
    window: { readonly from: string; readonly to: string },
  ): Promise<NoticeResult> {
    const body = { importMPANs, ...window };
    const title = 'Notice of the migration of Dormant Meters';
    return this.client.ask(noticeResult, { method: 'POST', path: '/operator/dormant-migrations', body, title });
  }

  /** Every allocated day with the shares of all suppliers. */
  async allocations(): Promise<AllocatedDay[]> {
    this.context.needs.expect('own-system');
    const path = '/operator/allocations';
    return this.client.ask(z.array(allocatedDay), { method: 'GET', path, title: 'All allocations' });
  }

  /** The names of the schedule notifications of a supplier (EUI) that it has not fetched yet. */
  async unfetched(supplier: string): Promise<string[]> {
    this.context.needs.expect('own-system');
    const all = await allNotifications(this.client);
    return all.filter((one) => one.supplier === supplier && one.fetchedAt === undefined).map(({ name }) => name);
  }

  /** Sets how many installations can be migrated on a day, YYYY-MM-DD; none closes it. */
  async changeDay(day: string, capacity: number): Promise<void> {
    this.context.needs.expect('own-system');
    const call = { method: 'PUT', path: `/operator/days/${day}`, body: { capacity } } as const;
    await this.client.expect([200], { ...call, title: 'Capacity of a day', about: day });
  }

  /** Orders the recovery of an installation in intervention. */
  async recover(installationId: string): Promise<void> {
    await this.order('recover', 'Recovery ordered', installationId);
  }

  /** Lets an installation that was raised to it be authorised again. */
  async release(installationId: string): Promise<void> {
    await this.order('release', 'Installation released', installationId);
    this.released.add(installationId);
  }

  private async order(what: 'recover' | 'release', title: string, installationId: string): Promise<void> {
    const path = `/operator/installations/${encodeURIComponent(installationId)}/${what}`;
    await this.client.expect([202], { method: 'POST', path, body: {}, title, about: installationId });
  }
}

/** The DSP, as migration roles see it: inventory and registration. */
export class DataServiceProvider extends MigrationParty {
  constructor(context: RoleContext) {
    super('dsp', context);
  }

  /** A device of the Smart Metering Inventory; undefined when it is not in it. */
  async inventoryEntry(deviceId: string): Promise<InventoryEntry | undefined> {
    const path = `/inventory/${encodeURIComponent(deviceId)}`;
    return this.client.find(inventoryEntry, { method: 'GET', path, title: 'Inventory entry', about: deviceId });
  }

  /** The devices among these that are in the Smart Metering Inventory; leaves no trace in the report. */
  async inventoryEntries(deviceIds: readonly string[]): Promise<InventoryEntry[]> {
    const found: InventoryEntry[] = [];
    for (let start = 0; start < deviceIds.length; start += LOOKED_UP_TOGETHER) {
      const body = { ids: deviceIds.slice(start, start + LOOKED_UP_TOGETHER) };
      const call = { method: 'POST', path: '/inventory/look-up', body } as const;
      found.push(...Object.values(await this.client.ask(z.record(z.string(), inventoryEntry), call)));
    }
    return found;
  }

  /** Who is registered for a supply point. */
  async registration(mpxn: string): Promise<Registration | undefined> {
    const path = `/registration/${encodeURIComponent(mpxn)}`;
    return this.client.find(registration, { method: 'GET', path, title: 'Registration', about: mpxn });
  }
}

/** What came of an order to the network. */
export interface NetworkOrder {
  readonly obeyed: boolean;
  /** What the network says. */
  readonly reason: string;
}

/** The wide area network, as the two head-ends use it. */
export class WideAreaNetwork {
  /** ICCIDs of SIMs that a scenario has moved by hand. */
  readonly movedByHand = new Set<string>();

  constructor(private readonly context: RoleContext) {}

  /** Somebody's order to move a SIM to the network of a head-end: a party's or an organisation's. */
  async orderBy(who: ServiceName | Organisation, iccid: string, to: 'smso' | 's1sp'): Promise<NetworkOrder> {
    const client =
      typeof who === 'string'
        ? clientOfParty(this.context, who, 'wan')
        : clientOfOrganisation(this.context, who, 'wan');
    const path = `/sims/${encodeURIComponent(iccid)}/handover`;
    const order = {
      method: 'POST',
      path,
      body: { to, reference: 'test lab' },
      title: 'Order to move a SIM',
      about: iccid,
    } as const;
    const { status, text } = await client.expect([200, 401, 403, 409], order);
    if (status === 200) this.movedByHand.add(iccid);
    return { obeyed: status === 200, reason: text };
  }

  /** On whose network a SIM is. */
  async sim(iccid: string): Promise<Sim> {
    const path = `/sims/${encodeURIComponent(iccid)}`;
    return clientOfParty(this.context, 's1sp', 'wan').ask(sim, {
      method: 'GET',
      path,
      title: 'Network of the SIM',
      about: iccid,
    });
  }

  /** On whose network each of these SIMs is, by ICCID; leaves no trace in the report. */
  async sims(iccids: readonly string[]): Promise<Map<string, Sim['network']>> {
    const client = clientOfParty(this.context, 's1sp', 'wan');
    const networks = new Map<string, Sim['network']>();
    for (let start = 0; start < iccids.length; start += ASKED_TOGETHER) {
      const some = iccids.slice(start, start + ASKED_TOGETHER).map(async (iccid) => {
        const { network } = await client.ask(sim, { method: 'GET', path: `/sims/${encodeURIComponent(iccid)}` });
        networks.set(iccid, network);
      });
      await Promise.all(some);
    }
    return networks;
  }

  /** Moves a SIM to the network of a head-end by order of the S1SP. */
  async handOver(iccid: string, to: 'smso' | 's1sp', reference: string): Promise<void> {
    const client = clientOfParty(this.context, 's1sp', 'wan');
    const path = `/sims/${encodeURIComponent(iccid)}/handover`;
    this.movedByHand.add(iccid);
    await client.expect([200], { method: 'POST', path, body: { to, reference }, title: 'SIM handover', about: iccid });
  }
}
