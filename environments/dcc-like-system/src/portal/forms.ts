import type { FastifyRequest } from 'fastify';
import { bytes } from '../kernel/http';
import { Refusal } from '../kernel/refusal';

/** A file that came with a form. */
interface UploadedFile {
  readonly name: string;
  readonly content: Buffer;
}

/**
 * Reads a form, with or without files.
 * @throws Refusal 400 when the body is no form
 */
export async function readForm(request: FastifyRequest): Promise<FormData> {
  const contentType = request.headers['content-type'] ?? '';
  try {
    const body = new Response(new Uint8Array(bytes(request.body)), { headers: { 'content-type': contentType } });
    return await body.formData();
  } catch {
    throw new Refusal(400, 'What was sent is not a form: go back and send it again.');
  }
}

/** Text of a field; empty when there is none. */
export function textField(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** A file that was chosen for a field. */
export async function fileField(form: FormData, name: string): Promise<UploadedFile | undefined> {
  const value = form.get(name);
  // A browser sends a field without a chosen file as an empty file without a name.
  if (value === null || typeof value === 'string' || value.name === '') return undefined;
  return { name: value.name, content: Buffer.from(await value.arrayBuffer()) };
}
