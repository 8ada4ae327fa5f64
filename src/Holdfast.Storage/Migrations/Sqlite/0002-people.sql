CREATE TABLE team (
  id blob PRIMARY KEY,
  name text NOT NULL UNIQUE
);

CREATE TABLE person (
  id blob PRIMARY KEY,
  user_name text NOT NULL UNIQUE,
  display_name text NOT NULL,
  team blob NOT NULL REFERENCES team (id),
  password_hash text,
  stamp text NOT NULL,
  disabled bigint NOT NULL DEFAULT 0,
  failed_count bigint NOT NULL DEFAULT 0,
  locked_until bigint,
  added_at bigint NOT NULL
);

-- A content role counts from confirmed_at on; until then it is a proposal.
CREATE TABLE person_role (
  person blob NOT NULL REFERENCES person (id),
  role text NOT NULL,
  given_by blob,
  given_at bigint NOT NULL,
  confirmed_by blob,
  confirmed_at bigint,
  PRIMARY KEY (person, role)
);

-- Random secrets are kept as SHA-256 only. kind: session, token, first-link, founding-link.
CREATE TABLE secret (
  hash blob PRIMARY KEY,
  kind text NOT NULL,
  person blob NOT NULL REFERENCES person (id),
  made_at bigint NOT NULL,
  last_used_at bigint NOT NULL,
  expires_at bigint NOT NULL
);
CREATE INDEX secret_of_person ON secret (person, kind);
CREATE INDEX secret_expires ON secret (expires_at);

-- Rows that nodes watch: a change of people raises revision, and every node reads the people anew.
CREATE TABLE people_revision (
  one bigint PRIMARY KEY CHECK (one = 1),
  revision bigint NOT NULL
);
INSERT INTO people_revision (one, revision) VALUES (1, 1);

-- Keys of the web pages (forms), sealed under the master key.
CREATE TABLE key_ring (
  name text PRIMARY KEY,
  sealed blob NOT NULL,
  added_at bigint NOT NULL
);

-- Facts of the house that are not in the ledger yet: written with the change they tell of, appended under their own ids, then removed.
CREATE TABLE house_outbox (
  id blob PRIMARY KEY,
  author blob NOT NULL,
  made_at bigint NOT NULL,
  fact blob NOT NULL
);
