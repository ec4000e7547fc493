# Keeps logins, databases and passwords as the mounted Secrets say, over the local socket, which asks for no password: a
# Secret that is written anew locks nobody out. /logins/NAME/password is a login's password, /databases/NAME a line for each
# database that it owns.
set -eu

login() {
  name=$1
  # psql reads the password from the file, so that it is in no argument and no variable of a process.
  psql --no-psqlrc --quiet --tuples-only --username postgres --dbname postgres -v ON_ERROR_STOP=1 -v name="$name" <<'SQL'
SELECT format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE', :'name')
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'name') \gexec
\setenv NAME :name
\set password `cat "/logins/$NAME/password"`
ALTER ROLE :"name" PASSWORD :'password';
SQL
  while read -r database; do
    psql --no-psqlrc --quiet --tuples-only --username postgres --dbname postgres -v ON_ERROR_STOP=1 \
      -v name="$name" -v database="$database" <<'SQL'
SELECT format('CREATE DATABASE %I OWNER %I', :'database', :'name')
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec
SQL
    # Only a superuser may create it where it is not marked as trusted.
    psql --no-psqlrc --quiet --tuples-only --username postgres --dbname "$database" -v ON_ERROR_STOP=1 <<'SQL'
SELECT 'CREATE EXTENSION IF NOT EXISTS vector'
 WHERE EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector' AND installed_version IS NULL) \gexec
SQL
  done < "/databases/$name"
}

# The image wants a password for postgres when it makes the cluster. Nobody logs in with it, and from here on nobody can.
until psql --no-psqlrc --quiet --username postgres --dbname postgres -c 'ALTER ROLE postgres PASSWORD NULL' 2> /dev/null; do
  sleep 1
done

while :; do
  for folder in /logins/*; do
    name=${folder##*/}
    seen=/tmp/$name.sha256
    now=$(sha256sum < "$folder/password")
    if [ "$now" != "$(cat "$seen" 2> /dev/null || true)" ]; then
      if login "$name"; then
        echo "$now" > "$seen"
        echo "the login $name is as its Secret says"
      fi
    fi
  done
  sleep 1
done
