import { request } from 'node:http';
import { hostname } from 'node:os';
import type { Kind, SweptEngine } from './sweep';

const SOCKET = '/var/run/docker.sock';

/** Sends a request to the engine; rejects where it answers an error. */
function ask(method: 'GET' | 'DELETE', path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asking = request({ socketPath: SOCKET, method, path }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('error', reject);
      response.on('end', () => {
        if ((response.statusCode ?? 500) < 400) resolve(text);
        else reject(new Error(`${method} ${path}: ${String(response.statusCode)} ${text}`));
      });
    });
    asking.on('error', reject);
    asking.end();
  });
}

/** The reaper carries the session's label too, and would cut off the branch it sits on. */
function isThisContainer(kind: Kind, id: string): boolean {
  return kind === 'containers' && id.startsWith(hostname());
}

/** The engine as the reaper sees it from inside its container: no library, only the mounted socket. */
export const socketEngine: SweptEngine = {
  async list(kind, labels) {
    const filters = encodeURIComponent(JSON.stringify({ label: labels }));
    const path = kind === 'containers' ? `/containers/json?all=1&filters=${filters}` : `/${kind}?filters=${filters}`;
    const answer = JSON.parse(await ask('GET', path)) as { Id: string }[] | { Volumes: { Name: string }[] | null };
    const ids = Array.isArray(answer) ? answer.map(({ Id }) => Id) : (answer.Volumes ?? []).map(({ Name }) => Name);
    return ids.filter((id) => !isThisContainer(kind, id));
  },
  remove(kind, id) {
    return ask('DELETE', kind === 'containers' ? `/containers/${id}?force=1&v=1` : `/${kind}/${id}`);
  },
};
