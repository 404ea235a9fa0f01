import type { Service } from '../kernel/service';
import type { SigningKey } from '../xml/signature';

/** What a service signs with: the key of its role. */
export function signingKey(service: Service): SigningKey {
  const certificate = service.config.certificates[service.name];
  if (certificate === undefined) throw new Error(`The configuration holds no certificate of the ${service.name}.`);
  return { privateKey: service.config.privateKey, certificate };
}
