export { ownDaemon } from './docker-daemon.ts';
export {
  findChromium,
  findDocker,
  findHeadlessShell,
  findK6,
  findPostgres,
  findRedis,
  findWebkit,
  lookForDocker,
  lookForK6,
  tools,
} from './find-tools.ts';
export { findObjectServer, objectServerVersion, type ObjectServer } from './object-server.ts';
export { currentMachine, type Machine } from './machine.ts';
export { inspectTool, type Mend, type Tool, type ToolRow } from './tool.ts';
export { prepareDocker } from './prepare-docker.ts';
export { prepareMachine, type Announce, type Preparation } from './prepare-machine.ts';
export { withoutNetlink } from './without-netlink.ts';
