-- What is not clear is content, and content is ciphertext here. Ids are 16 bytes (UUIDv7), instants are UTC ticks.

CREATE TABLE house (
  name text PRIMARY KEY,
  value text NOT NULL
);

-- The head of the ledger: the last position given out. One row.
CREATE TABLE ledger_head (
  one integer PRIMARY KEY CHECK (one = 1),
  position bigint NOT NULL,
  recorded_at bigint NOT NULL
);
INSERT INTO ledger_head (one, position, recorded_at) VALUES (1, 0, 0);

CREATE TABLE number_head (
  year integer PRIMARY KEY,
  serial bigint NOT NULL
);

CREATE TABLE entry (
  -- Exactly "integer primary key": the row's own number, without an index beside it.
  position integer PRIMARY KEY,
  incident blob NOT NULL,
  sequence bigint NOT NULL,
  id blob NOT NULL UNIQUE,
  author blob NOT NULL,
  recorded_at bigint NOT NULL,
  commitment blob NOT NULL,
  ciphertext blob NOT NULL,
  ciphertext_hash blob NOT NULL,
  UNIQUE (incident, sequence)
);

-- Data keys, wrapped by the master key that the fingerprint names.
CREATE TABLE incident_key (
  incident blob PRIMARY KEY,
  fingerprint blob NOT NULL,
  wrapped blob NOT NULL
);

CREATE TABLE incident (
  id blob PRIMARY KEY,
  year bigint NOT NULL,
  serial bigint NOT NULL,
  state text NOT NULL,
  priority text NOT NULL,
  channel text NOT NULL,
  team blob NOT NULL,
  agent blob NOT NULL,
  owner blob,
  started_at bigint NOT NULL,
  filed_at bigint,
  closed_at bigint,
  acknowledged_at bigint,
  acknowledged_by blob,
  last_entry_at bigint NOT NULL,
  -- The next deadline, or null. A worker claims what is due by appending the fact that it fired.
  due_at bigint,
  ring_tier bigint,
  sequence bigint NOT NULL,
  version bigint NOT NULL,
  first_position bigint NOT NULL,
  last_position bigint NOT NULL,
  content blob NOT NULL,
  UNIQUE (year, serial)
);
CREATE INDEX incident_newest ON incident (first_position DESC);
CREATE INDEX incident_by_state ON incident (state, first_position DESC);
CREATE INDEX incident_by_agent ON incident (agent, first_position DESC);
CREATE INDEX incident_due ON incident (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX incident_unacknowledged ON incident (first_position DESC) WHERE acknowledged_at IS NULL AND state <> 'closed';

-- Keyed hashes: who may see an incident beyond the clear columns, and who may not see that it exists.
CREATE TABLE incident_token (
  token blob NOT NULL,
  incident blob NOT NULL,
  PRIMARY KEY (token, incident)
);
CREATE INDEX incident_token_of ON incident_token (incident);

-- Typing in progress: one row per entry that it will become.
CREATE TABLE draft (
  entry blob PRIMARY KEY,
  incident blob NOT NULL,
  person blob NOT NULL,
  saved_at bigint NOT NULL,
  ciphertext blob NOT NULL
);
CREATE INDEX draft_of_incident ON draft (incident);
CREATE INDEX draft_stale ON draft (saved_at);
