'use strict';

/**
 * A transpiler for ts-node that keeps its output between starts: swc is loaded only where a file has changed. What is kept is
 * found by the text of the file, its path (source maps name it), the settings of the compiler and the versions of all that takes
 * part, so that it can never be stale; it may be deleted at any time.
 */

const { createHash } = require('node:crypto');
const { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = require('node:fs');
const path = require('node:path');

/** Where output is kept, unless the settings in `tsconfig.json` name another folder. */
const FOLDER = path.resolve(__dirname, '../../.cache/ts-node');

/** What has not been made anew for so long is deleted: a later start makes it again. */
const DAYS_KEPT = 30;

/** @param {import('ts-node').CreateTranspilerOptions & { folder?: string }} options */
function create(options) {
  const { folder = FOLDER } = options;
  const { config } = options.service;
  const versions = [process.version, versionOf('ts-node'), versionOf('@swc/core'), readFileSync(__filename, 'utf8')];
  const settings = JSON.stringify([versions, config.options, options.nodeModuleEmitKind ?? null]);
  /** @type {import('ts-node').Transpiler | undefined} */
  let swc;
  const transpile = (
    /** @type {string} */ input,
    /** @type {import('ts-node').TranspileOptions} */ transpileOptions,
  ) => {
    if (swc === undefined) {
      swc = require('ts-node/transpilers/swc').create(options);
      forgetOld(folder);
    }
    return swc.transpile(input, transpileOptions);
  };
  return {
    transpile: (input, transpileOptions) => {
      const hash = createHash('sha256');
      for (const part of [settings, transpileOptions.fileName, input]) hash.update(`${part.length} `).update(part);
      const file = path.join(folder, `${hash.digest('hex')}.json`);
      const kept = read(file);
      if (kept !== undefined) return kept;
      const { outputText, sourceMapText } = transpile(input, transpileOptions);
      keep(file, { outputText, sourceMapText });
      return { outputText, sourceMapText };
    },
  };
}

/** @param {string} name of a package */
function versionOf(name) {
  return `${name} ${require(`${name}/package.json`).version}`;
}

/** @param {string} file */
function read(file) {
  try {
    const { digest, output } = JSON.parse(readFileSync(file, 'utf8'));
    return digest === digestOf(output) ? output : undefined;
  } catch {
    // Not there, or cut short by a full disk.
    return undefined;
  }
}

/**
 * Several processes may keep the same output at once: each writes a file of its own and puts it in place.
 * @param {string} file
 * @param {import('ts-node').TranspileOutput} output
 */
function keep(file, output) {
  const own = `${file}.${process.pid}`;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(own, JSON.stringify({ digest: digestOf(output), output }));
    renameSync(own, file);
  } catch {
    // A folder that cannot be written costs time, and nothing else.
    rmSync(own, { force: true });
  }
}

/** @param {import('ts-node').TranspileOutput} output */
function digestOf({ outputText, sourceMapText }) {
  return createHash('sha256')
    .update(`${outputText.length} ${outputText}${sourceMapText ?? ''}`)
    .digest('base64');
}

/** @param {string} folder */
function forgetOld(folder) {
  const oldest = Date.now() - DAYS_KEPT * 24 * 3_600_000;
  try {
    for (const name of readdirSync(folder)) {
      const file = path.join(folder, name);
      if (statSync(file).mtimeMs < oldest) rmSync(file, { force: true });
    }
  } catch {
    // There is nothing yet, or another process was quicker.
  }
}

module.exports = { create };
