-- What runs by itself says each time that it ran, and why it failed: the newest success of each job must be fresh.
create table job_runs (
  id bigint generated always as identity primary key,
  job text not null check (job <> ''),
  started_at timestamptz not null,
  ended_at timestamptz not null default clock_timestamp(),
  error text
);
create index job_runs_newest on job_runs (job, ended_at desc);
