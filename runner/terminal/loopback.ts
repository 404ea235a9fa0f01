import http from 'node:http';

/** Names of this machine. */
const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

/**
 * Keeps what runs on this machine off the proxies that its variables name. Node reads these when it starts; the processes that
 * this one starts inherit what is set here.
 */
export function keepLoopbackOffProxies(environment: NodeJS.ProcessEnv = process.env): void {
  const { NO_PROXY: upper = '', no_proxy: lower = '' } = environment;
  const named = [...upper.split(','), ...lower.split(',')].filter((host) => host !== '');
  environment.NO_PROXY = [...new Set([...named, ...LOOPBACK])].join(',');
  environment.no_proxy = environment.NO_PROXY;
  // The agent of Node's start would take the proxy all the same.
  http.globalAgent = new http.Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5_000 });
}
