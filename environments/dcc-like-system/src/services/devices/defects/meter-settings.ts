import { defect, omitWrite, rule } from '../../../kernel/defect';
import { DEVICE_COMMANDS } from '../commands';
import { METER_ACTIONS } from '../meter/actions';
import { BLOCKS } from '../meter/blocks';
import { LOAD_LIMIT } from '../meter/load-limit';
import { MEASUREMENTS } from '../meter/measurements';
import { METER_LOGS } from '../meter/meter';
import { METER_READINGS, NETWORK_DATA } from '../meter/readings';
import { METER_CHANGES } from '../meter/settings';
import { storedSetting, STORED_SETTINGS } from '../meter/stored-settings';

/** Seeded defects of what meters are set to and of what they count. */
export const METER_SETTING_DEFECTS = [
  defect('devices-forget-settings', omitWrite(STORED_SETTINGS, 'store')),
  defect(
    'devices-count-in-first-block',
    rule(BLOCKS, 'blockFor', () => () => 1),
  ),
  defect('devices-keep-block-counters', omitWrite(BLOCKS, 'reset')),
  defect(
    'devices-ignore-load-limit',
    rule(LOAD_LIMIT, 'isPassed', () => () => false),
  ),
  defect('devices-keep-supply-above-load-limit', omitWrite(LOAD_LIMIT, 'disable')),
  defect('devices-keep-load-limit-counter', omitWrite(LOAD_LIMIT, 'resetCounter')),
  defect('devices-keep-maximum-demand', omitWrite(METER_ACTIONS, 'resetDemand')),
  defect(
    'devices-keep-export-point',
    rule(STORED_SETTINGS, 'consequences', ({ 'export-mpan': _exportPoint, ...others }) => others),
  ),
  defect(
    'devices-set-first-tariff-for-second',
    rule(METER_CHANGES, 'setters', (right) => ({ ...right, 'second-tariff': right.tariff })),
  ),
  defect(
    'devices-keep-price-of-second-element',
    rule(METER_CHANGES, 'setters', (right) => ({ ...right, 'second-prices': () => ({}) })),
  ),
  defect(
    'devices-keep-privacy-pin',
    rule(DEVICE_COMMANDS, 'withoutPin', () => (device) => device),
  ),
  defect(
    'devices-keep-export-demand',
    rule(METER_ACTIONS, 'resetDemand', (right) => (meter, registers, now) => {
      right(
        meter,
        registers.filter((register) => register !== 'export'),
        now,
      );
    }),
  ),
  defect(
    'devices-have-one-randomised-offset',
    rule(DEVICE_COMMANDS, 'randomised', (right) => (device) => right({ ...device, deviceId: '80' })),
  ),
  defect(
    'devices-tell-no-uncontrolled-flow',
    rule(METER_READINGS, 'readers', (right) => ({
      ...right,
      'gas-conversion': (meter) => storedSetting(meter, 'gas-conversion'),
    })),
  ),
  defect(
    'devices-ignore-demand-period',
    rule(MEASUREMENTS, 'isInPeriod', () => () => true),
  ),
  defect('devices-keep-block-counters-at-midnight', omitWrite(BLOCKS, 'resetDaily')),
  defect('devices-keep-voltage-counters', omitWrite(METER_ACTIONS, 'resetVoltageCounters')),
  defect(
    'devices-record-network-data-without-end',
    rule(NETWORK_DATA, 'flowsEnd', () => (_meter, now) => now.getTime()),
  ),
  defect(
    'devices-number-recordings-alike',
    rule(METER_ACTIONS, 'beginRecording', (right) => (meter, _sample, now) => {
      right(meter, 0, now);
    }),
  ),
  defect(
    'devices-log-what-is-switched-off',
    rule(METER_LOGS, 'noteEvent', (right) => (meter, name, at) => {
      const log = { ...meter, behaviour: {} };
      right(log, name, at);
      meter.events = log.events;
    }),
  ),
  defect('devices-book-no-top-ups', omitWrite(METER_LOGS, 'noteTopUp')),
];
