-- Up Migration

CREATE EXTENSION IF NOT EXISTS "uuid-ossp";
CREATE EXTENSION IF NOT EXISTS pgcrypto;

-- The real application cannot do without it; here it only shows that the user may create it where there is one. Debian's
-- PostgreSQL, for one, comes without pgvector.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector') THEN
    CREATE EXTENSION IF NOT EXISTS vector;
  END IF;
END
$$;

-- Down Migration

-- Extensions stay: other schemas of the database may use them.
SELECT 1;
