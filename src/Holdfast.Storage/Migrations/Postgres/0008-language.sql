-- The language that somebody reads, as a BCP 47 primary subtag; none for what their browser asks for.
ALTER TABLE person ADD COLUMN language text;
