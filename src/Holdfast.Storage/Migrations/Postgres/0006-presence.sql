-- Who can come: what somebody chose, the latest sign of a screen of theirs, and what they took last. Clear: acting staff and times.
CREATE TABLE presence (
  person bytea PRIMARY KEY,
  chosen text NOT NULL,
  chosen_at bigint NOT NULL,
  seen_at bigint,
  handled_at bigint,
  handled bytea
);

-- Rung after supervisors and leads, as an administrator says.
ALTER TABLE person ADD COLUMN on_call bigint NOT NULL DEFAULT 0;
-- Where they are called by hand: an extension or a number.
ALTER TABLE person ADD COLUMN phone text;
CREATE INDEX incident_by_owner ON incident (owner, first_position DESC) WHERE owner IS NOT NULL AND state <> 'closed';
