import { defect, rule } from '../../../kernel/defect';
import { table } from '../../../kernel/store';
import { devicesOf, installationWith } from '../migration/installations';
import { OUTCOMES } from '../outcomes/outcomes';
import { CREDENTIAL_KEEPING, holderOf } from '../service-requests/credentials';
import { DEVICE_ALERTS } from '../service-requests/device-alerts';

/** The first supplier of a device, by device id. */
const FIRST = table<{ holder: string }>('first-suppliers');

/** Seeded defects of the alerts of devices, on commissioning and afterwards. */
export const ALERT_DEFECTS = [
  defect(
    's1sp-repeats-alerts',
    rule(OUTCOMES, 'awaitsOutcome', (right) => (installation) => {
      return right(installation) || installation.state === 'Commissioned';
    }),
  ),
  // Who authorised the migration is told, and not who is registered now.
  defect(
    's1sp-alerts-former-supplier',
    rule(OUTCOMES, 'suppliersOf', () => (installation) => installation),
  ),
  defect(
    's1sp-alerts-for-excluded-meter',
    rule(
      OUTCOMES,
      'commissionedDevices',
      () =>
        ({ devices }, type) =>
          devicesOf({ devices }, [type]),
    ),
  ),
  defect(
    's1sp-alerts-first-supplier',
    rule(CREDENTIAL_KEEPING, 'keep', (right) => (deviceId, credentials, work) => {
      const { role, holder } = credentials;
      if (role === 'Supplier' && !work.get(FIRST, deviceId)) work.put(FIRST, deviceId, { holder });
      right(deviceId, credentials, work);
    }),
    rule(DEVICE_ALERTS, 'recipientOf', () => (deviceId, work) => work.get(FIRST, deviceId)?.holder),
  ),
  defect(
    's1sp-alerts-network-operator',
    rule(DEVICE_ALERTS, 'recipientOf', () => (deviceId, work) => holderOf(deviceId, 'NetworkOperator', work)),
  ),
  defect(
    's1sp-alerts-electricity-supplier',
    rule(DEVICE_ALERTS, 'recipientOf', (right) => (deviceId, work) => {
      const devices = installationWith(work, deviceId)?.devices ?? [];
      const meter = devices.find(({ deviceType }) => deviceType === 'ESME');
      return meter && right(meter.deviceId, work);
    }),
  ),
  // The supplier of the other fuel is told as well.
  defect(
    's1sp-tells-both-suppliers',
    rule(DEVICE_ALERTS, 'send', (right) => (alert, work) => {
      right(alert, work);
      const other = (installationWith(work, alert.deviceId)?.devices ?? [])
        .map(({ deviceId }) => holderOf(deviceId, 'Supplier', work))
        .find((holder) => holder !== undefined && holder !== alert.user);
      if (other !== undefined) right({ ...alert, user: other }, work);
    }),
  ),
];
