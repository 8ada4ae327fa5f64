-- Every version of the procedure that was ever in use, whole: an incident is read by the one it began with.
CREATE TABLE pack (
  hash text PRIMARY KEY,
  id text NOT NULL,
  number bigint NOT NULL,
  stored_at bigint NOT NULL,
  -- When it last became what new incidents begin with.
  used_at bigint NOT NULL,
  files blob NOT NULL
);
