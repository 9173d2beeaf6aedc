#!/bin/sh
# Runs SeaweedFS as a single S3 server: its parts speak to each other on loopback, the S3 port speaks TLS alone (with
# s3.port.https=0 the certificate is used on s3.port itself), and the bucket is made once it answers.
set -eu
weed server -dir=/data -ip=127.0.0.1 -ip.bind=127.0.0.1 -master.volumeSizeLimitMB=1024 -volume.max=0 \
  -filer -s3 -s3.ip.bind=0.0.0.0 -s3.port=8333 -s3.port.https=0 -s3.config=/run/secrets/s3.json \
  -s3.cert.file=/run/kopexa/tls/identity.pem -s3.key.file=/run/kopexa/tls/identity.pem &
server=$!
trap 'kill -TERM "$server"; wait "$server"' TERM INT
(
  until echo 's3.bucket.create -name kopexa' | weed shell -master=127.0.0.1:9333 -filer=127.0.0.1:8888 >/dev/null 2>&1 ||
    echo 's3.bucket.list' | weed shell -master=127.0.0.1:9333 -filer=127.0.0.1:8888 2>/dev/null | grep -q kopexa; do
    sleep 1
  done
  touch /tmp/bucket-is-there
) &
wait "$server"
