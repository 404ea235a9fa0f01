import { jsonFrom } from '../../kernel/json-message';
import { retryStrategyIn } from '../../domain/retry-strategy';
import { fileReception } from '../../formats/receive';
import type { ServiceDefinition } from '../../kernel/service';
import { PASSWORD_MISSING, VALIDATE } from './authorisations/receive';
import { validateAuthorisation } from './authorisations/validate';
import { GROUP_FUNCTIONS } from './dormant-configuration/configuration';
import { beginDay, takeActivation, takeRejection, takeReport } from './dormant-configuration/configuration-process';
import { CONFIGURATION_DAY } from './dormant-configuration/configuration-order';
import { dormantConfigurationRoutes } from './dormant-configuration/dormant-routes';
import { changeSettings } from './migration/capacity';
import { acceptOutcomeFile, keepOutcomeFile } from './migration/outcome-files';
import { noteIntervention, type InterventionNotice } from './migration/outcomes';
import { startSlot } from './migration/slots';
import { SMSO_TAGS, type Settings } from './mcc-records';
import { operatorRoutes } from './operator-routes';
import { portalRoutes } from './portal/portal-routes';
import { DAY_ENDS, produceReports } from './reports/produce';
import { reportRoutes } from './reports/report-routes';
import { supplierRoutes } from './supplier-routes';

/** A Group ID in use, with what its release plans to use. */
interface GroupInUse {
  readonly groupId: string;
  readonly smsoTag: string;
  readonly configurationUpdate?: boolean;
  readonly firmwareUpgrade?: boolean;
}

const reception = fileReception({ accept: { COF: acceptOutcomeFile } });

/** The Migration Control Centre: authorisations, schedule, attempts, what suppliers see of them. */
export const definition: ServiceDefinition = {
  name: 'mcc',
  messages: {
    ...reception.messages,
    COF: async (message, work) => {
      await reception.messages.COF?.(message, work);
      keepOutcomeFile(work, message);
    },
    'intervention-notice': (message, work) => {
      const notice = jsonFrom('commissioning-party', message, work) as InterventionNotice | undefined;
      if (notice) noteIntervention(work, notice);
    },
    'configuration-report': takeReport,
    'configuration-rejection': takeRejection,
    'activation-notice': takeActivation,
  },
  timers: {
    ...reception.timers,
    [VALIDATE]: validateAuthorisation,
    [PASSWORD_MISSING]: validateAuthorisation,
    slot: startSlot,
    [DAY_ENDS]: produceReports,
    [CONFIGURATION_DAY]: beginDay,
  },
  routes: (app, service) => {
    // A wrong table of retry classes stops the service at its start, not at the first failure.
    retryStrategyIn(service.config.contractsFolder);
    supplierRoutes(app, service);
    operatorRoutes(app, service);
    dormantConfigurationRoutes(app, service);
    reportRoutes(app, service);
    portalRoutes(app, service);
  },
  provision: {
    groups: async (body, work) => {
      await reception.provision.groups?.(body, work);
      for (const { id } of work.list(SMSO_TAGS)) work.remove(SMSO_TAGS, id);
      for (const { groupId, smsoTag, ...uses } of (body as { groups: GroupInUse[] }).groups) {
        const { configurationUpdate = false, firmwareUpgrade = false } = uses;
        work.put(GROUP_FUNCTIONS, groupId, { configurationUpdate, firmwareUpgrade });
        const tag = smsoTag.toUpperCase();
        work.put(SMSO_TAGS, tag, { groupIds: [...(work.get(SMSO_TAGS, tag)?.groupIds ?? []), groupId] });
      }
    },
    settings: async (body, work) => changeSettings(work, body as Partial<Settings>),
  },
};
