/** The user guide of Migration DUST: the walk of `docs/dust.md`, with formats, limits and codes as the contracts publish them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CodeTables } from '../../support/scope/codes';
import { markup, type Markup } from '../tag/html';
import { documentHtml } from '../tag/page';
import { table, type Section } from '../tag/parts';
import { sectionsOf, toMarkup, type MarkdownSection } from './markdown';

/** Title of the guide. */
export const USER_GUIDE_TITLE = 'Migration DUST: user guide';
/** What it is about. */
export const USER_GUIDE_SUBJECT = 'A Testing Service for Active Meters';

/** Whose codes participants meet: those of Migration DUST, and those of the validation of their files. */
const CODE_KINDS = [
  { begins: 'SIM-DST-', caption: 'Codes with which Migration DUST refuses' },
  { begins: 'SIM-AUT-', caption: 'Codes with which the Migration Control Centre rejects files and rows' },
] as const;

/** What the guide is made of. */
export interface GuideSources {
  /** `docs/dust.md` */
  readonly walk: string;
  /** `environments/contracts/migration-dust.md` */
  readonly contract: string;
  /** `environments/contracts/remote-laboratory.md` */
  readonly laboratory: string;
  /** `environments/contracts/files.md` */
  readonly files: string;
  readonly codes: CodeTables['published'];
}

/** Reads what the guide is made of. @param root folder of the project */
export function guideSources(root: string, { published }: CodeTables): GuideSources {
  const read = (file: string): string => readFileSync(join(root, file), 'utf8');
  return {
    walk: read('docs/dust.md'),
    contract: read('environments/contracts/migration-dust.md'),
    laboratory: read('environments/contracts/remote-laboratory.md'),
    files: read('environments/contracts/files.md'),
    codes: published,
  };
}

/**
 * Writes the guide.
 * @param pages page of each section in print
 * @throws Error where a document lacks a section that the guide takes from it
 */
export function userGuideHtml(
  { walk, contract, laboratory, files, codes }: GuideSources,
  pages?: ReadonlyMap<string, number>,
): string {
  const own = sectionsOf(walk);
  const published = sectionsOf(contract);
  const take = (from: readonly MarkdownSection[], title: string): Markup => {
    const found = from.find((one) => one.title === title);
    if (found === undefined)
      throw new Error(`The user guide of Migration DUST finds no section "${title}": name it again.`);
    return toMarkup(found.text, title === '' ? 'Migration DUST' : title);
  };
  const sections: Section[] = [
    {
      id: 'what-it-is',
      title: 'What it is, and what you need',
      part: 'page-one',
      body: markup`${take(own, '')}${take(own, 'What you need')}`,
    },
    { id: 'participants', title: 'Participants and prerequisites', body: take(published, 'Participants') },
    { id: 'opening', title: 'Opening it', body: take(own, 'Opening it') },
    { id: 'booking', title: 'Test installations and booking', body: take(published, 'Test installations') },
    { id: 'walk', title: 'A walk', body: take(own, 'A walk') },
    { id: 'more', title: 'More', body: take(own, 'More') },
    { id: 'files', title: 'Files of an authorisation', body: take(published, 'Files of an authorisation') },
    {
      id: 'authorisation-file',
      title: 'The Migration Authorisation File',
      body: take(sectionsOf(files), 'Migration Authorisation File'),
    },
    { id: 'exceptions', title: 'Exceptions on purpose', body: take(published, 'Exceptions') },
    { id: 'results', title: 'What comes back', body: take(published, 'What comes back') },
    { id: 'problems', title: 'Problems and remedies', body: take(own, 'Problems and remedies') },
    ...laboratorySections(laboratory),
    { id: 'codes', title: 'Codes', part: 'annex', body: codeTables(codes) },
  ];
  return documentHtml(
    {
      title: USER_GUIDE_TITLE,
      subject: USER_GUIDE_SUBJECT,
      about:
        'For Responsible Suppliers, Distribution Network Operators, Gas Transporters and adapter providers. Formats, limits and codes are those of the contracts.',
      foot: USER_GUIDE_TITLE,
      banner: 'Simulated system. Migration DUST is no Test Phase: nothing here is a result of Migration Testing.',
      notices: [],
      sections,
    },
    pages,
  );
}

/** The protocol for those who simulate devices themselves: a section for each of its own. */
function laboratorySections(laboratory: string): Section[] {
  return sectionsOf(laboratory).map(({ title, text }, index) => ({
    id: `laboratory-${String(index)}`,
    title: title === '' ? 'A laboratory of your own' : `A laboratory of your own: ${title.toLowerCase()}`,
    part: 'annex',
    body: toMarkup(text, title),
  }));
}

function codeTables(codes: GuideSources['codes']): Markup {
  const columns = [{ title: 'Code', style: 'code' }, { title: 'Of' }, { title: 'What it says' }];
  return markup`${CODE_KINDS.map(({ begins, caption }) => {
    const rows = codes
      .filter(({ code }) => code.startsWith(begins))
      .toSorted((one, other) => one.code.localeCompare(other.code))
      .map(
        ({ code, level, meaning }) =>
          markup`<tr><td class="code">${code}</td><td>${level}</td><td>${meaning}</td></tr>`,
      );
    return table(caption, columns, markup`<tbody>${rows}</tbody>`);
  })}`;
}
