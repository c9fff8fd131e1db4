/** The office half of the contract: time, dispatch, invoices, figures, health. Types only, as contract.ts. */
import type { Slot, WorkOrder, WorkOrderStatus } from './contract.ts';

export interface TimeEntry {
  id: string;
  workOrderId: string;
  workOrderNumber: string;
  workOrderTitle: string;
  userId: string;
  userName: string;
  date: string;
  minutes: number;
  note: string;
  createdAt: string;
}
export interface CreateTimeEntry {
  workOrderId: string;
  date: string;
  /** 1 to 1440. */
  minutes: number;
  note?: string;
}

export interface DispatchBoard {
  date: string;
  technicians: { id: string; name: string; jobs: WorkOrder[] }[];
  /** Of that date without a technician, then the oldest without a date (50 at most). */
  unassigned: WorkOrder[];
}
/** Answers the WorkOrder; 409 version_conflict when somebody was faster. */
export interface MoveJob {
  workOrderId: string;
  technicianId: string | null;
  date: string | null;
  slot: Slot | null;
  version: number;
}

export interface InvoiceLine {
  id: string;
  kind: 'labour' | 'part';
  description: string;
  /** Minutes of labour, or units of a part. */
  quantity: number;
  /** Per hour of labour, or per unit of a part. */
  unitPriceCents: number;
  totalCents: number;
}
export interface Invoice {
  id: string;
  /** 'INV-000012'. */
  number: string;
  workOrderId: string;
  workOrderNumber: string;
  customerId: string;
  customerName: string;
  totalCents: number;
  createdAt: string;
}
export interface InvoiceWithLines extends Invoice {
  lines: InvoiceLine[];
}
export interface CreateInvoice {
  workOrderId: string;
}

/** `from` and `to` are inclusive dates; without them, everything. */
export interface ReportSummary {
  from: string | null;
  to: string | null;
  workOrdersByStatus: Record<WorkOrderStatus, number>;
  minutesWorked: number;
  partsUsed: number;
  invoicedCents: number;
  openWorkOrders: number;
  lowStockItems: number;
}
export interface Dashboard {
  openWorkOrders: number;
  unassignedWorkOrders: number;
  scheduledToday: number;
  completedNotInvoiced: number;
  lowStockItems: number;
}

export interface Health {
  status: 'ok';
  version: string;
  uptimeS: number;
}
export interface Readiness {
  status: 'ready' | 'unavailable';
  checks: Record<'database' | 'objects', 'ok' | 'failed' | 'timeout'>;
}
