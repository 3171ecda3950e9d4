/**
 * What a server counts of itself, for Prometheus. Every label has few values, whatever clients send: routes and codes
 * are the program's own, and should there ever be too many of one, those that come late are counted as `OTHER`.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Notes, StatementRun } from './request.ts';
import { version } from './version.ts';

/** How one of the database's servers stands. */
export interface ServerState {
  readonly name: string;
  /** Whether it is asked: a replica that is away or too far behind is not. */
  readonly isAsked: boolean;
  /** How far what it shows may be behind, in seconds; null where that is not known. */
  readonly behind: number | null;
  readonly connections: number;
  readonly idle: number;
  /** Those who wait for a connection. */
  readonly waiting: number;
}

/** A request that was answered. */
export interface Answered {
  readonly method: string;
  readonly status: number;
  readonly seconds: number;
  readonly bytes: number;
  readonly notes: Notes;
}

/** Where the figures come from that are looked up when someone asks for them. */
export interface Sources {
  /** The database's servers. */
  readonly servers: () => readonly ServerState[];
  /** About how many rows each table of the graph has; those not known are left out. */
  readonly rows: () => Promise<Readonly<Record<string, number>>>;
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const POINTS = [1, 5, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000];
const METHODS = new Set(['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'PATCH', 'DELETE']);

/** How many values of one label are told apart. */
const MOST_VALUES = 60;

/** The codes that say that a limit turned a request away; docs/limits.md has them, and a test compares. */
export const LIMIT_CODES: ReadonlySet<string> = new Set([
  'BODY_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'BAD_BODY',
  'TOO_MANY_TOKENS',
  'TOO_DEEP',
  'TOO_MANY_ALIASES',
  'TOO_MANY_DIRECTIVES',
  'COST_TOO_HIGH',
  'ANSWER_TOO_LARGE',
  'BAD_RANGE',
  'TIMEOUT',
  'BUSY',
  'RATE_LIMITED',
  'STREAM_ENDED',
]);

/** The metrics of one server. */
export class Metrics {
  readonly registry = new Registry();
  readonly #codes = new Set<string>();
  readonly #requests = this.#counter('http_requests_total', 'Requests answered.', [
    'route',
    'method',
    'status',
  ]);
  readonly #durations = this.#histogram('http_request_duration_seconds', 'Time to the end of an answer.', [
    'route',
    'method',
  ]);
  readonly #bytes = this.#counter('http_response_bytes_total', 'Bytes sent, heads included.', ['route']);
  readonly #underWay = new Gauge({
    name: 'citetrail_http_requests_under_way',
    help: 'Requests that are being answered.',
    registers: [this.registry],
  });
  readonly #operations = this.#counter(
    'graphql_operations_total',
    'GraphQL operations by outcome: OK, or the code of the first error.',
    ['outcome'],
  );
  readonly #compiled = this.#counter(
    'graphql_operations_compiled_total',
    'GraphQL operations that were executed, by how much of them one statement answered: wholly, partly, not.',
    ['compiled'],
  );
  readonly #costs = this.#histogram('graphql_cost_points', 'What operations cost.', [], POINTS);
  readonly #refusals = this.#counter('refusals_total', 'Requests that a limit turned away, by code.', [
    'code',
  ]);
  readonly #exports = this.#counter('exports_total', 'Files exported, by outcome: whole or cut.', [
    'file',
    'outcome',
  ]);
  readonly #statements = this.#histogram(
    'database_statement_duration_seconds',
    'Time of statements that were run for requests, by server of the database.',
    ['server'],
  );
  readonly #failures = this.#counter('database_statement_failures_total', 'Such statements that failed.', [
    'server',
  ]);

  constructor(sources: Sources) {
    collectDefaultMetrics({ register: this.registry });
    this.#describeBuild();
    this.#lookUpServers(sources.servers);
    this.#lookUpRows(sources.rows);
  }

  begun(): void {
    this.#underWay.inc();
  }

  answered({ method, status, seconds, bytes, notes }: Answered): void {
    const route = notes.route ?? 'none';
    const known = METHODS.has(method) ? method : 'OTHER';
    this.#underWay.dec();
    this.#requests.inc({ route, method: known, status });
    this.#durations.observe({ route, method: known }, seconds);
    this.#bytes.inc({ route }, bytes);
    const { outcome, compiled, cost, code = outcome, file } = notes;
    if (outcome !== undefined) this.#operations.inc({ outcome: this.#oneOfFew(outcome) });
    if (compiled !== undefined) this.#compiled.inc({ compiled });
    if (cost !== undefined) this.#costs.observe(cost);
    if (code !== undefined && LIMIT_CODES.has(code)) this.#refusals.inc({ code });
    if (file !== undefined) this.#exports.inc({ file, outcome: status === 200 ? 'whole' : 'cut' });
  }

  ran({ server, seconds, failed }: StatementRun): void {
    this.#statements.observe({ server }, seconds);
    if (failed) this.#failures.inc({ server });
  }

  #oneOfFew(code: string): string {
    if (this.#codes.size < MOST_VALUES) this.#codes.add(code);
    return this.#codes.has(code) ? code : 'OTHER';
  }

  #counter(name: string, help: string, labelNames: string[]) {
    return new Counter({ name: `citetrail_${name}`, help, labelNames, registers: [this.registry] });
  }

  #histogram(name: string, help: string, labelNames: string[], buckets = SECONDS) {
    return new Histogram({
      name: `citetrail_${name}`,
      help,
      labelNames,
      buckets,
      registers: [this.registry],
    });
  }

  #describeBuild(): void {
    new Gauge({
      name: 'citetrail_build_info',
      help: 'Always 1; its labels say what runs.',
      labelNames: ['version', 'node'],
      registers: [this.registry],
    }).set({ version: version(), node: process.versions.node }, 1);
  }

  #lookUpServers(servers: Sources['servers']): void {
    const gauge = (
      name: string,
      help: string,
      labelNames: string[],
      told: (gauge: Gauge, state: ServerState) => void,
    ) =>
      new Gauge({
        name: `citetrail_database_${name}`,
        help,
        labelNames,
        registers: [this.registry],
        collect() {
          this.reset();
          for (const state of servers()) told(this, state);
        },
      });
    gauge(
      'connections',
      'Connections to a server of the database, idle or in use.',
      ['server', 'state'],
      (gauge, { name: server, connections, idle }) => {
        gauge.set({ server, state: 'idle' }, idle);
        gauge.set({ server, state: 'in use' }, connections - idle);
      },
    );
    gauge('waiting', 'Statements that wait for a connection.', ['server'], (gauge, { name, waiting }) =>
      gauge.set({ server: name }, waiting),
    );
    gauge(
      'server_asked',
      'Whether a server is asked: 1, or 0 for a replica that is away or too far behind.',
      ['server'],
      (gauge, { name, isAsked }) => gauge.set({ server: name }, isAsked ? 1 : 0),
    );
    gauge(
      'server_behind_seconds',
      'How far a replica is behind, where that is known.',
      ['server'],
      (gauge, { name, behind }) => {
        if (behind !== null) gauge.set({ server: name }, behind);
      },
    );
  }

  #lookUpRows(rows: Sources['rows']): void {
    new Gauge({
      name: 'citetrail_graph_rows',
      help: 'About how many rows the tables of the graph have, as the database last counted them.',
      labelNames: ['table'],
      registers: [this.registry],
      async collect() {
        this.reset();
        for (const [table, count] of Object.entries(await rows())) this.set({ table }, count);
      },
    });
  }
}
