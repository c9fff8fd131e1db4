/** Version of the file; one of another version is refused, never guessed at. */
export const stateVersion = 1;

export const stateTables = `
  create table if not exists looks (
    run text primary key,
    target text not null,
    place text not null,
    started_at text not null,
    look text not null
  );
  create index if not exists looks_by_time on looks (target, place, started_at);
  create table if not exists watches (
    target text not null,
    place text not null,
    title text not null,
    told text not null,
    failures integer not null,
    since text not null,
    last_look_at text not null,
    silence_told_at text,
    primary key (target, place)
  );
  create table if not exists deliveries (
    id integer primary key,
    target text not null,
    place text not null,
    channel text not null,
    message text not null,
    created_at text not null,
    attempts integer not null default 0,
    last_error text,
    claimed_until text,
    ended_at text
  );
  create index if not exists deliveries_open on deliveries (ended_at);
  pragma user_version = ${stateVersion};
`;
