import { MIGRATION_INSTRUCTION } from '../../domain/migration-instruction';
import { jsonMessage } from '../../kernel/message-kind';
import { fileReception } from '../../formats/receive';
import type { ServiceDefinition } from '../../kernel/service';
import { extract } from './extract';
import { EXTRACT, receiveInstruction } from './instruction';

/** What the others make of the installations; the Requesting Party keeps it in its audit trail. */
const reception = fileReception({
  sendsTo: ['commissioning-party', 's1sp', 'dco'],
  accept: {
    MCVF: ({ model }, work) => {
      for (const { installationId, verdict, code, reason } of model.results) {
        work.audit('validation', installationId, [verdict, code, reason].filter(Boolean).join(' '));
      }
    },
    S1SPVIF: ({ model }, work) => {
      for (const { installationId, verdict, code, reason } of model.results) {
        work.audit('viability', installationId, [verdict, code, reason].filter(Boolean).join(' '));
      }
    },
    COF: ({ model }, work) => {
      for (const { installationId, result, code, reason } of model.outcomes) {
        work.audit('outcome', installationId, [result, code, reason].filter(Boolean).join(' '));
      }
    },
  },
});

/** The Requesting Party: extracts from the SMSO what is to be migrated, and writes the migration files. */
export const definition: ServiceDefinition = {
  name: 'requesting-party',
  messages: {
    ...reception.messages,
    'migration-instruction': jsonMessage(['mcc'], MIGRATION_INSTRUCTION, (instruction, work) =>
      receiveInstruction(work, instruction),
    ),
  },
  timers: { ...reception.timers, [EXTRACT]: extract },
  provision: reception.provision,
};
