import { readFileSync } from 'node:fs';
import { runCommand, say, type Command } from '../runner/terminal/command-line';
import { ARCHITECTURE_FILE, crossings, readImports, withPictures } from './shared/imports';

const walls: Command = {
  name: 'walls',
  summary: 'Checks who imports whom, and that the picture of it is up to date.',
  options: {},
  notes: [
    'The walls stand in .dependency-cruiser.mjs, their reasons in docs/architecture.md.',
    'Exit code: 0 every import is allowed and the picture is true; 1 one is not, or the picture is old.',
  ],
  async run() {
    const imports = await readImports();
    const { text, found } = await crossings(imports);
    say(text);
    const document = readFileSync(ARCHITECTURE_FILE, 'utf8');
    const isOld = (await withPictures(document, imports)) !== document;
    if (isOld)
      say(`The picture in ${ARCHITECTURE_FILE} is not that of today's imports: "npm run picture" draws it anew.`);
    return found || isOld ? 1 : 0;
  },
};

void runCommand(walls);
