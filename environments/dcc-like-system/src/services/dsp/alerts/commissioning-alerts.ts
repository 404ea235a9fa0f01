import type { DeviceTypeName } from '../../../domain/device-types';
import type { DccAlert } from '../../../duis/dcc-alert';
import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { alertUser, certificateHashOf } from './alerts';
import type { InventoryEntry } from '../inventory/inventory';
import { REGISTRATIONS, type Registration } from '../inventory/registration';
import type { ServiceContext } from '../../../kernel/service-context';

/** One row: when a device of this type is commissioned, this party of its MPxN gets this DCC Alert. */
interface AlertRule {
  readonly deviceType: DeviceTypeName;
  readonly recipient: 'supplier' | 'networkOperator';
  readonly code: DccAlert['code'];
}

/**
 * Who is told what when an installation is commissioned by migration. Payload shapes are SOURCED (DUIS schema); the meanings
 * of N16 (which meter serves a supply point) and N42 (whose credentials count now) are RECOLLECTION; that migration sends just
 * these is MODEL: the real table is not public.
 */
const COMMISSIONING_ALERTS: readonly AlertRule[] = [
  { deviceType: 'ESME', recipient: 'supplier', code: 'N42' },
  { deviceType: 'GSME', recipient: 'supplier', code: 'N42' },
  { deviceType: 'ESME', recipient: 'networkOperator', code: 'N16' },
  { deviceType: 'GSME', recipient: 'networkOperator', code: 'N16' },
];

/** An alert of the table for one recipient. */
interface Notice {
  readonly rule: AlertRule;
  readonly recipient: string;
  readonly meter: InventoryEntry;
}

/** Whom the DSP tells of meters that were commissioned by migration, and what. */
export const MIGRATION_ALERTS = area('dsp-migration-alerts', {
  /** The rows of the table for a meter. */
  rowsFor: ({ deviceType }: InventoryEntry): readonly AlertRule[] =>
    COMMISSIONING_ALERTS.filter((row) => row.deviceType === deviceType),
  recipients: ({ recipient }: AlertRule, registration: Registration, _service: ServiceContext): readonly string[] => [
    registration[recipient],
  ],
  /** What an alert says of a meter; `first`: the first meter of its installation. */
  described: (meter: InventoryEntry, _first: InventoryEntry | undefined): InventoryEntry => meter,
  /** Whose certificate an alert gives the hash of. */
  certificateOwner: (recipient: string, _service: ServiceContext): string => recipient,
  send: ({ rule, recipient, meter }: Notice, work: Work): void => {
    alertUser(recipient, content({ rule, recipient, meter }, work), meter.installationId, work);
  },
});

/** Sends the alerts for meters that have just been commissioned. */
export function sendCommissioningAlerts(meters: readonly InventoryEntry[], work: Work): void {
  const { rowsFor, recipients, described, send } = work.rules(MIGRATION_ALERTS);
  for (const meter of meters) {
    const registration = work.get(REGISTRATIONS, meter.importMPxN ?? '');
    if (!registration) {
      work.audit(
        'alert-without-recipient',
        meter.installationId,
        `no registration of ${meter.importMPxN ?? 'the meter'}`,
      );
      continue;
    }
    for (const rule of rowsFor(meter)) {
      for (const recipient of recipients(rule, registration, work.service)) {
        send({ rule, recipient, meter: described(meter, meters[0]) }, work);
      }
    }
  }
}

function content({ rule, recipient, meter }: Notice, { service }: Work): DccAlert {
  const { deviceId, importMPxN = '', esmeVariant } = meter;
  if (rule.code === 'N16') {
    return { code: 'N16', deviceId, importMPxN, ...(esmeVariant === undefined ? {} : { esmeVariant }) };
  }
  const remotePartyRole = rule.recipient === 'supplier' ? 'Supplier' : 'NetworkOperator';
  const owner = service.rules(MIGRATION_ALERTS).certificateOwner(recipient, service);
  return { code: 'N42', deviceId, remotePartyRole, certificateHash: certificateHashOf(owner, service) };
}
