import type { ComponentType } from 'preact';
import type { Person } from '../api/types.ts';
import type { Ability } from '../session/roles.ts';
import type { Parameters } from './match.ts';
import { AccountPage } from '../pages/account.tsx';
import { JobPage } from '../pages/job.tsx';
import { JobsPage } from '../pages/jobs.tsx';
import { NewJobPage } from '../pages/new-job.tsx';
import { TodayPage } from '../pages/today.tsx';

export interface PageProps {
  parameters: Parameters;
  user: Person;
}

interface Route {
  path: string;
  page: ComponentType<PageProps>;
  needs?: Ability;
}

export const routes: readonly Route[] = [
  { path: '/', page: TodayPage },
  { path: '/work-orders', page: JobsPage },
  { path: '/work-orders/new', page: NewJobPage, needs: 'workOnJobs' },
  { path: '/work-orders/:id', page: JobPage },
  { path: '/account', page: AccountPage },
];
