import type { DeviceTypeName } from '../../../domain/device-types';
import type { DccAlert } from '../../../duis/dcc-alert';
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
  readonly provenance: string;
}

/**
 * Who is told what when an installation is commissioned by migration. Payload shapes are SOURCED (DUIS schema); the meanings
 * of N16 and N42 are RECOLLECTION; that migration sends just these is MODEL: the real table is not public.
 */
export const COMMISSIONING_ALERTS: readonly AlertRule[] = [
  {
    deviceType: 'ESME',
    recipient: 'supplier',
    code: 'N42',
    provenance: 'MODEL: IS learns whose credentials count now',
  },
  {
    deviceType: 'GSME',
    recipient: 'supplier',
    code: 'N42',
    provenance: 'MODEL: GS learns whose credentials count now',
  },
  {
    deviceType: 'ESME',
    recipient: 'networkOperator',
    code: 'N16',
    provenance: 'MODEL: ED learns the identity of the meter',
  },
  {
    deviceType: 'GSME',
    recipient: 'networkOperator',
    code: 'N16',
    provenance: 'MODEL: GT learns the identity of the meter',
  },
];

/** Sends the alerts for meters that have just been commissioned. */
export function sendCommissioningAlerts(meters: readonly InventoryEntry[], work: Work): void {
  const told = new Set<string>();
  for (const meter of meters) {
    const named = asNamed(meter, meters[0], work.service);
    const registration = work.get(REGISTRATIONS, meter.importMPxN ?? '');
    if (!registration) {
      work.audit(
        'alert-without-recipient',
        meter.installationId,
        `no registration of ${meter.importMPxN ?? 'the meter'}`,
      );
      continue;
    }
    for (const rule of COMMISSIONING_ALERTS.filter(({ deviceType }) => deviceType === meter.deviceType)) {
      if (rule.code === 'N16' && work.service.defect('dsp-omits-network-alert')) continue;
      for (const recipient of recipients(rule, registration, work.service)) {
        // Seeded defect: nobody is told twice, not even of another meter.
        if (told.has(recipient) && work.service.defect('dsp-tells-nobody-twice')) continue;
        told.add(recipient);
        send(rule, recipient, named, work);
      }
    }
  }
}

/** What an alert says of a meter. */
function asNamed(meter: InventoryEntry, first: InventoryEntry | undefined, service: ServiceContext): InventoryEntry {
  const { esmeVariant, ...rest } = meter;
  // Seeded defects: every alert names the supply point of the first meter, or none names a variant.
  if (service.defect('dsp-alerts-wrong-mpxn')) return { ...meter, importMPxN: first?.importMPxN ?? '' };
  return esmeVariant !== undefined && service.defect('dsp-omits-variant') ? rest : meter;
}

function recipients(rule: AlertRule, registration: Registration, service: ServiceContext): readonly string[] {
  if (rule.recipient === 'supplier' && service.defect('dsp-alerts-every-supplier')) {
    return service.config.organisations
      .filter(({ roles }) => roles.includes('IS') || roles.includes('GS'))
      .map(({ eui }) => eui);
  }
  return [registration[rule.recipient]];
}

function send(rule: AlertRule, recipient: string, meter: InventoryEntry, work: Work): void {
  alertUser(recipient, content(rule, recipient, meter, work.service), meter.installationId, work);
}

/** Whose certificate an alert gives the hash of: that of its recipient. */
function ownerOf(recipient: string, service: ServiceContext): string {
  if (!service.defect('dsp-hashes-other-certificate')) return recipient;
  return Object.keys(service.config.certificates).find((holder) => holder !== recipient) ?? recipient;
}

function content(rule: AlertRule, recipient: string, meter: InventoryEntry, service: ServiceContext): DccAlert {
  const { deviceId, importMPxN = '', esmeVariant } = meter;
  if (rule.code === 'N16') {
    return { code: 'N16', deviceId, importMPxN, ...(esmeVariant === undefined ? {} : { esmeVariant }) };
  }
  const remotePartyRole = rule.recipient === 'supplier' ? 'Supplier' : 'NetworkOperator';
  const certificateHash = certificateHashOf(ownerOf(recipient, service), service);
  return { code: 'N42', deviceId, remotePartyRole, certificateHash };
}
