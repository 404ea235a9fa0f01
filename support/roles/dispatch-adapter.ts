import { AxiosError, AxiosHeaders, type AxiosAdapter } from 'axios';
import type { Dispatch } from '../../environments/environment';

/**
 * Lets axios hand its calls to services in the same process. Nothing bounds how long an answer takes but the time limit of
 * the step: there is no connection to be cut.
 */
export function adapterOf(dispatch: Dispatch): AxiosAdapter {
  return async (config) => {
    const { method = 'get', baseURL = '', url = '', headers } = config;
    const call = { method: method.toUpperCase(), url: baseURL + url, headers: headers.toJSON(true) };
    const body: unknown = config.data;
    const carriesBody = typeof body === 'string' || Buffer.isBuffer(body);
    try {
      const answer = await dispatch(carriesBody ? { ...call, body } : call);
      return { data: answer.body, status: answer.status, statusText: '', headers: new AxiosHeaders(), config };
    } catch (error) {
      throw AxiosError.from(error instanceof Error ? error : new Error(String(error)), AxiosError.ERR_NETWORK, config);
    }
  };
}
