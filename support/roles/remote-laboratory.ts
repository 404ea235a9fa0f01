import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { UnusableEnvironmentError } from './client';
import type { DeviceSheet } from './lab-shapes';

/** The example that the project gives out, as it stands: a process that knows the published contracts and Node alone. */
const PROGRAM = 'tools/remote-laboratory/laboratory.mjs';

/** Longest that the process takes to do something, in milliseconds. */
const PATIENCE = 30_000;

/** What the process is told. */
interface LaboratoryFile {
  /** Of Migration DUST. */
  readonly url: string;
  /** Bearer token of the laboratory there. */
  readonly token: string;
  readonly installations: readonly DeviceSheet[];
}

/** The process of a remote laboratory, which simulates devices itself and connects them. */
export class RemoteLaboratory {
  private said = '';
  private readonly ended: Promise<unknown>;

  private constructor(
    private readonly process: ChildProcessByStdio<null, Readable, Readable>,
    private readonly folder: string,
  ) {
    this.ended = new Promise((resolve) => process.once('exit', resolve));
    for (const stream of [process.stdout, process.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.said += text;
      });
    }
  }

  /**
   * Starts it, and waits until its devices are connected.
   * @param electricity Wh that its electricity meters show
   * @throws UnusableEnvironmentError where they are not
   */
  static async start(file: LaboratoryFile, electricity: number): Promise<RemoteLaboratory> {
    const folder = mkdtempSync(path.join(tmpdir(), 'laboratory-'));
    const name = path.join(folder, 'laboratory.json');
    writeFileSync(name, JSON.stringify(file), { mode: 0o600 });
    const program = [PROGRAM, name, '--electricity', String(electricity)];
    const laboratory = new RemoteLaboratory(
      spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'pipe'] }),
      folder,
    );
    await laboratory.until('The laboratory answers at');
    return laboratory;
  }

  /** Has its electricity meters tell that their covers were opened, and waits until Migration DUST has heard it. */
  async raiseAlerts(): Promise<void> {
    this.process.kill('SIGUSR2');
    await this.until(' alert ');
  }

  /** Ends it from one moment to the next: its devices do not answer any more, and nobody has disconnected them. */
  async crash(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.ended;
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async until(words: string): Promise<void> {
    const { stdout } = this.process;
    const heard = new Promise<boolean>((resolve) => {
      const look = (): void => {
        if (this.said.includes(words)) resolve(true);
      };
      look();
      stdout.on('data', look);
      void this.ended.then(() => resolve(false));
      setTimeout(() => resolve(false), PATIENCE).unref();
    });
    if (await heard) return;
    await this.crash();
    throw new UnusableEnvironmentError(
      `The process of the remote laboratory does not do its part: ${this.said.trim()}`,
    );
  }
}
