#!/bin/sh
# Whether the server takes connections. A certificate that was renewed is taken over on the way: the server reads it
# again when it is told to, and connections that are open stay.
set -eu
pg_isready --quiet --host=/var/run/postgresql --username=postgres
if [ ! -e /tmp/certificate-taken ] || [ /run/kopexa/tls/identity.pem -nt /tmp/certificate-taken ]; then
  touch /tmp/certificate-taken
  kill -HUP 1
fi
