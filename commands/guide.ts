import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { guideSources, USER_GUIDE_SUBJECT, USER_GUIDE_TITLE, userGuideHtml } from '../reports/dust/user-guide';
import { printPdfs } from '../reports/tag/pdf';
import { runCommand, say, type Command } from '../runner/terminal/command-line';
import { RunError, sentenceOf } from '../support/scope/errors';
import { makeFolders } from '../support/scope/folders';
import { loadScope } from '../support/scope/scope';

const NAME = 'migration-dust-user-guide';

const guide: Command = {
  name: 'guide',
  summary: 'Writes the user guide of Migration DUST, HTML and PDF.',
  options: {
    folder: { value: 'DIR', help: 'where to (default: reports/guide)' },
  },
  notes: [
    'The walk is that of docs/dust.md, which a test runs; formats, limits and codes are those of environments/contracts.',
    'Exit code: 0 both were written; 1 no browser could print the PDF; 2 could not begin.',
  ],
  async run(line) {
    const folder = line.option('folder') ?? path.join('reports', 'guide');
    const sources = guideSources('.', loadScope('.').codes);
    const html = (pages?: ReadonlyMap<string, number>): string => userGuideHtml(sources, pages);
    const write = (extension: string, content: string | Buffer): void => {
      const file = path.join(folder, `${NAME}.${extension}`);
      try {
        makeFolders(folder);
        writeFileSync(file, content);
      } catch (error) {
        throw new RunError(`The guide cannot be written to ${file}: ${sentenceOf(error)}`);
      }
      say(`${USER_GUIDE_TITLE}: ${file}`);
    };
    write('html', html());
    const printed = await printPdfs([{ html, title: USER_GUIDE_TITLE, subject: USER_GUIDE_SUBJECT }], new Date());
    if ('missing' in printed) {
      say(printed.missing);
      return 1;
    }
    for (const pdf of printed.pdfs) write('pdf', pdf);
    return 0;
  },
};

void runCommand(guide);
