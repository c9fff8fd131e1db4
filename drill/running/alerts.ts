import type { StartedStack } from '../../stack/started-stack.ts';
import { openHttp } from '../../stack/clients/http.ts';
import { openSql } from '../../stack/clients/sql.ts';
import { StackError } from '../../stack/stack-error.ts';
import { applicable } from '../../targets/capabilities.ts';
import type { Alert, Alerts } from '../../targets/schema/running.ts';
import { substituteAll } from '../../targets/substitute.ts';
import { ask } from '../front-door.ts';
import { lookUntil } from '../look-until.ts';
import { describeEnd, runTeamCommand, type CommandEnd } from '../team-command.ts';
import { startNeighbour, type Neighbour } from './neighbour.ts';
import { tellerOf, type Row, type RunningContext } from './running-context.ts';
import { demandProcesses } from './stands-in.ts';
import { withCopy } from './with-copy.ts';

const check = 'alerts.arrive';
/** Room for the smallest seed, as where the disk is filled while people write. */
const smallDiskBytes = 384 * 1024 * 1024;
const sourceAddress = '127.0.3.31';

/** Raises each trouble on a copy, and waits for its alert where alerts go: a stand-in on loopback. */
export async function askAlerts(context: RunningContext): Promise<void> {
  const alerts = applicable(context.stack.target.running.alerts, 'alerts');
  const tell = tellerOf(context)(check);
  for (const alert of alerts.raised) {
    context.signal.throwIfAborted();
    const { id: subject, by } = alert;
    const tellOne = (row: Row): void => tell({ ...row, subject });
    const disk = by === 'disk-filling' ? { smallDiskBytes } : {};
    await withCopy(context, { name: `alert-${subject}`, ...disk }, tellOne, async (copy) => {
      demandProcesses(copy, 'alerts go to a stand-in on loopback');
      await using neighbour = await startNeighbour();
      await raise(alerts, alert, { copy, neighbour, context, tell: tellOne });
    });
  }
}

interface Scene {
  readonly copy: StartedStack;
  readonly neighbour: Neighbour;
  readonly context: RunningContext;
  readonly tell: (row: Row) => void;
}

async function raise(alerts: Alerts, alert: Alert, scene: Scene): Promise<void> {
  const { copy, neighbour, context, tell } = scene;
  const told = substituteAll(alerts.environment, { url: neighbour.url });
  const named = substituteAll(
    alert.environment,
    alert.by === 'disk-filling' ? { disk: await diskOf(copy) } : {},
  );
  if (alerts.run === undefined) await context.restart(copy, told);
  const look = async (): Promise<CommandEnd | undefined> =>
    alerts.run &&
    (await runTeamCommand(
      (command) => copy.operate({ ...command, environment: { ...told, ...named } }),
      alerts.run,
      {},
      context.signal,
    ));
  const calm = await look();
  const early = [...neighbour.heard];
  tell({
    expected: 0,
    actual: early.length,
    unit: 'alerts before anything is wrong',
    n: 1,
    reason: early.length === 0 ? '' : `${early[0]?.slice(0, 160)}${calm ? `; ${describeEnd(calm)}` : ''}`,
  });
  context.report(`${alert.by === 'disk-filling' ? 'filling the disk' : 'stopping the database'} of the copy`);
  await using _trouble = await trouble(alert.by, copy);
  await seenByPeople(copy);
  const says = new RegExp(alert.says, 'iu');
  let end: CommandEnd | undefined;
  const { held, afterMs } = await lookUntil({
    look: async () => {
      end = await look();
      return neighbour.heard.slice(early.length);
    },
    until: (heard) => heard.some((one) => says.test(one)),
    withinMs: alerts.withinMs.value,
    everyMs: 500,
    signal: context.signal,
  });
  const heard = neighbour.heard.slice(early.length).map((one) => one.slice(0, 120));
  const instead = heard.length === 0 ? 'nothing arrived' : `what arrived says ${heard.join(' | ')}`;
  const limit = alerts.withinMs.value;
  tell({
    operator: '<=',
    expected: limit,
    actual: held ? Math.round(afterMs) : 'no alert',
    unit: 'ms to the alert',
    limit,
    n: 1,
    outcome: held ? 'pass' : 'fail',
    reason: held
      ? ''
      : `expected an alert that says ${alert.says} (${alerts.source}): ${instead}${end ? `; ${describeEnd(end)}` : ''}`,
  });
}

/** Where the database's files lie, as its server says. */
async function diskOf({ access }: StartedStack): Promise<string> {
  if (access.sql?.engine !== 'postgres')
    throw new StackError('unsupported', 'no server that says where its files lie');
  await using sql = openSql(access.sql);
  const [row] = await sql.query('show data_directory');
  return String(row?.['data_directory']);
}

async function trouble(by: Alert['by'], copy: StartedStack): Promise<AsyncDisposable> {
  if (by === 'disk-filling') {
    if (copy.disk === undefined)
      throw new StackError('unsupported', 'this stack has no data disk of its own');
    return await copy.disk.fill();
  }
  const database = copy.component('database');
  await database.kill();
  return { [Symbol.asyncDispose]: () => database.start() };
}

/** Somebody meets it: a system that looks by itself learns of it by what people ask. */
async function seenByPeople({ target, facts, access }: StartedStack): Promise<void> {
  const http = openHttp({ facts, access, sourceAddress });
  try {
    await ask(http, target.signIn.whoAmI.path, 5_000);
  } finally {
    await http.close();
  }
}
