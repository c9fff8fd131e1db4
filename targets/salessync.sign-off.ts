/** The plan's own section “Sign-Off”, box by box, and the checks that already answer them. */
export const salessyncSignOff = {
  roles: [
    {
      id: 'development',
      title: 'Development Team',
      boxes: [
        { text: 'Code review completed' },
        { text: 'All tests passing', checks: ['task.confirmed', 'task.shown-again'] },
        { text: 'Documentation updated' },
        {
          text: 'Security review completed',
          checks: ['auth.required', 'roles.enforced', 'site.nothing-exposed', 'headers.present'],
        },
      ],
    },
    {
      id: 'operations',
      title: 'Operations Team',
      boxes: [
        { text: 'Infrastructure ready', checks: ['stack.ready', 'health.truthful'] },
        { text: 'Monitoring configured' },
        {
          text: 'Backup system tested',
          checks: ['backup.taken', 'restore.completes', 'restore.rows-equal', 'restored.task'],
        },
        { text: 'Rollback plan verified', checks: ['survives.rollback'] },
      ],
    },
    {
      id: 'management',
      title: 'Management',
      boxes: [
        { text: 'Budget approved' },
        { text: 'Timeline approved' },
        { text: 'Risk assessment reviewed' },
        { text: 'Go-live authorization' },
      ],
    },
  ],
} as const;
