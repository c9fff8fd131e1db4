/** The sign-off of docs/reference-plan.md: the boxes of each role, and the checks that already answer them. */
export const referenceSignOff = {
  roles: [
    {
      id: 'development',
      title: 'Development',
      boxes: [
        { text: 'Code review completed' },
        { text: 'Tests passed', checks: ['task.confirmed', 'task.shown-again'] },
        {
          text: 'Security review completed',
          checks: ['auth.required', 'roles.enforced', 'site.nothing-exposed', 'headers.present'],
        },
      ],
    },
    {
      id: 'operations',
      title: 'Operations',
      boxes: [
        { text: 'Infrastructure ready', checks: ['stack.ready', 'health.truthful'] },
        { text: 'Monitoring configured' },
        {
          text: 'Backup tested',
          checks: ['backup.taken', 'restore.completes', 'restore.rows-equal', 'restored.task'],
        },
        { text: 'Rollback verified', checks: ['survives.rollback'] },
      ],
    },
    {
      id: 'management',
      title: 'Management',
      boxes: [
        { text: 'Budget approved' },
        { text: 'Timeline approved' },
        { text: 'Risks reviewed' },
        { text: 'Go-live authorised' },
      ],
    },
  ],
} as const;
