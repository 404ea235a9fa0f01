import { VOCABULARY } from '../../steps/phrases/vocabulary';

/** What the editor is told of the language of the steps; `npm run steps -- --write` makes it anew. */
export const EDITOR_SETTINGS = '.vscode/settings.json';

/** Types as the Cucumber extension and its language server take them: it reads steps from the code, and types from here. */
interface EditorType {
  readonly name: string;
  readonly regexp: string;
}

const editorTypes: readonly EditorType[] = VOCABULARY.map(({ name, source }) => ({ name, regexp: source })).toSorted(
  (a, b) => (a.name < b.name ? -1 : 1),
);

const BEGINNING = '  "cucumber.parameterTypes": ';

/**
 * The settings of the editor with the parameter types of today.
 * @param settings text of the file as it is
 */
export function withParameterTypes(settings: string): string {
  const start = settings.indexOf(BEGINNING);
  const end = settings.indexOf('\n  ]', start);
  if (start < 0 || end < 0) throw new Error(`${EDITOR_SETTINGS} has no list "cucumber.parameterTypes".`);
  const list = JSON.stringify(editorTypes, null, 2).replaceAll('\n', '\n  ');
  return `${settings.slice(0, start)}${BEGINNING}${list}${settings.slice(end + '\n  ]'.length)}`;
}
