import { usage, type BadInput } from './bad-input.ts';
import { changedTarget } from './place.ts';

/** The reference target with one thing changed. */
function changed(name: string, statements: string, message: RegExp): BadInput {
  return {
    name: `target: ${name}`,
    arguments: (place) => ['verify', changedTarget(place, statements)],
    expect: usage(message),
  };
}

/** A module of one's own, as text. */
function written(name: string, file: string, text: string, message: RegExp): BadInput {
  return {
    name: `target: ${name}`,
    arguments: (place) => ['verify', place.write(file, text)],
    expect: usage(message),
  };
}

/** Target modules that cannot be used. */
export const targetCases: readonly BadInput[] = [
  {
    name: 'target: a path that is not there',
    arguments: ['verify', './nowhere.ts'],
    expect: usage(/\.\/nowhere\.ts: no such file; expected a target module/u),
  },
  {
    name: 'target: a folder',
    arguments: (place) => ['verify', place.temporary],
    expect: usage(/tmp: expected a target module, got a folder/u),
  },
  written('no module', 'target.txt', 'name: shop', /target\.txt: expected a target module, a \.ts/u),
  written(
    'a syntax error',
    'target.mjs',
    'export const target = {',
    /target\.mjs: cannot be imported: Unexpected end/u,
  ),
  written(
    'an error at import',
    'target.mjs',
    'throw new Error("no luck")',
    /target\.mjs: cannot be imported: no luck/u,
  ),
  written(
    'a missing import',
    'target.mjs',
    'import "./not-there.js"',
    /target\.mjs: cannot be imported: Cannot find module/u,
  ),
  written(
    'no export named target',
    'target.mjs',
    'export default {}',
    /target\.mjs: expected an export named "target"/u,
  ),
  written(
    'not an object',
    'target.mjs',
    'export const target = 5',
    /the target: expected object, received number/u,
  ),
  changed('a wrong type', 'target.title = 5', /target\.mjs: title: expected string, received number/u),
  changed('an unknown key', 'target.colour = "red"', /the target: Unrecognized key: "colour"/u),
  changed('an unknown key in the depth', 'target.scan.lens = 2', /scan: Unrecognized key: "lens"/u),
  changed(
    'a capability left out',
    'delete target.offline',
    /offline: expected its data, or notApplicable\('why/u,
  ),
  changed(
    'no reason',
    'target.lists = { notApplicable: "" }',
    /lists\.notApplicable: expected the reason, in words/u,
  ),
  changed(
    'two tasks of one id',
    'target.tasks[1].id = target.tasks[0].id',
    /tasks: expected unique ids, got "work-order\.create" twice/u,
  ),
  changed(
    'two roles of one id',
    'target.roles[1].id = "admin"',
    /roles: expected unique ids, got "admin" twice/u,
  ),
  changed(
    'an unknown role of a task',
    'target.tasks[0].role = "boss"',
    /tasks\.0\.role: expected one of admin, .*, got "boss"/u,
  ),
  changed(
    'an unknown role of a page',
    'target.pages[2].role = "boss"',
    /pages\.2\.role: expected one of admin, .*, got "boss"/u,
  ),
  changed(
    'an unknown role under load',
    'target.load.people[0].role = "boss"',
    /load\.people\.0\.role: expected one of admin, .*, got "boss"/u,
  ),
  changed(
    'an unknown check in the plan',
    'target.checklist[0].checks = ["sign-in.wroks"]',
    /checklist reference\/login-admin: expected a check of the catalogue, got "sign-in\.wroks"/u,
  ),
  changed(
    'a path without its slash',
    'target.endpoints[0].path = "api/x"',
    /endpoints\.0\.path: expected a path that begins with \//u,
  ),
  changed('no task at all', 'target.tasks = []', /tasks: Too small: expected array to have >=1 items/u),
  changed(
    'a task without a witness',
    'target.tasks[0].witness = {}',
    /tasks\.0\.witness: expected at least one of api, sql, object/u,
  ),
  changed(
    'a task that forgets its witness',
    'delete target.tasks[0].witness',
    /tasks\.0\.witness: expected object, received undefined/u,
  ),
  changed(
    'a negative limit',
    'target.limits.pageLoadMs.value = -1',
    /limits\.pageLoadMs\.value: Too small: expected number to be >0/u,
  ),
  changed(
    'a p95 of 0',
    'target.load.p95Ms.value = 0',
    /load\.p95Ms\.value: Too small: expected number to be >0/u,
  ),
  changed(
    'less than a request a second of a user, and no reason',
    'target.load.ratePerUserPerS = 0.2',
    /load\.ratePerUserPerS: expected at least 1, or load\.lenient: why less will do, got 0\.2/u,
  ),
  changed(
    'a load of less than a minute, and no reason',
    'target.load.plannedRequests = 3000',
    /load\.plannedRequests: expected at least 6360 \(60 s at 106 requests\/s\), or load\.lenient: .*, got 3000/u,
  ),
  changed(
    'fewer users to spare than there are',
    'target.load.capacity = { users: 100, source: "a plan" }',
    /load\.capacity\.users: expected more than load\.users \(100\), got 100/u,
  ),
  changed(
    'a planned server that nobody sells',
    'target.load.capacity = { users: 200, shape: "3cpu-4gb", source: "a plan" }',
    /load\.capacity\.shape: expected one of 1cpu-2gb, .*, got "3cpu-4gb"/u,
  ),
  changed('no users', 'target.load.users = 0', /load\.users: Too small: expected number to be >=1/u),
  changed(
    'users whom nobody plays',
    'target.load.people.pop()',
    /load\.people: expected somebody for each of 100 users, nobody plays 81/u,
  ),
  changed(
    'a mix without writes',
    'target.load.mix = { ...target.load.mix, requests: target.load.mix.requests.filter((one) => !one.write) }',
    /load\.mix: expected at least 20 % writes, got 0\.0 %/u,
  ),
  changed(
    'a bad pattern of a header',
    'target.contentKinds[0].headers["x-frame-options"] = "(DENY"',
    /contentKinds html: headers\.x-frame-options: expected a regular expression, got "\(DENY"/u,
  ),
  changed(
    'a bad pattern of hashes',
    'target.passwordHashes.matches = "["',
    /passwordHashes\.matches: expected a regular expression, got "\["/u,
  ),
  changed(
    'an unknown network',
    'target.limits.networkShape = "5g"',
    /limits\.networkShape: expected one of .*4g.*, got "5g"/u,
  ),
  changed(
    'a network without bytes',
    'target.limits.networkShape = "offline"',
    /limits\.networkShape: expected one of .*, got "offline"/u,
  ),
  changed(
    'an unknown name in a task',
    'target.tasks[0].values.title = "Job {uniqe}"',
    /tasks\.0\.values: nothing gives \{uniqe\}; expected one of \{unique\}, \{uuid\}/u,
  ),
  changed(
    'an unknown name in a path',
    'target.endpoints.find((one) => one.path.includes("{")).path = "/api/{nobody}"',
    /endpoints\.\d+: nothing gives \{nobody\}/u,
  ),
  changed(
    'an unknown name in a command',
    'target.operations.backup.command = "backup.sh {artefact}"',
    /operations\.backup\.command: nothing gives \{artefact\}; expected one of \{artifact\}, \{snapshot\}/u,
  ),
  changed(
    'an unknown name in the scheduled backup',
    'target.operations.rotation.run.command = "nightly.sh {folder}"',
    /operations\.rotation\.run\.command: nothing gives \{folder\}; expected one of \{store\}/u,
  ),
  changed(
    'a backup whose name says no day',
    'target.operations.rotation.name = "shop-{year}{month}.tar"',
    /operations\.rotation.*expected \{year\}, \{month\} and \{day\}/u,
  ),
  changed(
    'a key that is no variable',
    'target.operations.encryption.keyVariable = "backup key"',
    /operations\.encryption.*expected the name of an environment variable/u,
  ),
  changed(
    'a JSON pointer that is none',
    'target.signIn.token = "accessToken"',
    /signIn\.token: expected a JSON pointer such as \/data\/token/u,
  ),
  changed(
    'an unknown application',
    'target.application = "shop"',
    /application: no recipe for shop: expected one of reference, (?:[\w-]+, )+or an export named "recipe" beside the target/u,
  ),
  changed(
    'a seed that its system does not have',
    'target.seed.gate = "huge"',
    /seed\.gate: expected one of XS, S, M, L, got "huge"/u,
  ),
];
