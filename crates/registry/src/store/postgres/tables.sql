-- The tables of a journal, in the first schema of the search path. What is compared with this file is the version and the
-- names of the triggers.
CREATE TABLE qazyq_format (
  version integer NOT NULL
);
INSERT INTO qazyq_format VALUES (1);

CREATE TABLE qazyq_journal (
  number bigint PRIMARY KEY CHECK (number >= 1),
  line bytea NOT NULL,
  sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32)
);

CREATE TABLE qazyq_credential (
  "user" text PRIMARY KEY,
  phc text NOT NULL
);

CREATE TABLE qazyq_lease (
  name text PRIMARY KEY,
  holder text NOT NULL,
  fence bigint NOT NULL,
  until timestamptz NOT NULL
);

-- The search path of today, so that the function means this schema's journal whoever's session it runs in.
CREATE FUNCTION qazyq_journal_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  RAISE EXCEPTION 'a row of the journal is never changed or deleted' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE FUNCTION qazyq_journal_grows() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  first bigint;
  last bigint;
  many bigint;
BEGIN
  SELECT min(number), max(number), count(*) INTO first, last, many FROM added;
  IF many > 0 AND (last - first + 1 <> many OR first <> 1 AND NOT EXISTS (
    SELECT FROM qazyq_journal WHERE number = first - 1
  )) THEN
    RAISE EXCEPTION 'a row of the journal comes behind the last one' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER qazyq_journal_is_never_changed BEFORE UPDATE OR DELETE ON qazyq_journal
  FOR EACH STATEMENT EXECUTE FUNCTION qazyq_journal_refuse();
CREATE TRIGGER qazyq_journal_is_never_emptied BEFORE TRUNCATE ON qazyq_journal
  FOR EACH STATEMENT EXECUTE FUNCTION qazyq_journal_refuse();
CREATE TRIGGER qazyq_journal_grows_at_its_end AFTER INSERT ON qazyq_journal
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION qazyq_journal_grows();
