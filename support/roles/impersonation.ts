import type { ServiceName } from '../../environments/environment';
import type { MigrationFile } from '../interfaces/files/migration-files';
import { writeMigrationFile } from '../interfaces/files/write';
import { signXml } from '../interfaces/signature';
import { isFileKind, messageName } from '../interfaces/vocabulary';
import { clientOfParty, labBehind, type RoleContext } from './context';

/** Messages other than migration files that are XML documents. */
const XML_KINDS = ['smets1-response', 'smets1-alert', 's1sp-alert', 'countersigned-service-request'];

/** A message that the tester sends as a role. */
export interface ImpersonatedMessage {
  /** File kind or kind of message. */
  readonly kind: string;
  /** Of files only. */
  readonly fileName?: string;
  /** What it belongs to: of responses the request. */
  readonly correlation?: string;
  readonly content: string | Buffer;
  /** Who delivers it; the role whose place the tester takes, unless named. */
  readonly by?: ServiceName;
  /** Whoever delivers it may not send its kind: the party must refuse it. */
  readonly mustBeRefused?: true;
}

/** Sends as a migration role, with its key and token lent by the lab. */
export class Impersonation {
  private delivered = 0;

  constructor(
    readonly role: ServiceName,
    private readonly context: RoleContext,
  ) {}

  /**
   * Writes and signs a file.
   * @param signer whose key signs; the role's own unless a scenario wants another
   */
  async sign(file: MigrationFile | string, signer: string = this.role): Promise<string> {
    const xml = typeof file === 'string' ? file : writeMigrationFile(file);
    return signXml(xml, await labBehind(this.context).lendKey(signer));
  }

  /**
   * Delivers to a party as this role would; the party answers that it has stored the message, or, where it must, that it
   * refuses it.
   */
  async deliver(to: ServiceName, message: ImpersonatedMessage): Promise<void> {
    const { kind, fileName, correlation, content, mustBeRefused = false } = message;
    this.delivered += 1;
    const named = fileName === undefined ? {} : { 'x-file-name': fileName };
    const related = correlation === undefined ? {} : { 'x-correlation': correlation };
    const isDocument = isFileKind(kind) || XML_KINDS.includes(kind);
    await clientOfParty(this.context, this.role, to).expect([mustBeRefused ? 403 : 202], {
      method: 'POST',
      path: `/messages/${kind}`,
      body: content,
      contentType: isDocument ? 'application/xml' : 'application/json',
      headers: { 'x-message-id': `tester-${String(this.delivered)}`, ...named, ...related },
      title: `${messageName(kind)} by the tester in the role's place`,
      ...(fileName === undefined ? {} : { about: fileName }),
      isDocument,
    });
  }
}
