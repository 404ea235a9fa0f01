import { describe, expect, it } from 'vitest';
import { engineStatus, type EngineProbe, type SocketOutcome } from './engine';

const noClient = (): Promise<never> => Promise.reject(new Error('Could not find a working container runtime strategy'));

/** A machine without a usable client, where every socket answers with `outcome` and the rest is not there. */
function machine(outcome: SocketOutcome, env: EngineProbe['env'] = {}, client = noClient): EngineProbe {
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
    ['a far engine that is away', machine('ENOENT', { DOCKER_HOST: 'tcp://10.0.0.9:2375' }), /DOCKER_HOST=tcp:/],
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
