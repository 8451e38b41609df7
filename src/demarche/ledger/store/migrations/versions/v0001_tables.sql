-- Version 0001: every table and index as first made. Frozen: changes are later versions.

CREATE TABLE occurrences (
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  "group" TEXT NOT NULL,
  sides TEXT NOT NULL,
  start TEXT,
  "end" TEXT,
  origins INTEGER NOT NULL,
  CONSTRAINT pk_occurrences PRIMARY KEY (id)
);

CREATE TABLE runs (
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  program TEXT NOT NULL,
  reader TEXT NOT NULL,
  CONSTRAINT pk_runs PRIMARY KEY (id)
);

CREATE TABLE documents (
  id TEXT NOT NULL,
  given_id TEXT,
  url TEXT,
  outlet TEXT,
  title TEXT,
  published TEXT,
  language TEXT,
  genre TEXT,
  sha256 TEXT NOT NULL,
  text TEXT NOT NULL,
  body TEXT NOT NULL,
  run TEXT NOT NULL,
  CONSTRAINT pk_documents PRIMARY KEY (id),
  CONSTRAINT fk_documents_run_runs FOREIGN KEY(run) REFERENCES runs (id)
);
CREATE INDEX ix_documents_outlet ON documents (outlet);
CREATE INDEX ix_documents_published ON documents (published);

CREATE TABLE judgements (
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  verdict TEXT NOT NULL,
  score DOUBLE PRECISION NOT NULL,
  author_kind TEXT NOT NULL,
  author TEXT NOT NULL,
  at TEXT NOT NULL,
  dated TEXT,
  run TEXT,
  body TEXT NOT NULL,
  CONSTRAINT pk_judgements PRIMARY KEY (id),
  CONSTRAINT fk_judgements_run_runs FOREIGN KEY(run) REFERENCES runs (id)
);
CREATE INDEX ix_judgements_kind ON judgements (kind);

CREATE TABLE members (
  record TEXT NOT NULL,
  occurrence TEXT NOT NULL,
  number INTEGER NOT NULL,
  CONSTRAINT pk_members PRIMARY KEY (record),
  CONSTRAINT fk_members_occurrence_occurrences FOREIGN KEY(occurrence) REFERENCES occurrences (id)
);
CREATE INDEX ix_members_occurrence ON members (occurrence);

CREATE TABLE passages (
  number {serial},
  document TEXT NOT NULL,
  kind TEXT NOT NULL,
  record TEXT,
  words TEXT NOT NULL,
  CONSTRAINT pk_passages PRIMARY KEY (number),
  CONSTRAINT fk_passages_document_documents FOREIGN KEY(document) REFERENCES documents (id)
);
CREATE INDEX ix_passages_document ON passages (document);

CREATE TABLE readings (
  id TEXT NOT NULL,
  document TEXT NOT NULL,
  reader TEXT NOT NULL,
  run TEXT NOT NULL,
  findings TEXT NOT NULL,
  CONSTRAINT pk_readings PRIMARY KEY (id),
  CONSTRAINT fk_readings_document_documents FOREIGN KEY(document) REFERENCES documents (id),
  CONSTRAINT fk_readings_run_runs FOREIGN KEY(run) REFERENCES runs (id)
);
CREATE INDEX ix_readings_document ON readings (document);

CREATE TABLE standings (
  judgement TEXT NOT NULL,
  kind TEXT NOT NULL,
  record TEXT NOT NULL,
  verdict TEXT NOT NULL,
  by_person INTEGER NOT NULL,
  dated TEXT,
  CONSTRAINT pk_standings PRIMARY KEY (judgement),
  CONSTRAINT fk_standings_judgement_judgements FOREIGN KEY(judgement) REFERENCES judgements (id)
);
CREATE INDEX ix_standings_record ON standings (record);

CREATE TABLE subjects (
  judgement TEXT NOT NULL,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  CONSTRAINT pk_subjects PRIMARY KEY (judgement, number),
  CONSTRAINT fk_subjects_judgement_judgements FOREIGN KEY(judgement) REFERENCES judgements (id)
);
CREATE INDEX ix_subjects_id ON subjects (id);

CREATE TABLE actors (
  reading TEXT NOT NULL,
  id TEXT NOT NULL,
  document TEXT NOT NULL,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  kind TEXT NOT NULL,
  country TEXT,
  role TEXT,
  registry TEXT,
  wikidata TEXT,
  body TEXT NOT NULL,
  CONSTRAINT pk_actors PRIMARY KEY (reading, id),
  CONSTRAINT fk_actors_reading_readings FOREIGN KEY(reading) REFERENCES readings (id),
  CONSTRAINT fk_actors_document_documents FOREIGN KEY(document) REFERENCES documents (id)
);
CREATE INDEX ix_actors_folded ON actors (folded);
CREATE INDEX ix_actors_registry ON actors (registry);

CREATE TABLE commitments (
  reading TEXT NOT NULL,
  id TEXT NOT NULL,
  document TEXT NOT NULL,
  day TEXT,
  number INTEGER NOT NULL,
  act TEXT NOT NULL,
  due_start TEXT,
  due_end TEXT,
  condition TEXT,
  strength TEXT NOT NULL,
  status TEXT NOT NULL,
  event TEXT,
  place_in_text INTEGER NOT NULL,
  quote TEXT NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  body TEXT NOT NULL,
  CONSTRAINT pk_commitments PRIMARY KEY (reading, id),
  CONSTRAINT fk_commitments_reading_readings FOREIGN KEY(reading) REFERENCES readings (id),
  CONSTRAINT fk_commitments_document_documents FOREIGN KEY(document) REFERENCES documents (id)
);
CREATE INDEX ix_commitments_day ON commitments (day);
CREATE INDEX ix_commitments_id ON commitments (id);

CREATE TABLE current (
  document TEXT NOT NULL,
  reading TEXT NOT NULL,
  CONSTRAINT pk_current PRIMARY KEY (document),
  CONSTRAINT fk_current_document_documents FOREIGN KEY(document) REFERENCES documents (id),
  CONSTRAINT fk_current_reading_readings FOREIGN KEY(reading) REFERENCES readings (id)
);
CREATE INDEX ix_current_reading ON current (reading);

CREATE TABLE events (
  reading TEXT NOT NULL,
  id TEXT NOT NULL,
  document TEXT NOT NULL,
  day TEXT,
  number INTEGER NOT NULL,
  type TEXT NOT NULL,
  mode TEXT,
  status TEXT NOT NULL,
  start TEXT,
  "end" TEXT,
  precision TEXT,
  place TEXT,
  place_country TEXT,
  medium TEXT,
  duration INTEGER,
  place_in_text INTEGER NOT NULL,
  quote TEXT NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  body TEXT NOT NULL,
  CONSTRAINT pk_events PRIMARY KEY (reading, id),
  CONSTRAINT fk_events_reading_readings FOREIGN KEY(reading) REFERENCES readings (id),
  CONSTRAINT fk_events_document_documents FOREIGN KEY(document) REFERENCES documents (id)
);
CREATE INDEX ix_events_day ON events (day);
CREATE INDEX ix_events_id ON events (id);
CREATE INDEX ix_events_type_day ON events (type, day);

CREATE TABLE exchanges (
  reading TEXT NOT NULL,
  id TEXT NOT NULL,
  document TEXT NOT NULL,
  day TEXT,
  number INTEGER NOT NULL,
  status TEXT NOT NULL,
  place_in_text INTEGER NOT NULL,
  quote TEXT NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  body TEXT NOT NULL,
  CONSTRAINT pk_exchanges PRIMARY KEY (reading, id),
  CONSTRAINT fk_exchanges_reading_readings FOREIGN KEY(reading) REFERENCES readings (id),
  CONSTRAINT fk_exchanges_document_documents FOREIGN KEY(document) REFERENCES documents (id)
);
CREATE INDEX ix_exchanges_id ON exchanges (id);

CREATE TABLE inputs (
  id TEXT NOT NULL,
  reader TEXT NOT NULL,
  reading TEXT NOT NULL,
  CONSTRAINT pk_inputs PRIMARY KEY (id, reader),
  CONSTRAINT fk_inputs_reading_readings FOREIGN KEY(reading) REFERENCES readings (id)
);

CREATE TABLE positions (
  reading TEXT NOT NULL,
  id TEXT NOT NULL,
  document TEXT NOT NULL,
  day TEXT,
  number INTEGER NOT NULL,
  question TEXT NOT NULL,
  stance TEXT NOT NULL,
  place_in_text INTEGER NOT NULL,
  quote TEXT NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  body TEXT NOT NULL,
  CONSTRAINT pk_positions PRIMARY KEY (reading, id),
  CONSTRAINT fk_positions_reading_readings FOREIGN KEY(reading) REFERENCES readings (id),
  CONSTRAINT fk_positions_document_documents FOREIGN KEY(document) REFERENCES documents (id)
);
CREATE INDEX ix_positions_id ON positions (id);

CREATE TABLE statements (
  reading TEXT NOT NULL,
  id TEXT NOT NULL,
  document TEXT NOT NULL,
  day TEXT,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  cue TEXT,
  medium TEXT,
  place_in_text INTEGER NOT NULL,
  quote TEXT NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  body TEXT NOT NULL,
  CONSTRAINT pk_statements PRIMARY KEY (reading, id),
  CONSTRAINT fk_statements_reading_readings FOREIGN KEY(reading) REFERENCES readings (id),
  CONSTRAINT fk_statements_document_documents FOREIGN KEY(document) REFERENCES documents (id)
);
CREATE INDEX ix_statements_day ON statements (day);
CREATE INDEX ix_statements_id ON statements (id);

CREATE TABLE parties (
  reading TEXT NOT NULL,
  record TEXT NOT NULL,
  role TEXT NOT NULL,
  number INTEGER NOT NULL,
  actor TEXT NOT NULL,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  country TEXT,
  registry TEXT,
  CONSTRAINT pk_parties PRIMARY KEY (reading, record, role, number),
  CONSTRAINT fk_parties_reading_actor_actors FOREIGN KEY(reading, actor) REFERENCES actors (reading, id)
);
CREATE INDEX ix_parties_country ON parties (country);
CREATE INDEX ix_parties_folded ON parties (folded);
CREATE INDEX ix_parties_record ON parties (record);
CREATE INDEX ix_parties_registry ON parties (registry);
