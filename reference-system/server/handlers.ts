import { accountHandlers } from './auth/account.ts';
import { signInHandlers } from './auth/sign-in.ts';
import { totpHandlers } from './auth/totp-enrolment.ts';
import type { Handlers } from './call.ts';
import { customerHandlers } from './customers.ts';
import { dispatchHandlers } from './dispatch.ts';
import { healthHandlers } from './health.ts';
import { hoursExportHandlers } from './hours-export.ts';
import { inventoryHandlers } from './inventory.ts';
import { invoiceHandlers } from './invoices.ts';
import { openApiHandlers } from './openapi.ts';
import { photoHandlers } from './photos.ts';
import { reportHandlers } from './reports.ts';
import type { RouteId } from './route-table.ts';
import { stockHandlers } from './stock.ts';
import { timesheetHandlers } from './timesheets.ts';
import { userHandlers } from './users.ts';
import { workOrderHandlers } from './work-orders.ts';
import { workOrderStepHandlers } from './work-order-steps.ts';

/** What answers each route; a route without its handler does not compile. */
export const handlers: Handlers<RouteId> = {
  ...signInHandlers,
  ...accountHandlers,
  ...totpHandlers,
  ...customerHandlers,
  ...workOrderHandlers,
  ...workOrderStepHandlers,
  ...photoHandlers,
  ...inventoryHandlers,
  ...stockHandlers,
  ...timesheetHandlers,
  ...dispatchHandlers,
  ...invoiceHandlers,
  ...reportHandlers,
  ...hoursExportHandlers,
  ...userHandlers,
  ...openApiHandlers,
  ...healthHandlers,
};
