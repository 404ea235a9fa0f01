import type { ICruiseResult, IFormatOptions } from 'dependency-cruiser' with { 'resolution-mode': 'import' };

/** Where the walls are written down. */
const WALLS_FILE = '.dependency-cruiser.mjs';

/** The document that shows the walls. */
export const ARCHITECTURE_FILE = 'docs/architecture.md';

/** What does not belong into a picture of the rooms. */
const TESTS_AND_FIXTURES = '(\\.(test|engine-test)\\.ts$|/fixtures/)';

/** The pictures of docs/architecture.md, by the name that stands in their markers. */
const PICTURES: Readonly<Record<string, IFormatOptions>> = {
  suite: {
    includeOnly: '^(commands|environments/(environment|index)\\.ts|reports|runner|steps|support|tools)',
    exclude: TESTS_AND_FIXTURES,
    collapse: '^(commands|reports|runner|steps|support/[^/]+|tools/[^/]+)(?=/)',
  },
  system: {
    includeOnly: '^environments/dcc-like-system/src/[^/]+/',
    exclude: TESTS_AND_FIXTURES,
    collapse: '^environments/dcc-like-system/src/[^/]+(?=/)',
  },
};

/**
 * Reads who imports whom below the working directory, or below `folder`, and holds it against the walls.
 * @param folder absolute path
 */
export async function readImports(folder: string = process.cwd()): Promise<ICruiseResult> {
  const { cruise } = await import('dependency-cruiser');
  const { default: readWalls } = await import('dependency-cruiser/config-utl/extract-depcruise-options');
  const { output } = await cruise(['.'], { ...(await readWalls(`./${WALLS_FILE}`)), baseDir: folder });
  if (typeof output === 'string') throw new TypeError('dependency-cruiser gave a text instead of a result.');
  return output;
}

/** What crosses a wall, as a text for people, and whether anything does. */
export async function crossings(imports: ICruiseResult): Promise<{ readonly text: string; readonly found: boolean }> {
  const { text, exitCode } = await formatted(imports, { outputType: 'err-long' });
  return { text, found: exitCode > 0 };
}

/**
 * Puts the pictures of who imports whom where a document has the markers for them.
 * @param document Markdown with pairs of lines `<!-- picture: NAME -->` and `<!-- end of picture -->`
 */
export async function withPictures(document: string, imports: ICruiseResult): Promise<string> {
  let drawn = document;
  for (const [name, options] of Object.entries(PICTURES)) {
    const picture = inOrder((await formatted(imports, { ...options, outputType: 'mermaid' })).text);
    const place = new RegExp(`(?<=<!-- picture: ${name} -->\n).*?(?=<!-- end of picture -->)`, 's');
    drawn = drawn.replace(place, () => `\n\`\`\`mermaid\n${picture}\n\`\`\`\n\n`);
  }
  return drawn;
}

async function formatted(
  imports: ICruiseResult,
  options: IFormatOptions,
): Promise<{ readonly text: string; readonly exitCode: number }> {
  const { format } = await import('dependency-cruiser');
  const { output, exitCode } = await format(imports, options);
  if (typeof output !== 'string') throw new TypeError('dependency-cruiser gave a result instead of a text.');
  return { text: output.trim(), exitCode };
}

/** A picture with its arrows in alphabetical order, so that an import more or less moves no other line. */
function inOrder(picture: string): string {
  const lines = picture.split('\n');
  const isArrow = (line: string): boolean => line.includes('-->');
  return [...lines.filter((line) => !isArrow(line)), ...lines.filter(isArrow).sort()].join('\n');
}
