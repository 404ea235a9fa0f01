import { defect, omitWrite, rule } from '../../../kernel/defect';
import { METER_ACTIONS } from '../meter/actions';
import { BLOCKS } from '../meter/blocks';
import { LOAD_LIMIT } from '../meter/load-limit';
import { METER_LOGS } from '../meter/meter';
import { STORED_SETTINGS } from '../meter/stored-settings';

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
  defect('devices-book-no-top-ups', omitWrite(METER_LOGS, 'noteTopUp')),
];
