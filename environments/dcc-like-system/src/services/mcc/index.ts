import { ACTIVATION_NOTICE, CONFIGURATION_REJECTION, CONFIGURATION_REPORT } from '../../domain/configuration-messages';
import { INTERVENTION_NOTICE } from '../../domain/migration-instruction';
import { GROUPS, SCHEDULE_SETTINGS, type Group } from '../../domain/provisions';
import { retryStrategyIn } from '../../domain/retry-strategy';
import { keepGroups } from '../../formats/known-files';
import { fileReception } from '../../formats/receive';
import { documentMessage, jsonMessage } from '../../kernel/message-kind';
import { provision } from '../../kernel/provision';
import type { ServiceDefinition } from '../../kernel/service';
import type { Work } from '../../kernel/work';
import { PASSWORD_MISSING, VALIDATE } from './authorisations/receive';
import { validateAuthorisation } from './authorisations/validate';
import { ALLOCATE_DAY, publishAllocation, RELEASE_DAY, releaseDay } from './demand/allocation';
import { demandRoutes } from './demand/demand-routes';
import { GROUP_FUNCTIONS } from './dormant-configuration/configuration';
import { beginDay, takeActivation, takeRejection, takeReport } from './dormant-configuration/configuration-process';
import { CONFIGURATION_DAY } from './dormant-configuration/configuration-order';
import { dormantConfigurationRoutes } from './dormant-configuration/dormant-routes';
import { changeSettings } from './migration/capacity';
import { acceptOutcomeFile, keepOutcomeFile } from './migration/outcome-files';
import { noteIntervention } from './migration/outcomes';
import { startSlot } from './migration/slots';
import { SMSO_TAGS } from './mcc-records';
import { notificationRoutes } from './notifications/notification-routes';
import { LOOK_FOR_CHANGES, tellNewSuppliers } from './notifications/registrations';
import { operatorRoutes } from './operator-routes';
import { portalRoutes } from './portal/portal-routes';
import { DAY_ENDS, produceReports } from './reports/produce';
import { reportRoutes } from './reports/report-routes';
import { supplierRoutes } from './supplier-routes';

const reception = fileReception({ accept: { COF: acceptOutcomeFile }, sendsTo: [] });

/** The Migration Control Centre: authorisations, schedule, attempts, what suppliers see of them. */
export const definition: ServiceDefinition = {
  name: 'mcc',
  messages: {
    ...reception.messages,
    COF: documentMessage(['commissioning-party'], async (message, work) => {
      await reception.messages.COF?.handle(message, work);
      keepOutcomeFile(work, message);
    }),
    'intervention-notice': jsonMessage(['commissioning-party'], INTERVENTION_NOTICE, (notice, work) =>
      noteIntervention(work, notice),
    ),
    'configuration-report': jsonMessage(['smso'], CONFIGURATION_REPORT, takeReport),
    'configuration-rejection': jsonMessage(['smso'], CONFIGURATION_REJECTION, takeRejection),
    'activation-notice': jsonMessage(['smso'], ACTIVATION_NOTICE, takeActivation),
  },
  timers: {
    ...reception.timers,
    [VALIDATE]: validateAuthorisation,
    [PASSWORD_MISSING]: validateAuthorisation,
    slot: startSlot,
    [DAY_ENDS]: produceReports,
    [CONFIGURATION_DAY]: beginDay,
    [ALLOCATE_DAY]: publishAllocation,
    [RELEASE_DAY]: releaseDay,
    [LOOK_FOR_CHANGES]: tellNewSuppliers,
  },
  routes: (app, service) => {
    // A wrong table of retry classes stops the service at its start, not at the first failure.
    retryStrategyIn(service.config.contractsFolder);
    supplierRoutes(app, service);
    operatorRoutes(app, service);
    dormantConfigurationRoutes(app, service);
    demandRoutes(app, service);
    notificationRoutes(app, service);
    reportRoutes(app, service);
    portalRoutes(app, service);
  },
  provision: {
    groups: provision(GROUPS, ({ groups }, work) => {
      keepGroups(groups, work);
      keepReleases(groups, work);
    }),
    settings: provision(SCHEDULE_SETTINGS, (change, work) => changeSettings(work, change)),
  },
};

/** Keeps what the release of each group plans to use, and which groups an SMSO has. */
function keepReleases(groups: readonly Group[], work: Work): void {
  for (const { id } of work.list(SMSO_TAGS)) work.remove(SMSO_TAGS, id);
  for (const { groupId, smsoTag, configurationUpdate = false, firmwareUpgrade = false } of groups) {
    work.put(GROUP_FUNCTIONS, groupId, { configurationUpdate, firmwareUpgrade });
    const tag = smsoTag.toUpperCase();
    work.put(SMSO_TAGS, tag, { groupIds: [...(work.get(SMSO_TAGS, tag)?.groupIds ?? []), groupId] });
  }
}
