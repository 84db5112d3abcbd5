#!/usr/bin/env bash
# Makes the fixture images that the tests of containers use, with the engine that DOCKER_HOST names; with "bench", what bench/Containers needs as well.
# An image that is there, made from the same recipe, is left alone; so is a real one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
source ./fixture.sh

make busybox:1.36 busybox
make redis:8.6 redis
make postgres:18.3 postgres

KAFKA_PUBLISHED=$work/EmbeddedKafka
dotnet publish ../../src/EmbeddedKafka --configuration Release --output "$KAFKA_PUBLISHED" --verbosity quiet -p:UseAppHost=false -p:DebugType=none >&2
make confluentinc/confluent-local:8.2.0 kafka "$KAFKA_PUBLISHED"

# Tools with a web page, at the ports that the real ones listen on.
while read -r PAGE_PORT image; do
    make "$image" page
done <<'END'
5540 redis/redisinsight:2.70
8081 rediscommander/redis-commander:latest
80 dpage/pgadmin4:9.9.0
8081 sosedoff/pgweb:0.16.2
8000 crystaldba/postgres-mcp:0.3.0
8080 kafbat/kafka-ui:v1.3.0
END

[ "${1-}" != bench ] || make mcr.microsoft.com/dotnet/aspnet:10.0 aspnet
