import { describe, expect, it } from 'vitest';
import { engineStatus, type EngineProbe, type SocketOutcome } from './engine';

const noClient = (): Promise<never> => Promise.reject(new Error('Could not find a working container runtime strategy'));

/** A client that found its engine at a socket or a host of its own. */
function clientAt(modem: { readonly socketPath?: string; readonly host?: string }): EngineProbe['client'] {
  const client = {
    container: { dockerode: { modem, ping: async () => 'OK' } },
    info: { containerRuntime: { serverVersion: '26.1.5' } },
  };
  return async () => client as unknown as Awaited<ReturnType<EngineProbe['client']>>;
}

const TUNNEL = { MIGRATION_ENGINE_TUNNEL: '10.0.0.9' };

/** A machine without a usable client, where every socket answers with `outcome` and the rest is not there. */
function machine(
  outcome: SocketOutcome,
  env: EngineProbe['env'] = {},
  client: EngineProbe['client'] = noClient,
): EngineProbe {
  const at = env.DOCKER_HOST?.replace('unix://', '') ?? '/var/run/docker.sock';
  return { client, connect: async (path) => (path === at ? outcome : 'ENOENT'), env, timeoutMs: 20 };
}

describe('engineStatus', () => {
  it('names the installation where there is no engine', async () => {
    const status = await engineStatus(machine('ENOENT'));
    expect(status).toEqual({
      state: 'absent',
      sentence:
        'No container engine runs on this machine: start it, or install one ' +
        '(Debian: apt-get install -y --no-install-recommends docker.io iptables).',
    });
  });

  it.each<[host: string | undefined, modem: { socketPath?: string; host?: string }]>([
    [undefined, { socketPath: '/var/run/docker.sock' }],
    ['', { socketPath: '/var/run/docker.sock' }],
    ['unix:///run/x.sock', { socketPath: '/run/x.sock' }],
    ['tcp://127.0.0.1:2375', { host: '127.0.0.1' }],
    ['tcp://10.0.0.9:2375', { host: '10.0.0.9' }],
  ])('is ready where the engine that DOCKER_HOST=%s names answers', async (host, modem) => {
    const env = host === undefined ? {} : { DOCKER_HOST: host, ...TUNNEL };
    expect(await engineStatus(machine('connected', env, clientAt(modem)))).toEqual({
      state: 'ready',
      version: '26.1.5',
    });
  });

  it.each([
    ['that DOCKER_HOST names', { DOCKER_HOST: 'tcp://10.0.0.9:2375' }, 'DOCKER_HOST=tcp://10.0.0.9:2375'],
    ['by ssh', { DOCKER_HOST: 'ssh://tester@far.example' }, 'DOCKER_HOST=ssh://tester@far.example'],
    ['that a setting of the library names', {}, '10.0.0.9'],
  ])('refuses an engine on another machine without a tunnel, %s', async (_how, env, place) => {
    expect(await engineStatus(machine('connected', env, clientAt({ host: '10.0.0.9' })))).toEqual({
      state: 'unusable',
      sentence:
        `The container engine at ${place} is on another machine, where anybody could reach the containers: use an engine ` +
        'here, or name its address within a tunnel or a network of its own (MIGRATION_ENGINE_TUNNEL).',
    });
  });

  it.each(['unix:///run/gone.sock', 'tcp://10.0.0.9:2375', 'nonsense'])(
    'takes no other engine for the one that DOCKER_HOST=%s names',
    async (host) => {
      const another = clientAt({ socketPath: '/var/run/docker.sock' });
      const status = await engineStatus(machine('ENOENT', { DOCKER_HOST: host, ...TUNNEL }, another));
      expect(status).toMatchObject({ state: 'unusable', sentence: expect.stringContaining(host) as string });
    },
  );

  it('asks to start an engine that died and left its socket', async () => {
    const status = await engineStatus(machine('ECONNREFUSED'));
    expect(status).toMatchObject({
      state: 'absent',
      sentence: expect.stringMatching(/docker\.sock is there, but nothing listens: start/) as string,
    });
  });

  it.each<[what: string, probe: EngineProbe, says: RegExp]>([
    ['a socket without permission', machine('EACCES'), /docker\.sock refuses this user: .*usermod/],
    ['an engine that answers nonsense', machine('connected'), /does not answer properly: restart/],
    [
      'an engine that hangs',
      machine('connected', {}, () => new Promise<never>(() => undefined)),
      /does not answer properly: restart/,
    ],
    [
      'a far engine that is away',
      machine('ENOENT', { DOCKER_HOST: 'tcp://10.0.0.9:2375', ...TUNNEL }),
      /DOCKER_HOST=tcp:/,
    ],
    ['a named socket that is not there', machine('ENOENT', { DOCKER_HOST: 'unix:///run/x.sock' }), /unset DOCKER_HOST/],
    ['a named socket without permission', machine('EACCES', { DOCKER_HOST: 'unix:///run/x.sock' }), /\/run\/x\.sock/],
  ])('says in one sentence what to do about %s', async (_what, probe, says) => {
    const status = await engineStatus(probe);
    expect(status.state).toBe('unusable');
    const sentence = status.state === 'ready' ? '' : status.sentence;
    expect(sentence).toMatch(says);
    expect(sentence).toMatch(/^[A-Z][^\n]*\.$/);
  });
});
