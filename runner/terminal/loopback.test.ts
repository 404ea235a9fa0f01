import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { keepLoopbackOffProxies } from './loopback';

/** Serves on loopback and calls itself in the three ways in which this suite calls. */
const CALLS = `
  require('ts-node/register');
  require(${JSON.stringify(path.join(__dirname, 'loopback.ts'))}).keepLoopbackOffProxies();
  const http = require('node:http');
  const server = http.createServer((_request, response) => response.end('x')).listen(0, '127.0.0.1', async () => {
    const url = 'http://127.0.0.1:' + server.address().port;
    await fetch(url);
    await new Promise((done, fail) => http.get(url, done).on('error', fail));
    await require('axios').get(url, { proxy: false });
    console.log('reached');
    process.exit();
  });`;

describe('proxies', () => {
  it('of the environment are not asked for what runs here', async () => {
    const proxy = 'http://127.0.0.1:9';
    const env = { ...process.env, NODE_USE_ENV_PROXY: '1', HTTP_PROXY: proxy, http_proxy: proxy };
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', CALLS], { env, cwd: process.cwd() });
    expect(stdout).toBe('reached\n');
  });

  it('are still not asked for what the environment keeps off them', () => {
    const environment: NodeJS.ProcessEnv = { no_proxy: 'inside.example' };
    keepLoopbackOffProxies(environment);
    const all = 'inside.example,127.0.0.1,localhost,::1';
    expect(environment).toEqual({ NO_PROXY: all, no_proxy: all });
  });
});
