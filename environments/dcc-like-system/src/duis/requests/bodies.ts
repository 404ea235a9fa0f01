import type { Element } from '@xmldom/xmldom';
import {
  readAlertBehaviour,
  readBillingCalendar,
  readClearLog,
  readClock,
  readEventLog,
  readImportMpxn,
  readLog,
  readPlain,
  readTenancy,
  type ConfigurationBody,
} from './configuration';
import {
  readActivateFirmware,
  readDecommission,
  readDeviceLogChange,
  readFirmware,
  readInventory,
  readOtherDevice,
  readPrenotification,
  readUpdateInventory,
  type EstateBody,
} from './estate';
import { inOrder, type Fields } from './fields';
import {
  readDailyBlockReset,
  readDemandPeriod,
  readDemandReset,
  readDisplayMessage,
  readExportMpan,
  readGasConversion,
  readGasFlow,
  readLoadLimit,
  readPowerThresholds,
  readSupplierName,
  readTamperState,
  readVoltageLimits,
  type SettingBody,
} from './meter-settings';
import {
  readBalance,
  readDebt,
  readPaymentMode,
  readPrepaymentConfiguration,
  readTopUp,
  type PaymentBody,
} from './payment';
import { readCreateSchedule, readScheduleFilter, type ScheduleBody } from './schedule';
import { readCredentials, readCredentialsOf, readHandover, readSupplierChange, type SecurityBody } from './security';
import { readPrices, readSecondPrices, readSecondTariff, readTariff, type TariffBody } from './tariff';

/** What a request asks for. `executionDateTime`: not before this instant (ISO 8601). */
export type RequestBody = { readonly executionDateTime?: string } & (
  | ConfigurationBody
  | EstateBody
  | PaymentBody
  | ScheduleBody
  | SecurityBody
  | SettingBody
  | TariffBody
  /** A pre-command with the signature of its user, as text. */
  | { readonly kind: 'signed-pre-command'; readonly payload: string }
  /** A request that nobody here carries out: its content is not looked at. */
  | { readonly kind: 'unread' }
);

/** How the body of a variant is read. */
interface BodyReader {
  readonly element: string;
  readonly read: (body: Fields) => RequestBody;
  /** It may say when it is to be carried out. */
  readonly datable: boolean;
}

const at = (element: string, read: (body: Fields) => RequestBody = readPlain): BodyReader => ({
  element,
  read,
  datable: false,
});
const datable = (element: string, read: (body: Fields) => RequestBody = readPlain): BodyReader => ({
  element,
  read,
  datable: true,
});

function readNothing(body: Fields): RequestBody {
  body.remaining();
  return { kind: 'unread' };
}

/** Element and content of the body by service reference variant (SOURCED: DUIS schema). */
export const BODY_READERS: Readonly<Record<string, BodyReader>> = {
  '1.1.1': datable('UpdateImportTariffPrimaryElement', readTariff),
  '1.1.2': datable('UpdateImportTariffSecondaryElement', readSecondTariff),
  '1.2.1': datable('UpdatePricePrimaryElement', readPrices),
  '1.2.2': datable('UpdatePriceSecondaryElement', readSecondPrices),
  '1.5': at('UpdateMeterBalance', readBalance),
  '1.6': datable('UpdatePaymentMode', readPaymentMode),
  '1.7': at('ResetTariffBlockCounterMatrix'),
  '2.1': datable('UpdatePrepayConfiguration', readPrepaymentConfiguration),
  '2.2': at('TopUpDevice', readTopUp),
  '2.3': at('UpdateDebt', readDebt),
  '2.5': at('ActivateEmergencyCredit'),
  '3.1': datable('DisplayMessage', readDisplayMessage),
  '3.2': datable('RestrictAccessForChangeOfTenancy', readTenancy),
  '3.3': at('ClearEventLog', readClearLog),
  '3.4': datable('UpdateSupplierName', readSupplierName),
  '3.5': at('DisablePrivacyPIN'),
  '4.1.1': datable('ReadInstantaneousImportRegisters'),
  '4.1.2': datable('ReadInstantaneousImportTOUMatrices'),
  '4.1.3': datable('ReadInstantaneousImportTOUWithBlocksMatrices'),
  '4.1.4': datable('ReadInstantaneousImportBlockCounters'),
  '4.2': datable('ReadInstantaneousExportRegisters'),
  '4.3': datable('ReadInstantaneousPrepayValues'),
  '4.4.2': datable('RetrieveCoMOrTariffTriggeredBillingDataLog', readLog),
  '4.4.3': datable('RetrieveBillingCalendarTriggeredBillingDataLog', readLog),
  '4.4.4': datable('RetrieveBillingDataLogDebtPayments', readLog),
  '4.4.5': datable('RetrieveBillingDataLogPrepaymentCredits', readLog),
  '4.6.1': datable('RetrieveImportDailyReadLog', readLog),
  '4.6.2': datable('RetrieveExportDailyReadLog', readLog),
  '4.8.1': datable('ReadActiveImportProfileData', readLog),
  '4.8.2': datable('ReadReactiveImportProfileData', readLog),
  '4.8.3': datable('ReadExportProfileData', readLog),
  '4.10': datable('ReadNetworkData', readLog),
  '4.11.1': at('ReadTariffPrimaryElement'),
  '4.11.2': at('ReadTariffSecondaryElement'),
  '4.12.1': datable('ReadMaximumDemandImportRegisters'),
  '4.12.2': datable('ReadMaximumDemandExportRegisters'),
  '4.13': datable('ReadPrepaymentConfiguration'),
  '4.14': datable('ReadPrepaymentDailyReadLog', readLog),
  '4.15': datable('ReadLoadLimitData'),
  '4.16': at('ReadActivePowerImport'),
  '4.17': datable('RetrieveDailyConsumptionLog', readLog),
  '4.18': datable('ReadMeterBalance'),
  '5.1': at('CreateSchedule', readCreateSchedule),
  '5.2': at('ReadSchedule', readScheduleFilter),
  '5.3': at('DeleteSchedule', readScheduleFilter),
  '6.2.1': at('ReadDeviceConfigurationVoltage'),
  '6.2.2': at('ReadDeviceConfigurationRandomisation'),
  '6.2.3': at('ReadDeviceConfigurationBillingCalendar'),
  '6.2.4': at('ReadDeviceConfigurationIdentityExcMPxN'),
  '6.2.5': at('ReadDeviceConfigurationInstantaneousPowerThresholds'),
  '6.2.7': at('ReadDeviceConfigurationMPxN'),
  '6.2.8': at('ReadDeviceConfigurationGas'),
  '6.2.9': at('ReadDeviceConfigurationPaymentMode'),
  '6.2.10': at('ReadDeviceConfigurationEventAndAlertBehaviours'),
  '6.4.1': datable('UpdateDeviceConfigurationLoadLimitingGeneralSettings', readLoadLimit),
  '6.4.2': datable('UpdateDeviceConfigurationLoadLimitingCounterReset'),
  '6.5': datable('UpdateDeviceConfigurationVoltage', readVoltageLimits),
  '6.6': at('UpdateDeviceConfigurationGasConversion', readGasConversion),
  '6.7': at('UpdateDeviceConfigurationGasFlow', readGasFlow),
  '6.8': at('UpdateDeviceConfigurationBillingCalendar', readBillingCalendar),
  '6.11': at('SynchroniseClock', readClock),
  '6.12': datable('UpdateDeviceConfigurationInstantaneousPowerThreshold', readPowerThresholds),
  '6.13': at('ReadEventOrSecurityLog', readEventLog),
  '6.15.1': datable('UpdateSecurityCredentialsKRP', readCredentials),
  '6.18.1': datable('SetMaximumDemandConfigurableTimePeriod', readDemandPeriod),
  '6.18.2': datable('ResetMaximumDemandRegisters', readDemandReset),
  '6.20.1': datable('SetDeviceConfigurationImportMPxN', readImportMpxn),
  '6.20.2': datable('SetDeviceConfigurationExportMPAN', readExportMpan),
  '6.21': datable('RequestHandoverOfDCCControlledDevice', readHandover),
  '6.22': at('ConfigureAlertBehaviour', readAlertBehaviour),
  '6.23': datable('UpdateSecurityCredentialsCoS', readSupplierChange),
  '6.24.1': at('RetrieveDeviceSecurityCredentialsKRP', readCredentialsOf),
  '6.25': at('SetElectricitySupplyTamperState', readTamperState),
  '6.26': at('UpdateDeviceConfigurationDailyResettingOfTariffBlockCounterMatrix', readDailyBlockReset),
  '6.27': datable('UpdateDeviceConfigurationRMSVoltageCounterReset'),
  '7.1': at('EnableSupply'),
  '7.2': at('DisableSupply'),
  '7.3': at('ArmSupply'),
  '7.4': at('ReadSupplyStatus'),
  '8.1.1': at('CommissionDeviceSynchroniseClock', readClock),
  '8.2': at('ReadInventory', readInventory),
  '8.3': at('DecommissionDevice', readDecommission),
  '8.4': at('UpdateInventory', readUpdateInventory),
  '8.7.1': at('JoinServiceCritical', readOtherDevice),
  '8.7.2': at('JoinServiceNonCritical', readOtherDevice),
  '8.8.1': at('UnjoinServiceCritical', readOtherDevice),
  '8.8.2': at('UnjoinServiceNonCritical', readOtherDevice),
  '8.9': datable('ReadDeviceLog', (body) => {
    body.maybe('ReadSecurityDetails', (field) => field.ownText);
    return { kind: 'plain' };
  }),
  '8.11': datable('UpdateHANDeviceLog', readDeviceLogChange),
  '9.1': at('RequestCustomerIdentificationNumber'),
  '11.1': at('UpdateFirmware', readFirmware),
  '11.2': datable('ReadFirmwareVersion'),
  '11.3': datable('ActivateFirmware', readActivateFirmware),
  '12.1': at('RequestWANMatrix', readNothing),
  '12.2': at('DevicePrenotification', readPrenotification),
  '14.1': at('RecordNetworkDataGAS'),
};

/** What a signed pre-command is sent back in (SOURCED: DUIS schema); it may be dated. */
export const SIGNED_PRE_COMMAND: BodyReader = datable('SignedPreCommand', (body) => ({
  kind: 'signed-pre-command',
  payload: body.one('GBCSPayload', (field) => Buffer.from(field.ownText, 'base64').toString('utf8')),
}));

/** Reads the body of a variant. @throws XmlFault */
export function readBody(element: Element, { read, datable: mayBeDated }: BodyReader): RequestBody {
  return inOrder(element, (body) => {
    const executionDateTime = mayBeDated ? body.maybe('ExecutionDateTime', (field) => field.ownInstant()) : undefined;
    return { ...read(body), ...(executionDateTime === undefined ? {} : { executionDateTime }) };
  });
}
