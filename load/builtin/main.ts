import { serveEngine, type Playing } from '../engines/engine-process.ts';
import type { PlayJob, PlayProgress } from '../engines/messages.ts';
import { readPlanFiles } from '../engines/request-body.ts';
import { FeedReader, readWrittenPlan } from '../feed-reader.ts';
import { intendedStartsMs, isClosed, stagesOf } from '../schedule.ts';
import { Arrivals } from './arrivals.ts';
import { Player } from './player.ts';
import { Users } from './users.ts';

serveEngine((job, onProgress) => Promise.resolve(play(job, onProgress)));

function play(job: PlayJob, onProgress: (progress: PlayProgress) => void): Playing {
  const plan = readWrittenPlan(job.folder);
  const files = readPlanFiles(plan.files);
  const feed = new FeedReader(job.folder, job.part);
  const stages = stagesOf(plan, job.part);
  const starts = intendedStartsMs(stages);
  const pace = isClosed(stages) ? new Users(feed, plan.users) : new Arrivals(feed, starts);
  return new Player(job, { plan, planned: starts.length, pace, files }, onProgress);
}
