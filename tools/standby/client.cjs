'use strict';

/**
 * Has the standby process of this checkout carry out a command; without one, carries it out in this process and leaves a standby
 * process behind for the next. Plain JavaScript without packages: it is there in the time that Node needs to start.
 *
 * node tools/standby/client.cjs COMMAND [ARGUMENTS]
 */

const { spawn } = require('node:child_process');
const { createHash } = require('node:crypto');
const {
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');

const ROOT = realpathSync(path.join(__dirname, '../..'));
const [COMMAND = '', ...ARGS] = process.argv.slice(2);

/** Options with which a command is never carried out by a standby process. */
const COLD = ['--cold', '--environment', '--watch'];

/** Longest path of a socket that every system takes. */
const LONGEST_SOCKET = 100;

function isCold() {
  const asked = ARGS.some((word) => COLD.some((option) => word === option || word.startsWith(`${option}=`)));
  return asked || (process.env.CI ?? '') !== '' || process.getuid === undefined;
}

/**
 * Folder of the standby process of this checkout, which nobody but its owner can enter.
 * @returns {string | undefined} nothing where there can be none
 */
function folderOfStandby() {
  const checkout = createHash('sha256').update(ROOT).digest('hex').slice(0, 12);
  const folder = path.join(os.tmpdir(), `smets1-standby-${process.getuid?.()}-${checkout}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const status = lstatSync(folder);
    const isOwn = status.isDirectory() && status.uid === process.getuid?.() && (status.mode & 0o077) === 0;
    if (isOwn) return folder.length + '/1234567890/socket'.length > LONGEST_SOCKET ? undefined : folder;
    process.stderr.write(`The folder ${folder} is not yours alone, so no standby process is used: remove it.\n`);
  } catch {
    // Without a temporary folder there is no standby process; whether the command can do without, it says itself.
  }
  return undefined;
}

/**
 * Asks the standby process.
 * @param {string} folder
 * @returns {Promise<number | 'at work' | undefined>} exit code of the command; otherwise it was not carried out, for this reason
 */
function askStandby(folder) {
  return new Promise((resolve) => {
    let current;
    try {
      current = JSON.parse(readFileSync(path.join(folder, 'current.json'), 'utf8'));
    } catch {
      return resolve(undefined);
    }
    const socket = net.connect(current.socket);
    let hasBegun = false;
    let rest = '';
    const lost = () => {
      if (!hasBegun) return resolve(undefined);
      process.stderr.write('The standby process ended in the middle of the command: run it again, or with --cold.\n');
      resolve(2);
    };
    socket.once('error', lost).once('close', lost).setEncoding('utf8');
    socket.once('connect', () => {
      const request = { token: current.token, root: ROOT, node: process.version, command: COMMAND, args: ARGS };
      socket.write(`${JSON.stringify({ ...request, environment: process.env })}\n`);
    });
    // The command clears up and says so; it is over when it has answered.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => socket.write(`${signal}\n`));
    socket.on('data', (chunk) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const { out, err, exit, refused, isAtWork } = JSON.parse(line);
        hasBegun ||= refused === undefined;
        if (out !== undefined) process.stdout.write(out);
        if (err !== undefined) process.stderr.write(err);
        if (exit !== undefined) resolve(exit);
        if (refused !== undefined) resolve(isAtWork === true ? 'at work' : undefined);
      }
    });
  });
}

/** Milliseconds after which a process that still starts is not waited for. */
const LONGEST_START = 60_000;

/**
 * Whether a standby process was started that does not answer yet: another one beside it would only slow it down.
 * @param {string} folder
 */
function isStarting(folder) {
  try {
    const file = path.join(folder, 'starting');
    const pid = Number(readFileSync(file, 'utf8'));
    return Date.now() - statSync(file).mtimeMs < LONGEST_START && process.kill(pid, 0);
  } catch {
    return false;
  }
}

/**
 * Starts a standby process that outlives this one, unless one is about to be ready.
 * @param {string} folder
 */
function startStandby(folder) {
  if (isStarting(folder)) return;
  const log = openSync(path.join(folder, 'log'), 'w', 0o600);
  const main = [require.resolve('ts-node/dist/bin.js'), path.join(ROOT, 'commands/standby/main.ts'), folder];
  const standby = spawn(process.execPath, main, { cwd: ROOT, detached: true, stdio: ['ignore', log, log] });
  writeFileSync(path.join(folder, 'starting'), String(standby.pid), { mode: 0o600 });
  standby.unref();
}

/** Carries out the command in this process. */
function runHere() {
  process.argv.splice(1, 2, path.join(ROOT, 'commands', `${COMMAND}.ts`));
  require('ts-node').register({ dir: ROOT });
  require(process.argv[1]);
}

async function main() {
  if (!existsSync(path.join(ROOT, 'node_modules', 'ts-node'))) {
    process.stderr.write('The packages of the project are not there: run "npm ci" in its folder first.\n');
    process.exit(2);
  }
  const folder = isCold() ? undefined : folderOfStandby();
  const code = folder === undefined ? undefined : await askStandby(folder);
  if (typeof code === 'number') {
    process.stdout.write('', () => process.exit(code));
    return;
  }
  // Only after the command: side by side both would be slow. One that is at work for somebody else is there the next time.
  if (folder !== undefined && code === undefined) process.once('exit', () => startStandby(folder));
  runHere();
}

void main();
