import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import proxyaddr from 'proxy-addr';
import { z } from 'zod';
import { ConfigError } from './errors.ts';
import { LEVELS } from './telemetry/levels.ts';

const project = fileURLToPath(new URL('..', import.meta.url));

const count = (least: number, most: number) =>
  z.coerce.number(`a whole number from ${least} to ${most}`).int().min(least).max(most);

const LISTED = 'addresses, or networks such as 10.0.0.0/8, separated by commas';

/** Addresses and networks, in a list. */
const addresses = (initially: string) =>
  z
    .string()
    .default(initially)
    .transform((found) => found.split(/[\s,]+/).filter(Boolean))
    .refine(areAddresses, LISTED);

function areAddresses(list: readonly string[]): boolean {
  try {
    return proxyaddr.compile([...list]) !== undefined;
  } catch {
    return false;
  }
}

const DATABASE_ADDRESS = 'postgres://user:password@host:port/database';

const isDatabaseAddress = (address: string) => /^postgres(ql)?:\/\//.test(address) && URL.canParse(address);

const databaseAddress = z.string().refine(isDatabaseAddress, DATABASE_ADDRESS).optional();

const onOrOff = (initially: 'on' | 'off') =>
  z
    .enum(['on', 'off'], 'on or off')
    .default(initially)
    .transform((found) => found === 'on');

interface Setting {
  readonly variable: string;
  readonly read: z.ZodType;
  /** Whether its value holds passwords, and is not told: of an address, no more than how it begins. */
  readonly isSecret?: boolean;
}

/** Every setting: its environment variable, how it is read, its default, and what it is for. */
export const SETTINGS = {
  databaseUrl: {
    variable: 'DATABASE_URL',
    isSecret: true,
    read: databaseAddress,
    initially: 'none: embedded',
    purpose:
      'Address of a PostgreSQL server, `postgres://user:password@host:port/database`. Without it the graph lives in an embedded database.',
  },
  dataDirectory: {
    variable: 'CITETRAIL_DATA',
    read: z.string().default('.citetrail'),
    initially: '`.citetrail`',
    purpose: 'Directory of the embedded database. One process at a time.',
  },
  embeddedMemory: {
    variable: 'CITETRAIL_EMBEDDED_MEMORY',
    read: count(1, 1024).default(128),
    initially: '128',
    purpose:
      'How much of the embedded database is held in memory, in megabytes. Less makes commands start sooner; a graph that is larger is read and written more slowly.',
  },
  databaseReadUrl: {
    variable: 'DATABASE_READ_URL',
    isSecret: true,
    read: databaseAddress,
    initially: 'that of `DATABASE_URL`',
    purpose:
      'Address by which the API and exports read, for a user who may do nothing else. Its sessions are read-only in any case.',
  },
  replicaUrls: {
    variable: 'DATABASE_REPLICA_URLS',
    isSecret: true,
    read: z
      .string()
      .default('')
      .transform((found) => found.split(/[\s,]+/).filter(Boolean))
      .refine(
        (urls) => urls.every(isDatabaseAddress),
        `addresses such as ${DATABASE_ADDRESS}, separated by commas`,
      ),
    initially: 'none',
    purpose:
      'Addresses of streaming replicas of that server, separated by commas: the API and exports read from them, and from the server itself where none will do.',
  },
  replicaLag: {
    variable: 'CITETRAIL_REPLICA_LAG_MS',
    read: count(100, 3_600_000).default(5_000),
    initially: '5000',
    purpose: 'How far a replica may be behind and still be read from, in milliseconds.',
  },
  databasePool: {
    variable: 'DATABASE_POOL',
    read: count(1, 1000).default(10),
    initially: '10',
    purpose:
      'The most connections to hold to a PostgreSQL server, and as many for reading to it and to each replica.',
  },
  connectTime: {
    variable: 'CITETRAIL_CONNECT_MS',
    read: count(10, 3_600_000).default(5_000),
    initially: '5000',
    purpose: 'How long to wait for a connection to a PostgreSQL server, new or free, in milliseconds.',
  },
  host: {
    variable: 'HOST',
    read: z.string().default('127.0.0.1'),
    initially: '`127.0.0.1`',
    purpose: 'Address to listen on. `0.0.0.0` lets other machines in.',
  },
  port: {
    variable: 'PORT',
    read: count(0, 65535).default(4000),
    initially: '4000',
    purpose: 'Port to listen on; 0 takes any free one.',
  },
  drain: {
    variable: 'CITETRAIL_DRAIN_MS',
    read: count(0, 3_600_000).default(0),
    initially: '0',
    purpose:
      'How long a server that is told to stop goes on answering, in milliseconds, while `/readyz` says that it stops: time for those in front of it to look elsewhere.',
  },
  vocabulary: {
    variable: 'CITETRAIL_VOCABULARY',
    read: z.string().default(join(project, 'seed/vocabulary')),
    initially: 'the bundled one',
    purpose: 'Directory of the vocabulary: who and what the linker knows.',
  },
  pages: {
    variable: 'CITETRAIL_PAGES',
    read: z.string().default(join(project, 'seed/pages')),
    initially: 'the bundled ones',
    purpose: 'Pages that `serve` reads into an empty graph.',
  },
  pageBytes: {
    variable: 'CITETRAIL_PAGE_BYTES',
    read: count(1, 2 ** 30).default(5 * 2 ** 20),
    initially: '5242880',
    purpose: 'The largest page to read, in bytes.',
  },
  workers: {
    variable: 'CITETRAIL_WORKERS',
    read: z.preprocess(
      (found) => (found === undefined || found === 'auto' ? availableParallelism() - 1 : found),
      count(0, 256),
    ),
    initially: '`auto`: the cores less one',
    purpose: 'How many threads read pages beside the one that stores them, once there are many; 0 for none.',
  },
  rowsByDefault: {
    variable: 'CITETRAIL_ROWS_DEFAULT',
    read: count(1, 10_000).default(20),
    initially: '20',
    purpose: 'How many rows a connection gives when neither `first` nor `last` is asked for.',
  },
  rowsAtMost: {
    variable: 'CITETRAIL_ROWS_MOST',
    read: count(1, 10_000).default(100),
    initially: '100',
    purpose: 'The most rows that `first` and `last` may ask for, and the most ids of `nodes`.',
  },
  bodyBytes: {
    variable: 'CITETRAIL_BODY_BYTES',
    read: count(100, 2 ** 30).default(128 * 1024),
    initially: '131072',
    purpose: 'The most bytes that the body of a GraphQL request may have.',
  },
  pageBodyBytes: {
    variable: 'CITETRAIL_PAGE_BODY_BYTES',
    read: count(100, 2 ** 30).default(16 * 2 ** 20),
    initially: '16777216',
    purpose: 'The same for whoever brings a token for `ingest`: a page in JSON is larger than the page.',
  },
  trustedDocuments: {
    variable: 'CITETRAIL_DOCUMENTS',
    read: z.string().optional(),
    initially: 'none',
    purpose: 'File of documents that requests may name by their ids, as `citetrail documents` writes it.',
  },
  onlyTrusted: {
    variable: 'CITETRAIL_ONLY_TRUSTED',
    read: onOrOff('off'),
    initially: 'off',
    purpose:
      'Whether no other documents are answered: `on` or `off`. The explorer and GraphiQL are off then.',
  },
  bearer: {
    variable: 'CITETRAIL_BEARER',
    read: z.string().optional(),
    initially: 'none',
    purpose: 'Token with which `citetrail query` asks and writes; see `citetrail token`.',
  },
  requestTime: {
    variable: 'CITETRAIL_REQUEST_MS',
    read: count(10, 3_600_000).default(10_000),
    initially: '10000',
    purpose: 'How long the answer to a GraphQL request may take, in milliseconds.',
  },
  statementTime: {
    variable: 'CITETRAIL_STATEMENT_MS',
    read: count(10, 3_600_000).default(3_000),
    initially: '3000',
    purpose:
      'How long one statement of the API may take on a PostgreSQL server, in milliseconds. The embedded database knows no such limit.',
  },
  lockTime: {
    variable: 'CITETRAIL_LOCK_MS',
    read: count(10, 3_600_000).default(500),
    initially: '500',
    purpose: 'How long such a statement may wait for a lock, likewise.',
  },
  idleTime: {
    variable: 'CITETRAIL_IDLE_MS',
    read: count(10, 3_600_000).default(5_000),
    initially: '5000',
    purpose: 'How long a transaction of the API may lie idle, likewise.',
  },
  documentTokens: {
    variable: 'CITETRAIL_TOKENS',
    read: count(1, 1_000_000).default(2_000),
    initially: '2000',
    purpose: 'The most tokens (names, values, signs) that a GraphQL document may have.',
  },
  documentDepth: {
    variable: 'CITETRAIL_DEPTH',
    read: count(1, 1_000).default(12),
    initially: '12',
    purpose:
      'How deep the fields of a document may nest, through its fragments. Fields that ask about the schema do not count.',
  },
  documentAliases: {
    variable: 'CITETRAIL_ALIASES',
    read: count(0, 1_000_000).default(50),
    initially: '50',
    purpose: 'The most aliases that a document may have, counted wherever their fragments are spread.',
  },
  documentDirectives: {
    variable: 'CITETRAIL_DIRECTIVES',
    read: count(0, 1_000_000).default(20),
    initially: '20',
    purpose: 'The most directives that a document may have, counted likewise.',
  },
  documentCost: {
    variable: 'CITETRAIL_COST',
    read: count(1, 1_000_000).default(5_000),
    initially: '5000',
    purpose:
      'The most points that an operation may cost: one for each object that its answer may hold, and more for searches and walks.',
  },
  answerBytes: {
    variable: 'CITETRAIL_ANSWER_BYTES',
    read: count(1_000, 2 ** 28).default(16 * 2 ** 20),
    initially: '16777216',
    purpose: 'The most bytes that the data of an answer may have as JSON, before they are compressed.',
  },
  requestsAtOnce: {
    variable: 'CITETRAIL_REQUESTS',
    read: count(1, 100_000).default(10),
    initially: '10',
    purpose: 'How many requests of one address are answered at once. This machine’s own are not counted.',
  },
  points: {
    variable: 'CITETRAIL_POINTS',
    read: count(1, 1_000_000_000).default(10_000),
    initially: '10000',
    purpose:
      'How many points an address may spend in one go. A request costs what its operation does, or else one.',
  },
  pointsPerSecond: {
    variable: 'CITETRAIL_POINTS_PER_SECOND',
    read: count(1, 1_000_000_000).default(500),
    initially: '500',
    purpose: 'How many points an address is given back each second, until it has them all again.',
  },
  streamsOfOne: {
    variable: 'CITETRAIL_STREAMS_OF_ONE',
    read: count(0, 100_000).default(5),
    initially: '5',
    purpose: 'How many streams one address may have open at once. This machine’s own are not counted.',
  },
  streams: {
    variable: 'CITETRAIL_STREAMS',
    read: count(0, 100_000).default(100),
    initially: '100',
    purpose: 'How many streams the server has open at once, of all clients.',
  },
  streamTime: {
    variable: 'CITETRAIL_STREAM_SECONDS',
    read: count(1, 604_800).default(3_600),
    initially: '3600',
    purpose: 'How long a stream lasts, in seconds. Clients go on with another where it ended.',
  },
  streamLook: {
    variable: 'CITETRAIL_STREAM_LOOK_MS',
    read: count(10, 3_600_000).default(10_000),
    initially: '10000',
    purpose:
      'How long a stream waits for word from the database before it looks by itself, in milliseconds. It need not be short, unless what stands between lets no notifications through.',
  },
  feedEntries: {
    variable: 'CITETRAIL_FEED_ENTRIES',
    read: count(1, 1_000).default(50),
    initially: '50',
    purpose: 'How many entries a feed has at most.',
  },
  publicUrl: {
    variable: 'CITETRAIL_URL',
    read: z
      .url({ protocol: /^https?$/, error: 'an address such as https://trail.example.org' })
      .transform((found) => found.replace(/\/+$/, ''))
      .optional(),
    initially: 'as the client asks for it',
    purpose:
      'Address at which others find this server, for links in feeds: `https://trail.example.org`. To be set behind a proxy.',
  },
  proxies: {
    variable: 'CITETRAIL_PROXIES',
    read: addresses(''),
    initially: 'none',
    purpose:
      'Addresses of proxies, or networks such as `10.0.0.0/8`, separated by commas: whom they forward for is read from `X-Forwarded-For`.',
  },
  relationsPerStep: {
    variable: 'CITETRAIL_STEP_RELATIONS',
    read: count(100, 1_000_000).default(10_000),
    initially: '10000',
    purpose:
      'The most relations that a step of `traverse`, or a level of `paths` and `neighbourhood`, reads. Answers say where that was too few.',
  },
  searchWeighed: {
    variable: 'CITETRAIL_SEARCH_WEIGHED',
    read: count(100, 1_000_000).default(2_000),
    initially: '2000',
    purpose:
      'How many of the entries that have the words of a search are weighed to find the best. Answers say where there are more.',
  },
  log: {
    variable: 'CITETRAIL_LOG',
    read: z.enum(['auto', ...LEVELS], `one of auto, ${LEVELS.join(', ')}`).default('auto'),
    initially: '`auto`: `warn` at a terminal, else `info`',
    purpose:
      'From which level on `serve` logs, to standard error: `silent`, `error`, `warn`, or `info`, which has a line for each request.',
  },
  metricsReaders: {
    variable: 'CITETRAIL_METRICS',
    read: z.union([z.literal('off').transform(() => null), addresses('loopback')], LISTED),
    initially: '`loopback`: this machine',
    purpose:
      'Who may read `/metrics`: addresses, networks such as `10.0.0.0/8`, `loopback`, `uniquelocal` (private networks), separated by commas; or `off`.',
  },
  compile: {
    variable: 'CITETRAIL_COMPILE',
    read: onOrOff('on'),
    initially: 'on',
    purpose: 'Whether an operation becomes one statement where it can: `on` or `off`. Answers are the same.',
  },
  exportsAtOnce: {
    variable: 'CITETRAIL_EXPORTS',
    read: count(1, 1000).default(2),
    initially: '2',
    purpose: 'How many exports over HTTP run at once; each holds a connection to the database.',
  },
  patience: {
    variable: 'CITETRAIL_PATIENCE',
    read: count(1, 86_400).default(60),
    initially: '60',
    purpose:
      'How long an answer or an export waits for a client that takes nothing of it, in seconds, before it ends.',
  },
} as const;

/** The settings of a run. */
export type Config = { readonly [K in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[K]['read']> };

/** Reads the settings from environment variables; throws ConfigError that names all faults at once. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const faults: string[] = [];
  const config = Object.entries<Setting>(SETTINGS).map(([name, { variable, read, isSecret }]) => {
    // An empty variable is how shells and compose files say "not set".
    const found = environment[variable] || undefined;
    const result = read.safeParse(found);
    if (!result.success) {
      const expected = result.error.issues.map(({ message }) => message).join(', ');
      faults.push(`${variable} ${isSecret ? toldOf(found!) : `is “${found}”`}; expected ${expected}`);
    }
    return [name, result.data];
  });
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  const read = Object.fromEntries(config) as Config;
  if (read.points < read.documentCost)
    faults.push(
      `CITETRAIL_POINTS is ${read.points}; expected at least what one operation may cost, CITETRAIL_COST, ${read.documentCost}`,
    );
  if (read.replicaUrls.length > 0 && read.databaseUrl === undefined)
    faults.push('DATABASE_REPLICA_URLS names replicas; expected DATABASE_URL to name their primary');
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  return read;
}

/** What may be told of addresses that hold passwords: how the first one begins that is none of a database we know. */
function toldOf(addresses: string): string {
  const begins = addresses
    .split(/[\s,]+/)
    .map((address) => /^[a-z][\w+.-]*:\/\//i.exec(address)?.[0])
    .find((scheme) => scheme !== undefined && !/^postgres(ql)?:/.test(scheme));
  return begins ? `begins with “${begins}”` : 'is wrong';
}

/** What they say of those who ask a server. */
export const callerLimits = ({ requestsAtOnce, streamsOfOne, points, pointsPerSecond, proxies }: Config) => ({
  atOnce: requestsAtOnce,
  streams: streamsOfOne,
  points,
  perSecond: pointsPerSecond,
  proxies,
});

/** What the settings of a run say of the API. */
export function apiSettings(config: Config) {
  const { relationsPerStep, searchWeighed, compile } = config;
  return {
    limits: { default: config.rowsByDefault, most: config.rowsAtMost },
    documents: {
      tokens: config.documentTokens,
      depth: config.documentDepth,
      aliases: config.documentAliases,
      directives: config.documentDirectives,
    },
    cost: config.documentCost,
    answerBytes: config.answerBytes,
    bodyBytes: config.bodyBytes,
    pageBodyBytes: config.pageBodyBytes,
    requestTime: config.requestTime,
    relationsPerStep,
    searchWeighed,
    compile,
    streams: {
      most: config.streams,
      life: config.streamTime * 1_000,
      lookEvery: config.streamLook,
    },
  };
}
