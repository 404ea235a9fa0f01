import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ArchivedFile } from '../../../support/evidence/archive';
import { packEvidence } from '../../../support/evidence/packed-evidence';
import type { Evidence } from '../../../reports/record/result-model';
import type { Attachment } from '../../../support/scope/messages';

const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/json': 'json',
  'application/xml': 'xml',
  'application/zip': 'zip',
  'application/vnd.allure.playwright-trace': 'zip',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/svg+xml': 'svg',
  'text/csv': 'csv',
  'text/html': 'html',
  'text/xml': 'xml',
};

/**
 * What was attached during one execution, numbered in the order in which it was seen, until it is kept.
 */
export class EvidenceFiles {
  readonly #files: ArchivedFile[] = [];

  /** @param folder folder of this execution, inside that of the run */
  constructor(private readonly folder: string) {}

  /** Takes one attachment; its file name is taken as a caption and never as a path. */
  add(attachment: Pick<Attachment, 'body' | 'contentEncoding' | 'fileName' | 'mediaType'>): Evidence {
    const mediaType = attachment.mediaType.split(';')[0]?.trim() ?? attachment.mediaType;
    const title = attachment.fileName ?? (mediaType === 'text/x.cucumber.log+plain' ? 'Note' : mediaType);
    const extension = EXTENSIONS[mediaType] ?? (mediaType.startsWith('text/') ? 'txt' : 'bin');
    const number = String(this.#files.length + 1).padStart(2, '0');
    const name = `${number}-${slug(title)}.${extension}`;
    const contentEncoding: string = attachment.contentEncoding;
    const body = Buffer.from(attachment.body, contentEncoding === 'BASE64' ? 'base64' : 'utf8');
    this.#files.push({ name, body });
    return { title, mediaType, path: path.posix.join(this.folder, name) };
  }

  /** Writes everything, each as a file. */
  write(runFolder: string): void {
    const target = path.join(runFolder, this.folder);
    if (this.#files.length > 0) mkdirSync(target, { recursive: true });
    for (const { name, body } of this.#files) writeFileSync(path.join(target, name), body);
  }

  /** Writes everything as one archive. */
  pack(runFolder: string): void {
    if (this.#files.length > 0) packEvidence(runFolder, this.folder, this.#files);
  }
}

/** A caption as part of a file name: small letters, digits and hyphens, at most 60 of them. */
export function slug(text: string): string {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return plain.slice(0, 60).replace(/-$/, '') || 'evidence';
}
