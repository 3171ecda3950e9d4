# The pages are built where everything is installed, and only they are taken along.
FROM node:24-slim AS pages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY explorer explorer
COPY src src
RUN node explorer/build.ts

# The server, run from its TypeScript as it stands.
FROM node:24-slim

ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=4000 \
    CITETRAIL_DATA=/data

# Where the embedded database lives when DATABASE_URL is not set. One container at a time may use it.
RUN install --directory --owner=node --group=node /data
VOLUME /data

WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force
COPY migrations migrations
COPY seed seed
COPY src src
COPY --from=pages /app/explorer/dist explorer/dist

USER node
EXPOSE 4000
# The first start reads the vocabulary and the bundled pages before it listens.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# As `npm start` has it: less room for new values keeps a hundred megabytes free, and costs nothing that was measured.
CMD ["node", "--max-semi-space-size=8", "src/cli/citetrail.js", "serve"]
