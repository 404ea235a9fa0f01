import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../kernel/refusal';
import type { Service, ServiceDefinition } from '../../kernel/service';
import { changeAtDevice, type ChangeAtDevice } from './changes-at-device';
import { hearWakeUp, receive, wake, type Downlink } from './hub';
import { inHand } from './in-hand';
import { smets2Command } from './smets2';
import { DEVICES, HUBS, type Device, type Hub } from './state';

/** The simulated installations: each hub with its HAN, each device with its own keys, counters and registers. */
export const definition: ServiceDefinition = {
  name: 'devices',
  messages: { 'gbcs-command': smets2Command },
  timers: {
    wake: (body, work) => {
      wake(body as { iccid: string; deviceId: string }, work);
    },
  },
  routes,
  labRoutes,
  provision: {
    installation: (body, work) => {
      const { hub, devices, changes } = body as { hub: Hub; devices: Device[]; changes: ChangeAtDevice[] };
      work.put(HUBS, hub.iccid, hub);
      for (const device of devices) work.put(DEVICES, device.deviceId, device);
      for (const change of changes) changeAtDevice(change, work);
      return Promise.resolve({});
    },
    // Somebody at the device changes what it is set to.
    settings: (body, work) => {
      changeAtDevice(body as ChangeAtDevice, work);
      return Promise.resolve({});
    },
  },
};

function routes(app: FastifyInstance, service: Service): void {
  app.post<{ Body: Downlink }>('/frames', (request) => {
    service.authentication.party(request, 'wan');
    return service.transact((work) => receive(request.body, work));
  });

  app.post<{ Body: { iccid: string } }>('/wake-ups', (request) => {
    service.authentication.party(request, 'wan');
    return service.transact((work) => hearWakeUp(request.body.iccid, work));
  });
}

/** What somebody in front of the device would see. */
function labRoutes(lab: FastifyInstance, service: Service): void {
  lab.get<{ Params: { deviceId: string } }>('/devices/:deviceId', (request) => {
    const shown = service.read((work) => inHand(request.params.deviceId, work));
    if (!shown) throw new Refusal(404, `There is no device ${request.params.deviceId}.`);
    return shown;
  });
}
