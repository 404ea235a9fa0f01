import { z } from 'zod';
import { count, text } from './schema-parts';

const place = z
  .strictObject({
    message: text.exactOptional(),
    file: text.exactOptional(),
    device: text.exactOptional(),
    route: text.exactOptional(),
  })
  .readonly();

const party = text.exactOptional().describe('Service that is to blame, by its technical name.');

const observed = {
  subject: text.describe('What was looked at in general, the same for every device, user and number.'),
  expected: text.min(1).describe('What was expected; follows the word "Expected".'),
  observed: text.min(1).describe('What was there instead; follows the word "Observed".'),
  said: text.exactOptional().describe('What the system itself said of it.'),
  on: place.describe('Where it was seen.'),
  code: z
    .strictObject({ due: text.exactOptional(), given: text.exactOptional() })
    .readonly()
    .exactOptional()
    .describe('The code that was due, and the one that was given in its place or without being due.'),
  party,
};

/** A failure as a step hands it over. */
export const observedFailureSchema = z.strictObject(observed).readonly();

/** A failure of the record. */
export const failureSchema = z
  .strictObject({
    ...observed,
    firstDifference: text.exactOptional().describe('What went otherwise first, in a sentence.'),
    cause: text.exactOptional().describe('Id among the causes of the run.'),
  })
  .readonly();

/** A cause of failures. */
export const causeSchema = z
  .strictObject({
    id: text.regex(/^C-\d+$/),
    sentence: text.min(1),
    party,
    code: text.exactOptional(),
    count,
    executions: z.array(z.strictObject({ id: text, stage: text, dmc: text, phase: text }).readonly()).readonly(),
  })
  .readonly();
