import type { TargetInput } from './schema/target.ts';

const mine = "(select id from users where email = '{email}')";

/** What README.md says of technicians: they change own and unassigned jobs, and see own time entries. */
export const referenceSeparation = {
  source: 'docs/reference-plan.md, Security: nobody sees another’s hours or changes another’s job',
  people: ['technician', 'technician'],
  toldBy: ['/id'],
  kept: [
    {
      segment: 'time-entries',
      from: 'reading',
      table: 'time_entries',
      whose: `user_id = ${mine}`,
      made: {
        request: {
          method: 'POST',
          path: '/api/time-entries',
          body: { workOrderId: '{job}', date: '2026-01-12', minutes: 5, note: 'Kept {unique}' },
        },
        status: [201],
      },
    },
    {
      segment: 'work-orders',
      from: 'writing',
      table: 'work_orders',
      whose: `assigned_to = ${mine} and status in ('new', 'scheduled', 'in_progress')`,
      made: {
        request: {
          method: 'POST',
          path: '/api/work-orders',
          body: { title: 'Kept {unique}', customerId: '{customer}', assignedTo: '{person}' },
        },
        status: [201],
      },
    },
  ],
  shared: [
    {
      method: 'POST',
      path: '/api/work-orders/{job}/photos',
      why: 'whoever is on the site adds a photo to a job: README.md asks for no more than the role',
    },
    {
      method: 'POST',
      path: '/api/work-orders/{job}/parts',
      why: 'the warehouse and whoever fetches a part book it on a job: README.md asks for no more than the role',
    },
  ],
} as const satisfies TargetInput['separation'];
