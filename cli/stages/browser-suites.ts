/** Suites whose questions are asked of the main stack by Playwright. */
export const browserSuites: readonly string[] = [
  'setup',
  'tasks',
  'scan',
  'install',
  'offline',
  'photos',
  'security',
  'performance',
];
