import { branch, leaf } from '../formats/elements';
import type { SigningKey } from '../xml/signature';
import { respond, type ResponseHeader } from './response';

/** Supply points of a meter. */
interface MeterPoints {
  readonly importMPxN: string;
  readonly exportMPAN?: string;
}

/**
 * What a DCC Alert tells. Payload shapes are SOURCED (DUIS schema). Which code belongs to what is RECOLLECTION, medium for N16,
 * N24, N25, N27, N42 and N55, low for the others; that just these are sent is MODEL.
 */
export type DccAlert =
  /** Which supply point a meter serves. */
  | {
      readonly code: 'N16';
      readonly deviceId: string;
      readonly importMPxN: string;
      readonly esmeVariant?: string;
    }
  /** Whose credentials are on a device now. `certificateHash`: SHA-1 of the signing certificate, base64. */
  | {
      readonly code: 'N42';
      readonly deviceId: string;
      readonly remotePartyRole: 'Supplier' | 'NetworkOperator';
      readonly certificateHash: string;
    }
  /** A meter was decommissioned. */
  | { readonly code: 'N1'; readonly deviceId: string; readonly points: MeterPoints }
  /** A request that waits for its time was dropped. */
  | { readonly code: 'N3'; readonly deviceId: string; readonly requestId: string }
  /** A schedule was removed: N4 because its device was decommissioned, N17 because the supplier changed. */
  | { readonly code: 'N4' | 'N17'; readonly deviceId: string; readonly scheduleId: string }
  /** A change of the hub's device log has gone through (N24), or maybe not (N25). */
  | { readonly code: 'N24' | 'N25'; readonly requestId: string }
  /** To the old supplier: a device has passed to another. */
  | { readonly code: 'N27'; readonly deviceId: string; readonly deviceType: string; readonly points: MeterPoints }
  /** A request is kept in quarantine: too many (N46), or a value beyond its limit (N48). `event`: number of the case. */
  | { readonly code: 'N46' | 'N48'; readonly requestId: string; readonly event: number }
  /** An alert of the S1SP, with its own signature. `document`: an S1SPAlert. */
  | { readonly code: 'N55'; readonly document: string };

/** A DCC Alert to one user. */
export function writeDccAlert(header: ResponseHeader, alert: DccAlert, key: SigningKey): string {
  const message = leaf('DCCAlertCode', alert.code) + branch('DCCAlert', content(alert));
  return respond(header, branch('DCCAlertMessage', message), key);
}

function content(alert: DccAlert): string {
  switch (alert.code) {
    case 'N16': {
      const identity =
        branch('MeterMPxNs', leaf('ImportMPxN', alert.importMPxN)) + leaf('ESMEVariant', alert.esmeVariant);
      return statusChange(alert.deviceId, branch('MeterIdentity', identity));
    }
    case 'N1': {
      const points = branch('MeterDecommissionOrWithdrawal', meterPoints(alert.points));
      return statusChange(alert.deviceId, branch('MeterDecommissioningOrWithdrawal', points));
    }
    case 'N3':
      return branch('CommandFailure', leaf('CommandRequestID', alert.requestId), leaf('DeviceID', alert.deviceId));
    case 'N4':
    case 'N17':
      return branch('DSPScheduleRemoval', leaf('DeviceID', alert.deviceId), leaf('DSPScheduleID', alert.scheduleId));
    case 'N24':
    case 'N25':
      return branch('UpdateHANDeviceLogResult', leaf('UpdateHANDeviceLogServiceRequestID', alert.requestId));
    case 'N27':
      return branch(
        'ChangeOfSupplier',
        branch(
          'DeviceChangeOfSupplier',
          leaf('DeviceID', alert.deviceId),
          leaf('DeviceType', alert.deviceType),
          branch('MPxNs', meterPoints(alert.points)),
        ),
      );
    case 'N42':
      return branch(
        'SecurityCredentialsUpdated',
        leaf('DeviceID', alert.deviceId),
        leaf('RemotePartyRole', alert.remotePartyRole),
        branch(
          'Certificates',
          leaf('CertificateType', 'DigitalSigning'),
          leaf('CertificateHash', alert.certificateHash),
        ),
      );
    case 'N46':
    case 'N48': {
      const breach = alert.code === 'N46' ? 'ADUserThresholdBreach' : 'ADAttributeLimitsBreach';
      const details = leaf('RequestID', alert.requestId) + leaf('QuarantineEventRef', alert.event);
      return branch('QuarantinedRequest', branch(breach, details));
    }
    case 'N55':
      return branch('S1SPAlertDSP', alert.document.replace(/^\s*<\?xml.*?\?>\s*/s, ''));
  }
}

function statusChange(deviceId: string, change: string): string {
  return branch('DeviceStatusChangeEvent', leaf('DeviceID', deviceId), branch('DeviceStatusChange', change));
}

function meterPoints({ importMPxN, exportMPAN }: MeterPoints): string {
  return leaf('ImportMPxN', importMPxN) + leaf('ExportMPAN', exportMPAN);
}
