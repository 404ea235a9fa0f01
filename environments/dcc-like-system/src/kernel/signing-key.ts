import type { SigningKey } from '../xml/signature';
import type { ServiceContext } from './service-context';

/** What a service signs with: the key of its role. */
export function signingKey(service: ServiceContext): SigningKey {
  const certificate = service.config.certificates[service.name];
  if (certificate === undefined) throw new Error(`The configuration holds no certificate of the ${service.name}.`);
  return { privateKey: service.config.privateKey, certificate };
}
