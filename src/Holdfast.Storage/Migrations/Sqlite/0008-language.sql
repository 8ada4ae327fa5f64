-- How somebody reads: language as a BCP 47 primary subtag, and look; none for what their browser asks for.
ALTER TABLE person ADD COLUMN language text;
ALTER TABLE person ADD COLUMN theme text;
-- The roles for which they have read how this works, as words with spaces between.
ALTER TABLE person ADD COLUMN guided text;
