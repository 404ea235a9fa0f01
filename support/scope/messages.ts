/**
 * Cucumber's message types. The package is an ES module, so that its types need a resolution mode; here once for all.
 */
export type {
  Attachment,
  Envelope,
  GherkinDocument,
  Hook,
  Pickle,
  PickleStep,
  TestCase,
  TestStepFinished,
  Timestamp,
} from '@cucumber/messages' with { 'resolution-mode': 'import' };
