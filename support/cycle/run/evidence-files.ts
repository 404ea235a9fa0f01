import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Evidence } from '../../reporting/result-model';
import type { Attachment } from '../messages';

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
 * Writes what was attached during one execution, numbered in the order in which it was seen.
 */
export class EvidenceFiles {
  #count = 0;

  /**
   * @param runFolder folder of the run
   * @param folder folder of this execution inside it
   */
  constructor(
    private readonly runFolder: string,
    private readonly folder: string,
  ) {}

  /** Writes one attachment; its file name is taken as a caption and never as a path. */
  write(attachment: Pick<Attachment, 'body' | 'contentEncoding' | 'fileName' | 'mediaType'>): Evidence {
    this.#count += 1;
    const mediaType = attachment.mediaType.split(';')[0]?.trim() ?? attachment.mediaType;
    const title = attachment.fileName ?? (mediaType === 'text/x.cucumber.log+plain' ? 'Note' : mediaType);
    const extension = EXTENSIONS[mediaType] ?? (mediaType.startsWith('text/') ? 'txt' : 'bin');
    const number = String(this.#count).padStart(2, '0');
    const name = `${number}-${slug(title)}.${extension}`;
    const target = path.join(this.runFolder, this.folder);
    mkdirSync(target, { recursive: true });
    const contentEncoding: string = attachment.contentEncoding;
    const body = Buffer.from(attachment.body, contentEncoding === 'BASE64' ? 'base64' : 'utf8');
    writeFileSync(path.join(target, name), body);
    return { title, mediaType, path: path.posix.join(this.folder, name) };
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
