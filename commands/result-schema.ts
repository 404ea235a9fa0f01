import { writeFileSync } from 'node:fs';
import { runCommand, say, type Command } from '../runner/terminal/command-line';
import { publishedResultSchema } from '../reports/record/result-schema';

const FILE = 'reports/record/result.schema.json';

const schema: Command = {
  name: 'schema',
  summary: `Writes ${FILE} anew, after a change of the result model.`,
  options: {},
  async run() {
    writeFileSync(FILE, `${JSON.stringify(publishedResultSchema(), null, 2)}\n`);
    say(`${FILE} is written.`);
    return 0;
  },
};

void runCommand(schema);
