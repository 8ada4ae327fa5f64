-- What rings now, for a screen that opens: few rows among many.
DROP INDEX incident_unacknowledged;
CREATE INDEX incident_ringing ON incident (first_position DESC) WHERE ring_tier IS NOT NULL;
