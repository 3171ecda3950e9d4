/**
 * How those who read learn that a page was stored, in whichever process. The storing transaction says so; the database
 * tells it on to all who listen, once it is committed. What was stored is not said: it is there to be read.
 */
import type { PGlite } from '@electric-sql/pglite';
import { type SQL, sql } from 'drizzle-orm';
import pg from 'pg';

const CHANNEL = 'citetrail_stored';

/** How long to wait before connecting anew, in milliseconds: at first, and at most. */
const [SOON, LATE] = [250, 10_000];

/** How long to wait for a connection, and how long one may be silent before it is asked whether it lives. */
const [CONNECT, SILENT] = [5_000, 10_000];

/** Says that a page was stored, when the transaction that it is said in is committed. */
export function saidStored(): SQL {
  return sql`/* say_stored */ select pg_notify(${CHANNEL}, '')`;
}

/** Ends what it came from. */
export type Stop = () => void;

/**
 * Listens on a connection of its own. Calls `heard` after each commit that stored a page, and whenever some may have
 * been missed: at the start, and after the connection was lost and is there again.
 */
export function listenOnServer(url: string, heard: () => void): Stop {
  let end: Stop = () => {};
  let stopped = false;
  let pause = SOON;
  const connect = () => {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: CONNECT,
      application_name: 'citetrail listening',
      keepAlive: true,
      keepAliveInitialDelayMillis: SILENT,
    });
    let timer: NodeJS.Timeout | undefined;
    const again = () => {
      if (stopped || timer) return;
      timer = setTimeout(connect, pause);
      pause = Math.min(LATE, pause * 2);
    };
    end = () => {
      clearTimeout(timer);
      void client.end().catch(() => {});
    };
    client.on('error', again);
    client.on('end', again);
    client.on('notification', heard);
    client
      .connect()
      .then(() => client.query(`listen ${CHANNEL}`))
      .then(
        () => {
          pause = SOON;
          if (stopped) end();
          else heard();
        },
        () => {
          again();
          void client.end().catch(() => {});
        },
      );
  };
  connect();
  return () => {
    stopped = true;
    end();
  };
}

/** The same on an embedded database, whose one connection hears what it said itself. */
export function listenEmbedded(client: PGlite, heard: () => void): Stop {
  const listening = client.listen(CHANNEL, heard);
  listening.then(heard, () => {});
  return () => void listening.then((stop) => stop()).catch(() => {});
}
