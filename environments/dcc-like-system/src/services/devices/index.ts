import { z } from 'zod';
import { EUI, ID } from '../../domain/fields';
import { COMMAND_FRAME } from '../../domain/frames';
import { GBCS_COMMAND } from '../../domain/gbcs';
import { CHANGE_AT_DEVICE, NEW_INSTALLATION } from '../../domain/provisions';
import type { App } from '../../kernel/http';
import { jsonMessage } from '../../kernel/message-kind';
import { provision } from '../../kernel/provision';
import { Refusal } from '../../kernel/refusal';
import type { Service, ServiceDefinition } from '../../kernel/service';
import { changeAtDevice } from './changes-at-device';
import { hearWakeUp, receive, wake } from './hub';
import { inHand } from './in-hand';
import { smets2Command } from './smets2';
import { DEVICES, HUBS } from './state';

/** The simulated installations: each hub with its HAN, each device with its own keys, counters and registers. */
export const definition: ServiceDefinition = {
  name: 'devices',
  messages: { 'gbcs-command': jsonMessage(['wan'], GBCS_COMMAND, smets2Command) },
  timers: {
    wake: (body, work) => {
      wake(body as { iccid: string; deviceId: string }, work);
    },
  },
  routes,
  labRoutes,
  provision: {
    installation: provision(NEW_INSTALLATION, ({ hub, devices, changes }, work) => {
      work.put(HUBS, hub.iccid, { ...hub, mailbox: [] });
      for (const device of devices) work.put(DEVICES, device.deviceId, { ...device, counters: {}, answered: [] });
      for (const change of changes) changeAtDevice(change, work);
    }),
    // Somebody at the device changes what it is set to.
    settings: provision(CHANGE_AT_DEVICE, changeAtDevice),
  },
};

/** A command as the network hands it to a hub. */
const DOWNLINK = z.strictObject({ headEnd: z.enum(['smso', 's1sp']), iccid: ID, frame: COMMAND_FRAME });
const WAKE_UP = z.strictObject({ iccid: ID });

function routes(app: App, service: Service): void {
  const config = { parties: ['wan'] } as const;
  app.post('/frames', { config, schema: { body: DOWNLINK } }, (request) =>
    service.transact((work) => receive(request.body, work)),
  );

  app.post('/wake-ups', { config, schema: { body: WAKE_UP } }, (request) =>
    service.transact((work) => hearWakeUp(request.body.iccid, work)),
  );
}

/** What somebody in front of the device would see. */
function labRoutes(lab: App, service: Service): void {
  lab.get('/devices/:deviceId', { schema: { params: z.strictObject({ deviceId: EUI }) } }, (request) => {
    const shown = service.read((work) => inHand(request.params.deviceId, work));
    if (!shown) throw new Refusal(404, `There is no device ${request.params.deviceId}.`);
    return shown;
  });
}
