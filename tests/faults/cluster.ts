/** A PostgreSQL server of the run's own, which can be stopped, killed, frozen and filled without hurting anybody. */
import { execFile, spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

/** The user whom the program works as: one who may not go beyond the most connections. */
const USER = 'citetrail';
const MOST_CONNECTIONS = 24;
/** Of these, how many only an administrator may take once the others are taken. */
const RESERVED = 5;
/** How many connections make the server turn the program away. */
export const PLACES = MOST_CONNECTIONS - RESERVED;
/** How large the disk is on which the tables stand. */
const DISK = '160m';

export interface ClusterOptions {
  /** Whether the tables stand on a disk that can be filled. */
  readonly hasSmallDisk?: boolean;
  /** Settings of PostgreSQL that go before those of the faults. */
  readonly settings?: Readonly<Record<string, string | number>>;
}

export class Cluster {
  readonly #folder: string;
  readonly #binaries: string;
  readonly port: number;
  /** Where the tables stand, on a small disk of their own; null where none could be had, with the reason. */
  readonly disk: string | null;
  readonly whyNoDisk: string;

  private constructor(folder: string, binaries: string, port: number, hasSmallDisk: boolean) {
    this.#folder = folder;
    this.#binaries = binaries;
    this.port = port;
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    const mounted =
      isRoot && hasSmallDisk
        ? spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'tmpfs', disk], { encoding: 'utf8' })
        : null;
    this.disk = mounted?.status === 0 ? disk : null;
    this.whyNoDisk = mounted?.stderr?.trim() || 'only root can mount a small disk';
  }

  /** Starts a server, with settings beside those of the faults and on a small disk unless told otherwise; null where PostgreSQL is not installed. */
  static async start({ hasSmallDisk = true, settings = {} }: ClusterOptions = {}): Promise<Cluster | null> {
    const binaries = findBinaries();
    if (!binaries) return null;
    const folder = mkdtempSync(join(tmpdir(), 'citetrail-faults-'));
    const cluster = new Cluster(folder, binaries, await freePort(), hasSmallDisk);
    process.once('exit', () => cluster.close());
    if (isRoot) {
      const { uid, gid } = owner();
      for (const path of [folder, join(folder, 'disk')]) chownSync(path, uid, gid);
    }
    await cluster.#as(
      'initdb',
      '-D',
      cluster.#data,
      '-U',
      'postgres',
      '--auth=trust',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
    );
    const all = {
      port: cluster.port,
      listen_addresses: '127.0.0.1',
      unix_socket_directories: folder,
      max_connections: MOST_CONNECTIONS,
      superuser_reserved_connections: RESERVED,
      fsync: 'off',
      autovacuum: 'off',
      ...settings,
    };
    const lines = Object.entries(all).map(([name, value]) => `${name} = '${value}'\n`);
    writeFileSync(join(cluster.#data, 'postgresql.conf'), lines.join(''), { flag: 'a' });
    await cluster.up();
    await cluster.ask(`create role ${USER} login`);
    await cluster.ask(`grant pg_signal_backend to ${USER}`);
    if (cluster.disk) await cluster.ask(`create tablespace small location '${cluster.disk}'`);
    return cluster;
  }

  get #data(): string {
    return join(this.#folder, 'data');
  }

  /** Makes a database, a copy of another if one is named. */
  async createDatabase(name: string, template = 'template0'): Promise<void> {
    const where = this.disk ? 'tablespace small' : '';
    await this.ask(`create database ${name} owner ${USER} template ${template} ${where}`);
    // PostgreSQL logs sequences some values ahead, but not those of a copy: until a checkpoint, a crash sets them back.
    await this.ask('checkpoint');
  }

  /** The address of a database, for the program; by another port, where something stands between. */
  url(database: string, port = this.port): string {
    return `postgres://${USER}@127.0.0.1:${port}/${database}`;
  }

  /** The same for the administrator. */
  administratorUrl(database: string): string {
    return `postgres://postgres@127.0.0.1:${this.port}/${database}`;
  }

  /** A connection of the administrator, whom a full server lets in. */
  async connect(database = 'postgres', user = 'postgres'): Promise<pg.Client> {
    const client = new pg.Client({ host: '127.0.0.1', port: this.port, user, database });
    client.on('error', () => {});
    await client.connect();
    return client;
  }

  /** A connection that the server counts among the most it takes. */
  connectAsUser(database: string): Promise<pg.Client> {
    return this.connect(database, USER);
  }

  /** Runs a statement as the administrator. */
  async ask<Row extends object>(statement: string, database = 'postgres'): Promise<Row[]> {
    const client = await this.connect(database);
    try {
      return (await client.query<Row>(statement)).rows;
    } finally {
      await client.end();
    }
  }

  /** Starts the server, if it does not run, and waits until it lets somebody in. */
  async up(): Promise<void> {
    // One that is at recovering from a crash runs already, and needs no start.
    await this.#as('pg_ctl', '-D', this.#data, '-l', join(this.#folder, 'log'), '-w', 'start').catch(
      () => {},
    );
    await until('the server lets somebody in', () =>
      this.ask('select').then(
        () => true,
        () => false,
      ),
    );
  }

  async down(mode: 'fast' | 'immediate'): Promise<void> {
    await this.#as('pg_ctl', '-D', this.#data, '-m', mode, '-w', 'stop').catch(() => {});
  }

  /** Sends a signal to the server and all that it started. */
  signalAll(signal: NodeJS.Signals): void {
    const postmaster = Number(readFileSync(join(this.#data, 'postmaster.pid'), 'utf8').split('\n')[0]);
    const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8')
      .trim()
      .split(' ');
    for (const id of [postmaster, ...children.filter(Boolean).map(Number)]) {
      try {
        process.kill(id, signal);
      } catch {
        // One that ended meanwhile needs none.
      }
    }
  }

  /** Stops it and leaves nothing of it. */
  close(): void {
    // A frozen server does not hear that it is to stop.
    try {
      this.signalAll('SIGCONT');
    } catch {}
    const [program, args] = this.#command('pg_ctl', '-D', this.#data, '-m', 'immediate', '-w', 'stop');
    spawnSync(program, args);
    if (this.disk) spawnSync('umount', ['-l', this.disk]);
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async #as(program: string, ...args: string[]): Promise<void> {
    await run(...this.#command(program, ...args));
  }

  /** PostgreSQL refuses to run as root: there, it runs as the user that its package made. */
  #command(program: string, ...args: string[]): [string, string[]] {
    const path = join(this.#binaries, program);
    if (!isRoot) return [path, args];
    return ['setpriv', ['--reuid=postgres', '--regid=postgres', '--init-groups', path, ...args]];
  }
}

const isRoot = process.getuid?.() === 0;

function owner() {
  const [, , uid, gid] = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((line) => line.startsWith('postgres:'))!
    .split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

function findBinaries(): string | null {
  const versions = '/usr/lib/postgresql';
  try {
    const [newest] = readdirSync(versions).sort((a, b) => Number(b) - Number(a));
    return newest ? join(versions, newest, 'bin') : null;
  } catch {
    return null;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Waits for something to hold, and throws when it does not within so many milliseconds; answers how long it took. */
export async function until(what: string, holds: () => Promise<boolean>, most = 20_000): Promise<number> {
  const started = performance.now();
  while (!(await holds())) {
    if (performance.now() - started > most) throw new Error(`Not within ${most} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return performance.now() - started;
}
