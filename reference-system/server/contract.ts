/**
 * The API of Fieldbook as types: what each request takes and each answer holds.
 * Nothing is imported, so the browser bundle may use it; the table of routes is in route-table.ts.
 * Ids are UUIDs, instants ISO 8601 in UTC, dates YYYY-MM-DD, money integer cents.
 */
export type Role = 'admin' | 'dispatcher' | 'technician' | 'warehouse';
export type WorkOrderStatus = 'new' | 'scheduled' | 'in_progress' | 'completed' | 'invoiced';
export type Priority = 'low' | 'normal' | 'high' | 'urgent';
/** Start of a two-hour slot on the dispatch board. */
export type Slot = '08:00' | '10:00' | '13:00' | '15:00';
export type BarcodeType = 'code128' | 'ean13' | 'qr';

/** Every refusal. `field` names the body field or query parameter at fault. `current` comes with version_conflict. */
export interface ErrorBody {
  error: { code: string; message: string; field?: string; current?: WorkOrder };
}
/** Every list: `?page=1&pageSize=25` (at most 100) and `?fields=a,b`. */
export interface Page<T> {
  items: T[];
  page: number;
  pageSize: number;
  total: number;
}
/** A short list that is never paged. */
export interface Items<T> {
  items: T[];
}

export interface SignedInUser {
  id: string;
  email: string;
  name: string;
  role: Role;
}
export interface LoginRequest {
  email: string;
  password: string;
  /** The six digits of the authenticator; asked for by 401 totp_required. */
  code?: string;
}
export interface TokenPair {
  accessToken: string;
  refreshToken: string;
  /** Seconds until the access token ends. */
  expiresIn: number;
}
export interface LoginResponse extends TokenPair {
  user: SignedInUser;
  mustChangePassword: boolean;
}
export type RefreshResponse = LoginResponse;
export interface RefreshRequest {
  refreshToken: string;
}
export interface ChangePasswordRequest {
  currentPassword: string;
  /** 12 to 200 characters, another one than before. Ends all other sessions; answers 204. */
  newPassword: string;
}
export interface Me extends SignedInUser {
  mustChangePassword: boolean;
  totpEnabled: boolean;
}
export interface BeginTotp {
  password: string;
}
/** Shown once: who asks again gets another secret, and this one is void. In force once a code of it confirms it. */
export interface BeganTotp {
  /** Base32. */
  secret: string;
  /** `otpauth://totp/…`, for a QR code. */
  uri: string;
}
export interface ConfirmTotp {
  code: string;
}

export interface User extends SignedInUser {
  active: boolean;
  mustChangePassword: boolean;
  createdAt: string;
}
export interface CreateUser {
  email: string;
  name: string;
  role: Role;
  password: string;
  /** True when left out. */
  mustChangePassword?: boolean;
}
export interface Technician {
  id: string;
  name: string;
}

export interface Customer {
  id: string;
  name: string;
  email: string;
  phone: string;
  address: string;
  createdAt: string;
  updatedAt: string;
}
export interface CreateCustomer {
  name: string;
  email?: string;
  phone?: string;
  address?: string;
}
export type UpdateCustomer = Partial<CreateCustomer>;

export interface WorkOrder {
  id: string;
  /** 'WO-000123'. */
  number: string;
  title: string;
  description: string;
  customerId: string;
  customerName: string;
  status: WorkOrderStatus;
  priority: Priority;
  assignedTo: string | null;
  assignedToName: string | null;
  scheduledFor: string | null;
  scheduledSlot: Slot | null;
  signedBy: string | null;
  completedAt: string | null;
  version: number;
  createdAt: string;
  updatedAt: string;
}
export interface CreateWorkOrder {
  title: string;
  customerId: string;
  description?: string;
  priority?: Priority;
  scheduledFor?: string | null;
  scheduledSlot?: Slot | null;
  /** Admin and dispatcher: anyone; a technician: only themselves or null. */
  assignedTo?: string | null;
}
/** 409 version_conflict (with `current`) when `version` is stale, 409 work_order_closed once completed. */
export interface UpdateWorkOrder extends Partial<CreateWorkOrder> {
  version: number;
  status?: 'new' | 'scheduled' | 'in_progress';
}
export interface AssignWorkOrder {
  technicianId: string | null;
  version?: number;
}
export interface CompleteWorkOrder {
  /** `data:image/png;base64,…`, at most 500 kB. */
  signature: string;
  signedBy: string;
  version?: number;
}
export interface WorkOrderEvent {
  id: string;
  kind:
    'created' | 'updated' | 'assigned' | 'moved' | 'completed' | 'invoiced' | 'photos_added' | 'part_used';
  userName: string | null;
  detail: Record<string, unknown>;
  createdAt: string;
}

export interface Photo {
  id: string;
  fileName: string;
  contentType: 'image/jpeg' | 'image/png' | 'image/webp';
  sizeBytes: number;
  /** Hex, of the stored bytes. */
  sha256: string;
  createdAt: string;
}

export interface Item {
  id: string;
  sku: string;
  name: string;
  barcode: string;
  barcodeType: BarcodeType;
  unit: string;
  onHand: number;
  reorderLevel: number;
  location: string;
  unitPriceCents: number;
  updatedAt: string;
}
export interface CreateItem {
  sku: string;
  name: string;
  barcode: string;
  barcodeType: BarcodeType;
  unit?: string;
  /** Opening stock, booked as the first row of the ledger. 0 when left out. */
  onHand?: number;
  reorderLevel?: number;
  location?: string;
  unitPriceCents?: number;
}
/** The stock itself changes only by adjusting it or using parts. */
export type UpdateItem = Partial<Omit<CreateItem, 'onHand'>>;
/** Whole numbers, not 0; 409 insufficient_stock when the stock would fall below 0. Answers the Item. */
export interface AdjustStock {
  delta: number;
  reason: string;
}
export interface LedgerEntry {
  id: string;
  delta: number;
  reason: string;
  workOrderId: string | null;
  userName: string | null;
  createdAt: string;
}
export interface UsePart {
  itemId: string;
  quantity: number;
}
export interface UsedPart {
  id: string;
  itemId: string;
  itemName: string;
  sku: string;
  unit: string;
  quantity: number;
  createdAt: string;
}
export interface ReorderAlert {
  itemId: string;
  sku: string;
  name: string;
  onHand: number;
  reorderLevel: number;
  location: string;
}

export type * from './contract-office.ts';
