import { markup, type Markup } from '../../../reports/tag/html';

/** A text that a reader opens. */
export function details(title: string, text: string): Markup {
  return markup`<details><summary>${title}</summary><pre>${text}</pre></details>`;
}
