import { z } from 'zod';
import type { ServiceName } from '../../environments/environment';
import { routeOf, type AuditEntry, type TranscriptMessage } from '../evidence/trail';
import type { EvidenceLog } from '../evidence/evidence-log';
import { messageName } from '../interfaces/vocabulary';
import type { SigningKey } from '../interfaces/signature';
import type { Channel, HeldMessage } from './channels';
import { Client, type Connection } from './client';
import * as shapes from './lab-shapes';
import { LabTranscript, type ReceivedDocument } from './lab-transcript';

/** First instant of virtual time: a Monday. */
const START = new Date('2019-06-03T00:00:00.000Z');

/** Installations that the lab is asked for in one call. */
const ORDERS_TOGETHER = 500;

/**
 * The test lab: makes installations, moves virtual time, switches faults on, holds messages back, lends keys, and sees
 * what happened. A real environment lacks it.
 */
export class TestLab {
  private readonly client: Client;
  /** Public keys of the SMETS2+ devices that it made, PEM by device id: users have them from a repository. */
  readonly deviceKeys = new Map<string, string>();
  /** What the lab said of the time when it was moved last: nobody else moves it. */
  private clock: z.output<typeof shapes.clock> | undefined;
  readonly seen: LabTranscript;

  /** @param options how it is called otherwise than usual */
  constructor(
    address: { readonly url: string; readonly token: string },
    private readonly evidence: EvidenceLog,
    options: Pick<Connection, 'timeout' | 'dispatch'> = {},
  ) {
    const connection = { baseUrl: address.url, actor: 'Tester', counterpart: 'Test lab' };
    const authorization = `Bearer ${address.token}`;
    this.client = new Client({ ...connection, authorization, ...options }, evidence);
    this.seen = new LabTranscript(this.client);
  }

  /** Empties the whole environment; identifiers made from now on derive from `seed`, and virtual time begins at `start`. */
  async reset(seed: string, start = START): Promise<void> {
    await this.moveClock('/reset', { seed, start: start.toISOString() });
    this.seen.forget();
  }

  /** Switches on exactly these seeded defects. */
  async switchOnDefects(ids: readonly string[]): Promise<void> {
    await this.post('/defects', { ids });
  }

  async defects(): Promise<shapes.LabDefect[]> {
    return this.get(z.array(shapes.seededDefect), '/defects');
  }

  /** Sets what the list of eligible combinations holds. */
  async setEligible(entries: readonly shapes.EligibleCombination[]): Promise<void> {
    await this.post('/epcl', { entries });
  }

  /** Sets the Group IDs in use. */
  async setGroups(groups: readonly shapes.Group[]): Promise<void> {
    await this.post('/groups', { groups });
  }

  /** Sets which service reference variants device models do not have, each with the code of its refusal. */
  async setDeviations(entries: readonly shapes.DeviatingVariant[]): Promise<void> {
    await this.post('/deviations', { entries });
  }

  /** Sets what a user sends at most in a day of one variant, and how much money one request moves at most. */
  async setThreshold(threshold: {
    readonly eui: string;
    readonly variant: string;
    readonly perDay?: number;
    readonly pence?: number;
  }): Promise<void> {
    await this.post('/thresholds', threshold, 'Threshold of anomaly detection');
  }

  /** Suspends a user, or makes it active again. */
  async setUserStatus(eui: string, status: 'Active' | 'Suspended'): Promise<void> {
    await this.post('/users', { eui, status }, `User ${status.toLowerCase()}`);
  }

  /** Makes one installation at the SMSO. */
  async makeInstallation(order: shapes.InstallationOrder): Promise<shapes.MadeInstallation> {
    const call = { method: 'POST', path: '/installations', body: order, about: order.reference } as const;
    return this.client.ask(shapes.madeInstallation, { ...call, title: 'Installation made' });
  }

  /** Enters many SMETS2+ installations into the inventory, whose devices nobody simulates; leaves no trace in the report. */
  async enterEstate(order: shapes.EstateOrder): Promise<void> {
    await this.post('/smets2-estate', order);
  }

  /** Makes one SMETS2+ installation, installed and commissioned: nothing of it migrates. */
  async makeSmets2(order: shapes.Smets2Order): Promise<shapes.MadeInstallation> {
    const title = 'SMETS2+ installation made';
    const call = { method: 'POST', path: '/smets2-installations', body: order, title, about: order.reference } as const;
    const made = await this.client.ask(shapes.madeInstallation, call);
    for (const { deviceId, publicKey } of made.devices) {
      if (publicKey !== undefined) this.deviceKeys.set(deviceId, publicKey);
    }
    return made;
  }

  /** Makes many installations at the SMSO at once, in order; leaves no trace in the report. */
  async makeInstallations(orders: readonly shapes.InstallationOrder[]): Promise<shapes.MadeInstallation[]> {
    const made: shapes.MadeInstallation[] = [];
    for (let start = 0; start < orders.length; start += ORDERS_TOGETHER) {
      const body = { orders: orders.slice(start, start + ORDERS_TOGETHER) };
      const call = { method: 'POST', path: '/installations/many', body } as const;
      made.push(...(await this.client.ask(z.array(shapes.madeInstallation), call)));
    }
    return made;
  }

  /** Changes registration data of a supply point: the customer has another supplier, or another network operator. */
  async changeRegistration(
    mpxn: string,
    change: { readonly supplier?: string; readonly networkOperator?: string; readonly agent?: string },
  ): Promise<void> {
    await this.post('/registration', { mpxn, ...change }, 'Registration changed');
  }

  /** Has a device known to the inventory before it is commissioned: it stands there as pending. */
  async notifyInAdvance({ deviceId, deviceType, manufacturer, model, firmware }: shapes.MadeDevice): Promise<void> {
    const body = { deviceId, deviceType, manufacturer, model, firmware };
    await this.post('/inventory', body, 'Device notified in advance');
  }

  /** Somebody at a device changes what it is set to. */
  async changeAtDevice(deviceId: string, settings: Readonly<Record<string, string>>): Promise<void> {
    await this.post(`/devices/${deviceId}/settings`, { settings }, 'Settings changed at the device');
  }

  /** Suppliers have the SMSO run meters of an installation that were dormant. */
  async activate(importMPAN: string, kind: shapes.MadeInstallation['kind']): Promise<void> {
    await this.post('/activations', { importMPAN, kind }, 'Meters taken into operation');
  }

  /** Changes settings of the Migration Control Centre. */
  async changeSettings(settings: {
    readonly capacityPerDay?: number;
    readonly minimumAllocation?: number;
  }): Promise<void> {
    await this.post('/settings', settings, 'Settings of the Migration Control Centre');
  }

  /** Virtual time now. */
  async now(): Promise<Date> {
    return new Date((await this.time()).now);
  }

  /** The earliest instant at which something is due, if anything is. */
  async nextDue(): Promise<Date | undefined> {
    const { next } = await this.time();
    return next === null || next === undefined ? undefined : new Date(next);
  }

  /** Lets the system work until nothing is in flight. */
  async settle(): Promise<void> {
    await this.moveClock('/clock/settle', {});
  }

  /** Moves virtual time; whatever is due on the way happens in order. */
  async advanceTo(target: Date): Promise<void> {
    await this.moveClock('/clock/advance', { to: target.toISOString() });
    this.evidence.add({ name: 'Virtual time', detail: target.toISOString() });
  }

  /** Switches on a fault. */
  async switchOn(fault: shapes.FaultOrder): Promise<string> {
    const { id } = await this.client.ask(z.object({ id: z.string() }), {
      method: 'POST',
      path: '/faults',
      body: fault,
      title: 'Fault switched on',
      about: fault.kind,
    });
    return id;
  }

  /** Switches a fault off. @returns whether it has struck */
  async switchOff(faultId: string): Promise<boolean> {
    const title = 'Fault switched off';
    const call = { method: 'DELETE', path: `/faults/${faultId}`, title } as const;
    return (await this.client.ask(z.object({ struck: z.boolean() }), call)).struck;
  }

  /** Holds messages of one kind back on one channel, from now on. */
  async hold(channel: Channel): Promise<string> {
    const answer = await this.client.ask(z.object({ id: z.string() }), {
      method: 'POST',
      path: '/holds',
      body: channel,
    });
    this.evidence.add({ name: `Hold on ${messageName(channel.kind)}`, detail: routeOf(channel) });
    return answer.id;
  }

  /** Holds no more messages back because of this hold; what it holds stays there. */
  async endHold(holdId: string): Promise<void> {
    const title = 'End of the hold';
    await this.client.expect([200], { method: 'DELETE', path: `/holds/${holdId}`, title });
  }

  /** Everything that is held back now. */
  async held(): Promise<HeldMessage[]> {
    const list = await this.get(z.array(shapes.heldMessage), '/held');
    return list.map(({ id, from, to, kind, fileName, correlation, body }) => ({
      id,
      from: from as ServiceName,
      to: to as ServiceName,
      kind,
      ...(typeof fileName === 'string' ? { fileName } : {}),
      ...(typeof correlation === 'string' ? { correlation } : {}),
      bytes: Buffer.from(body, 'base64'),
    }));
  }

  /** Lets a held message go, as it is. */
  async release(message: HeldMessage): Promise<void> {
    await this.post(`/held/${encodeURIComponent(message.id)}/release`, {});
    this.evidence.add({ name: `Release of ${messageName(message.kind)}`, detail: routeOf(message) });
  }

  /** Lends the test key of a role or, by its EUI, of an organisation. */
  async lendKey(party: string): Promise<SigningKey> {
    return this.client.ask(shapes.signingKey, { method: 'POST', path: '/keys/lend', body: { party } });
  }

  /** Documents that the DSP delivered to a user after the first `since` ones, in order: all, or the first `limit`. */
  async deliveredTo(eui: string, since = 0, limit?: number): Promise<ReceivedDocument[]> {
    return this.seen.deliveredTo(eui, since, limit);
  }

  /** Messages delivered between the services after message number `since`; numbers begin with 1 and have no gaps. */
  async messages(since = 0): Promise<TranscriptMessage[]> {
    return this.seen.messages(since);
  }

  /** The audit trail after entry number `since`. */
  async audit(since = 0): Promise<AuditEntry[]> {
    return this.get(z.array(shapes.auditEntry), `/audit?since=${String(since)}`);
  }

  /** A device, for a tester who stands in front of it. @param isSilent whether this leaves no trace in the report */
  async deviceInHand(deviceId: string, isSilent = false): Promise<shapes.DeviceInHand> {
    const call = { method: 'GET', path: `/devices/${deviceId}` } as const;
    return this.client.ask(
      shapes.deviceInHand,
      isSilent ? call : { ...call, title: 'Device in hand', about: deviceId },
    );
  }

  /**
   * Grows whenever the system was let work: in between no message travels and nothing comes to a receiver, so that what was
   * seen before still holds.
   */
  get rounds(): number {
    return this.seen.round;
  }

  /** Nothing that was seen before is relied on from now on: for a last look, which has to find what came against the rules. */
  lookAfresh(): void {
    this.seen.beginRound();
  }

  /** Virtual time, and when and at which services something is due next. */
  async time(): Promise<z.output<typeof shapes.clock>> {
    return (this.clock ??= await this.get(shapes.clock, '/clock'));
  }

  private async moveClock(path: string, body: object): Promise<void> {
    this.lookAfresh();
    this.clock = undefined;
    this.clock = await this.client.ask(shapes.clock, { method: 'POST', path, body });
  }

  private get<S extends z.ZodType>(shape: S, path: string): Promise<z.output<S>> {
    return this.client.ask(shape, { method: 'GET', path });
  }

  private async post(path: string, body: object, title?: string): Promise<void> {
    const named = title === undefined ? {} : { title };
    await this.client.expect([200, 201, 204], { method: 'POST', path, body, ...named });
  }
}
