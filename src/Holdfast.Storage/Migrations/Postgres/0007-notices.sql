-- How people are reached, in the order of ordinal. The ciphertext holds label and address, sealed under a key of the house.
CREATE TABLE method (
  id bytea PRIMARY KEY,
  person bytea NOT NULL,
  kind text NOT NULL,
  ordinal bigint NOT NULL,
  -- How long after the notice it is used.
  after_seconds bigint NOT NULL,
  added_at bigint NOT NULL,
  -- Null until its code was typed in; no notice goes there before.
  verified_at bigint,
  code_hash bytea,
  code_until bigint,
  code_tries bigint NOT NULL,
  failing_since bigint,
  failure text,
  ciphertext bytea NOT NULL
);
CREATE INDEX method_of_person ON method (person, ordinal);
CREATE INDEX method_failing ON method (failing_since) WHERE failing_since IS NOT NULL;

-- Raised with each change of methods: every node reads them anew.
CREATE TABLE method_revision (
  one bigint PRIMARY KEY CHECK (one = 1),
  revision bigint NOT NULL
);
INSERT INTO method_revision (one, revision) VALUES (1, 1);

-- One message to one person. A notice without an incident has year and serial 0.
CREATE TABLE notice (
  id bytea PRIMARY KEY,
  incident bytea,
  person bytea NOT NULL,
  cause text NOT NULL,
  -- Which time within one ring the person is told.
  round bigint NOT NULL,
  year bigint NOT NULL,
  serial bigint NOT NULL,
  priority text NOT NULL,
  made_at bigint NOT NULL,
  -- When its link was used, once.
  used_at bigint,
  over_at bigint
);
CREATE INDEX notice_of_incident ON notice (incident, person);
CREATE INDEX notice_of_person ON notice (person, made_at);
CREATE INDEX notice_by_age ON notice (made_at);

-- How one notice fares by one method; the screen's method is 16 zero bytes.
CREATE TABLE delivery (
  notice bytea NOT NULL,
  method bytea NOT NULL,
  kind text NOT NULL,
  state text NOT NULL,
  attempts bigint NOT NULL,
  -- When there is something to do (again), or null. Whoever takes it moves it ahead, so that one node alone has it and a node that dies loses nothing.
  due_at bigint,
  failure text,
  sent_at bigint,
  delivered_at bigint,
  seen_at bigint,
  -- When it was given up, and waits for somebody to send it again.
  failed_at bigint,
  PRIMARY KEY (notice, method)
);
CREATE INDEX delivery_due ON delivery (kind, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX delivery_dead ON delivery (failed_at) WHERE failed_at IS NOT NULL;
CREATE INDEX delivery_of_method ON delivery (method, notice);
