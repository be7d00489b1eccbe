-- The journal of samepath's runs, on PostgreSQL.
--
-- samepath_executors  One row per running process that executes runs. It proves that it lives by
--                     moving `lease_until` forward; host, pid and born let others on the same host
--                     see at once that it died. `serves` lists the workflows it defines, with
--                     their versions if it executes no others.
-- samepath_runs       One row per run. `executor` and `fence` say whose it is: whoever takes a run
--                     over raises the fence, and every write of a run is conditional on it, so that
--                     a process that lost the run can record nothing.
-- samepath_entries    The journal proper: one row per operation of a run, at its position. `state`
--                     is 0 for a result, 1 for an error, 2 for a step that runs at most once and was
--                     started. No secondary index but the key's.
-- samepath_messages   Sent to a run. Receiving marks the message as taken in the transaction that
--                     records it; it stays, so that sending it again under its id changes nothing.
-- samepath_events     The latest value that a run set under a key.
--
-- The flow: start inserts a run (status queued, or running with an executor) > each operation
-- inserts an entry > the end updates the run (succeeded, failed). cancelled and blocked are set from
-- outside or by a check; resume turns them into queued. A run without a living executor is claimed:
-- executor and fence change, its entries are read once, its body runs again from the first line.
--
-- Times are seconds since 1970, by the clock of the database. Values are JSON (codec.py).

-- migration 1: runs, entries, messages, events

create table samepath_executors (
    id text primary key,
    host text not null,
    pid integer not null,
    born text not null,
    serves text not null,
    lease_until double precision not null
);

create table samepath_runs (
    id text primary key,
    workflow text not null,
    version text not null,
    status text not null,
    input text not null,
    digest text not null,
    outcome text,
    executor text,
    fence integer not null,
    attempts integer not null,
    queue text,
    priority integer not null,
    dedupe text,
    parent text,
    deadline double precision,
    created double precision not null,
    started double precision,
    ended double precision
);

create index samepath_runs_open on samepath_runs (status, queue, priority, created)
    where status in ('queued', 'running');
create index samepath_runs_parent on samepath_runs (parent) where parent is not null;
create index samepath_runs_deadline on samepath_runs (deadline)
    where deadline is not null and status in ('queued', 'running');
create index samepath_runs_started on samepath_runs (queue, started)
    where queue is not null and started is not null;
create unique index samepath_runs_dedupe on samepath_runs (queue, dedupe)
    where dedupe is not null and status in ('queued', 'running');

create table samepath_entries (
    run text not null,
    position text not null,
    kind text not null,
    name text not null,
    digest text not null,
    preview text not null,
    state integer not null,
    value text not null,
    started double precision not null,
    ended double precision not null,
    primary key (run, position)
);

create table samepath_messages (
    id text primary key,
    run text not null,
    topic text not null,
    body text not null,
    taken text,
    sent double precision not null
);

create index samepath_messages_box on samepath_messages (run, topic, sent, id)
    where taken is null;

create table samepath_events (
    run text not null,
    key text not null,
    value text not null,
    position text not null,
    primary key (run, key)
);
