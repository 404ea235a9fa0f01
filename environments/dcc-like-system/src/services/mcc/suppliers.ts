import type { FastifyRequest } from 'fastify';
import { Admitted, type Guard } from '../../kernel/admission';
import { Refusal } from '../../kernel/refusal';
import { area } from '../../kernel/rules';
import { holdersOf } from '../../kernel/secret';
import type { Service } from '../../kernel/service';
import type { ServiceContext } from '../../kernel/service-context';
import { accountsWith } from '../../portal/sign-in';

/** An organisation as the Migration Control Centre knows it. */
export type Supplier = Service['config']['organisations'][number];

/** Whether an organisation may use the Migration Control Centre: electricity and gas suppliers may. */
export function isSupplier({ roles }: Supplier): boolean {
  return roles.includes('IS') || roles.includes('GS');
}

/** Who may use the Migration Control Centre. */
export const SUPPLIERS = area('mcc-suppliers', {
  /** Whether an organisation may use the interface for suppliers' systems. */
  mayCall: isSupplier,
  /** Whether the people of an organisation may use the portal. */
  maySignIn: isSupplier,
});

const callers = new Admitted<Supplier>();

/** Lets suppliers in who send their token: 401 without a known one, 403 where the organisation is no supplier. */
const supplierGuard: Guard = (request, _reply, service) => {
  const [scheme, token = ''] = (request.headers.authorization ?? '').split(' ');
  const known = holdersOf(token, service.config.organisations, (organisation) => organisation.token);
  const [supplier] = scheme === 'Bearer' ? known : [];
  if (!supplier) {
    throw new Refusal(401, 'The mcc does not know who is calling: send "Authorization: Bearer <organisation token>".');
  }
  if (!service.rules(SUPPLIERS).mayCall(supplier))
    throw new Refusal(403, `${supplier.name} is no supplier: only suppliers authorise migrations.`);
  callers.note(request, supplier);
  return undefined;
};

/** Of the routes for suppliers' own systems. */
export const FOR_SUPPLIERS = { guard: supplierGuard } as const;

/** The supplier who calls a route for suppliers. */
export function supplierOf(request: FastifyRequest): Supplier {
  return callers.of(request);
}

/** The supplier who signs in at the portal with this user name and password, if there is one. */
export function supplierWith(service: ServiceContext, user: string, password: string): Supplier | undefined {
  return accountsWith(service, user, password).find(service.rules(SUPPLIERS).maySignIn);
}
