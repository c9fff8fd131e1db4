import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DispatchBoard, WorkOrder } from '../api/types.ts';
import { arrange, cellName, placeOf } from './arrange.ts';

function job(id: string, overrides: Partial<WorkOrder> = {}): WorkOrder {
  return {
    id,
    number: `WO-${id}`,
    title: id,
    description: '',
    customerId: 'c',
    customerName: 'C',
    status: 'scheduled',
    priority: 'normal',
    assignedTo: null,
    assignedToName: null,
    scheduledFor: '2026-01-05',
    scheduledSlot: null,
    signedBy: null,
    completedAt: null,
    version: 1,
    createdAt: '',
    updatedAt: '',
    ...overrides,
  };
}

const board: DispatchBoard = {
  date: '2026-01-05',
  technicians: [
    { id: 'tom', name: 'Tom', jobs: [job('a', { scheduledSlot: '08:00' }), job('b')] },
    { id: 'ines', name: 'Ines', jobs: [] },
  ],
  unassigned: [job('c', { scheduledSlot: '10:00' })],
};

const idsIn = (cells: Map<string, WorkOrder[]>, name: string) => (cells.get(name) ?? []).map(({ id }) => id);

test('jobs lie in the cell of their technician and slot; without a technician in the tray', () => {
  const cells = arrange(board, []);
  assert.deepEqual(idsIn(cells, 'tom|08:00'), ['a']);
  assert.deepEqual(idsIn(cells, 'tom|'), ['b']);
  assert.deepEqual(idsIn(cells, '|'), ['c']);
});

test('a move on its way is drawn where it goes, and nowhere else', () => {
  const moving = [{ job: job('a'), to: { technicianId: 'ines', slot: '13:00' as const } }];
  const cells = arrange(board, moving);
  assert.deepEqual(idsIn(cells, 'ines|13:00'), ['a']);
  assert.deepEqual(idsIn(cells, 'tom|08:00'), []);
});

test('a cell’s name reads back as its place; nonsense does not', () => {
  for (const place of [
    { technicianId: 'tom', slot: '15:00' as const },
    { technicianId: null, slot: null },
  ]) {
    assert.deepEqual(placeOf(cellName(place)), place);
  }
  assert.equal(placeOf('nonsense'), null);
});
