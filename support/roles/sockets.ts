import type { Dispatch } from '../../environments/environment';

/**
 * Hands calls to whoever listens at their address.
 * @param timeout longest wait for an answer, in milliseconds
 */
export function overSockets(timeout: number): Dispatch {
  let client: ReturnType<typeof clientOf> | undefined;
  return async ({ method, url, headers, body }) => {
    const http = await (client ??= clientOf(timeout));
    const call = { method, url, headers: { ...headers }, ...(body === undefined ? {} : { data: body }) };
    const { status, data } = await http.request<ArrayBuffer>(call);
    return { status, body: Buffer.from(data) };
  };
}

/** Loads the library when a call is made: most processes reach their system without a socket. */
async function clientOf(timeout: number) {
  const { default: axios } = await import('axios');
  return axios.create({
    timeout,
    responseType: 'arraybuffer',
    maxRedirects: 0,
    proxy: false,
    // What is sent goes as it is, also where it is no JSON and says that it is.
    transformRequest: [],
    // Refusals are answers, which scenarios ask for.
    validateStatus: () => true,
  });
}
