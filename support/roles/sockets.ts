import axios from 'axios';
import type { Dispatch } from '../../environments/environment';

/**
 * Hands calls to whoever listens at their address.
 * @param timeout longest wait for an answer, in milliseconds
 */
export function overSockets(timeout: number): Dispatch {
  const http = axios.create({
    timeout,
    responseType: 'arraybuffer',
    maxRedirects: 0,
    proxy: false,
    // What is sent goes as it is, also where it is no JSON and says that it is.
    transformRequest: [],
    // Refusals are answers, which scenarios ask for.
    validateStatus: () => true,
  });
  return async ({ method, url, headers, body }) => {
    const call = { method, url, headers: { ...headers }, ...(body === undefined ? {} : { data: body }) };
    const { status, data } = await http.request<ArrayBuffer>(call);
    return { status, body: Buffer.from(data) };
  };
}
