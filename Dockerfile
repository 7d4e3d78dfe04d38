# The product in one image; ROLE (all, web, worker) chooses what a container runs. See docker-compose.yml.

FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# not `npm ci`: it refuses a lock file that lacks another platform's optional binaries
RUN npm install --no-audit --no-fund --include=dev
COPY . .
RUN npm run build \
 && npm prune --omit=dev --no-audit --no-fund \
 && mkdir -p build

FROM node:20-bookworm-slim AS runtime
# tini reaps and passes signals on; mariadb-client is what `npm run backup` and `npm run restore` call
RUN apt-get update \
 && apt-get install -y --no-install-recommends tini mariadb-client \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
ENV NODE_ENV=production \
    TZ=UTC \
    PORT=3000 \
    DATA_DIR=/app/data \
    BACKUP_DIR=/app/data/backups \
    ADMIN_JS_TMP_DIR=build/admin \
    ADMIN_JS_SKIP_BUNDLE=true
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/locales ./locales
COPY --from=build /app/admin ./admin
COPY --from=build /app/scripts ./scripts
COPY --from=build /app/build ./build
COPY --from=build /app/dist ./dist
# the spool of events received while MySQL is away, and backups: mount a volume here
RUN mkdir -p data && chown node:node data
USER node
EXPOSE 3000
# unhealthy only after 75 s: the first start takes its time
HEALTHCHECK --interval=15s --timeout=5s --retries=5 \
  CMD ["node", "scripts/healthcheck.mjs"]
ENTRYPOINT ["tini", "--"]
CMD ["node", "dist/src/main.js"]
