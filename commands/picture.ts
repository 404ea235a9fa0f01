import { readFileSync, writeFileSync } from 'node:fs';
import { runCommand, say, type Command } from '../runner/terminal/command-line';
import { ARCHITECTURE_FILE, readImports, withPictures } from './shared/imports';

const picture: Command = {
  name: 'picture',
  summary: `Draws anew who imports whom, in ${ARCHITECTURE_FILE}.`,
  options: {},
  async run() {
    const document = readFileSync(ARCHITECTURE_FILE, 'utf8');
    writeFileSync(ARCHITECTURE_FILE, await withPictures(document, await readImports()));
    say(`The pictures in ${ARCHITECTURE_FILE} are drawn.`);
    return 0;
  },
};

void runCommand(picture);
