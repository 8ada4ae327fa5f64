-- Evidence on its way in, and what is still to be done with it once kept: looked through for attachments, scanned. The originals lie in the evidence store.
CREATE TABLE upload (
  incident bytea NOT NULL,
  evidence bytea NOT NULL,
  person bytea NOT NULL,
  begun_at bigint NOT NULL,
  -- The latest sign of it; for work that is to be done, when it is to be tried again.
  last_at bigint NOT NULL,
  -- 'arriving', then 'kept' while work remains. A row without work is removed.
  state text NOT NULL,
  attempts bigint NOT NULL,
  ciphertext bytea NOT NULL,
  PRIMARY KEY (incident, evidence)
);
CREATE INDEX upload_by_sign ON upload (state, last_at);
