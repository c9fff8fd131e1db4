export {
  findChromium,
  findHeadlessShell,
  findPostgres,
  findSqlite,
  findWebkit,
  tools,
} from './find-tools.ts';
export { findObjectServer, type ObjectServer } from './object-server.ts';
export { findUnprivilegedUser, type UnprivilegedUser } from './unprivileged-user.ts';
export { currentMachine, type Machine } from './machine.ts';
export { inspectTool, type Mend, type Tool, type ToolRow } from './tool.ts';
export { prepareMachine, type Announce, type Preparation } from './prepare-machine.ts';
