import { readFileSync, writeFileSync } from 'node:fs';
import { runCommand, say, type Command } from '../runner/terminal/command-line';
import { readDefinitions } from '../tools/authoring/catalogue';
import { EDITOR_SETTINGS, withParameterTypes } from '../tools/authoring/editor-settings';

const steps: Command = {
  name: 'steps',
  summary: 'Lists the steps that scenarios can be made of.',
  options: {
    json: { help: 'as JSON' },
    write: { help: `write ${EDITOR_SETTINGS} anew, from which editors know the language` },
  },
  async run(line) {
    if (line.isOn('write')) {
      writeFileSync(EDITOR_SETTINGS, withParameterTypes(readFileSync(EDITOR_SETTINGS, 'utf8')));
      say(`${EDITOR_SETTINGS} is written.`);
      return 0;
    }
    const definitions = await readDefinitions('.');
    if (line.isOn('json')) say(JSON.stringify(definitions, null, 2));
    else for (const { keyword, pattern } of definitions) say(`${keyword} ${pattern}`);
    return 0;
  },
};

void runCommand(steps);
