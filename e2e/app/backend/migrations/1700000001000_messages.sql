-- Up Migration

CREATE TABLE messages (
  id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
  workflow_id text NOT NULL UNIQUE,
  content bytea NOT NULL,
  checksum bytea GENERATED ALWAYS AS (digest(content, 'sha256')) STORED,
  recorded_by text NOT NULL,
  attempts integer NOT NULL DEFAULT 1,
  recorded_at timestamptz NOT NULL DEFAULT now()
);

-- Down Migration

DROP TABLE messages;
