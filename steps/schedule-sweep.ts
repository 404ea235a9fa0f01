import { Given } from '@cucumber/cucumber';
import { createSchedule, isSchedulable } from '../support/interfaces/duis/requests/schedules';
import { dateOf } from '../support/interfaces/duis/usual';
import { DCC_EUI } from '../support/interfaces/duis/vocabulary';
import { refusalByModel } from '../support/models/access/rights';
import type { Part } from '../support/roles';
import type { UserRole } from '../support/scope/service-requests';
import { devicesIn, type DeviceSelection } from '../support/world/device-selection';
import { expectEqual, expectThat } from '../support/world/expectation';
import { requestCasesOf } from '../support/world/permission-matrix';
import { bringsValues } from '../support/interfaces/duis/answers';
import type { MigrationWorld } from '../support/world/world';

const DAY = 86_400_000;

/** Every request of the role that can be scheduled and brings values, of the device, each in a schedule of its own from tomorrow on. */
Given(
  '{user} schedules every reading of {theDevices} that its role {userRole} allows, daily at {time}',
  async function (this: MigrationWorld, part: Part, reference: DeviceSelection, role: UserRole, time: string) {
    const user = this.roles.user(part);
    const startDate = dateOf(new Date((await this.roles.time.now()).getTime() + DAY));
    for (const { installation, device } of devicesIn(this, reference)) {
      const dmc = this.dmcOf(installation);
      const variants = requestCasesOf(installation, role)
        .filter((one) => one.device === device && refusalByModel(dmc, one.request, device) === undefined)
        .map(({ request }) => request.variant)
        .filter((variant) => isSchedulable(variant))
        .filter((variant) => bringsValues(variant));
      expectThat(variants.length > 0, `requests of role ${role} that can be scheduled`, 'none');
      for (const variant of variants) {
        const order = createSchedule({
          ...{ deviceId: device.deviceId, variant, frequency: 'Daily', startDate, time: `${time}:00` },
        });
        const { answer, rejection } = await user.send(DCC_EUI, order);
        const said = rejection?.sentence;
        expectEqual(`the answer to the schedule of ${variant}`, answer?.code, 'I0', { party: 'dsp', said });
      }
    }
  },
);
