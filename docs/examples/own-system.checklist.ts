import { byCheck, byPerson, section } from '../../targets/checklist-lines.ts';

/** The lines of the team's own plan, word for word: each bound to the checks that ask it, or to a role. */
export const ownChecklist = [
  ...section('order-desk', 'Before each release', [
    byCheck('log-in', 'Clerks and managers can log in', { checks: ['sign-in.works'] }),
    // One subject of a check: `check/subject`. On one phone only: `check/subject@iphone`.
    byCheck('orders', 'Orders can be taken and looked up', {
      checks: ['task.confirmed/order.create', 'task.confirmed/order.view', 'task.shown-again/order.create'],
    }),
    byCheck('cancel', 'Only a manager can cancel an order', { checks: ['roles.enforced/orders.cancel'] }),
    byCheck('restore', 'The backup can be restored and worked on', {
      checks: ['restore.completes', 'restore.rows-equal', 'restored.task'],
    }),
    byPerson('texts', 'The terms of sale have been read by the lawyer', { role: 'management' }),
  ]),
  ...section('order-desk', 'At the launch', [
    // Nothing asks this yet: the line is open and says why. Once it is due, it keeps the verdict from GO.
    byCheck('dns', 'desk.example.com leads to the new server', {
      phase: 'launch',
      note: 'No check asks the name servers.',
    }),
  ]),
];
