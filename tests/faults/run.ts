/**
 * Lets faults of the database loose on the program at five moments: a PostgreSQL server of its own is killed, stopped,
 * filled, frozen and cut off, an embedded database locked and damaged. Each time the process must live, say what is
 * wrong with a code that a client can act on or answer rightly, work again within two seconds of the fault's end, and
 * have all its connections still. Says so in a line each, and ends with `N passed, N failed`; exits with 1 when
 * anything failed. Words after the command choose the faults that have them in their names.
 */
import { Cluster, until } from './cluster.ts';
import { EMBEDDED } from './embedded.ts';
import { FAULTS, type Fault } from './kinds.ts';
import { MOMENTS, type Moment, occupyAll, readers, SCENES } from './moments.ts';
import { POOL, type Served } from './program.ts';
import { World } from './world.ts';

/** How long the program may take to work again once the fault is over, in milliseconds. */
const RECOVERY = Number(process.env.CITETRAIL_RECOVERY_MS ?? 2_000);

const wanted = process.argv.slice(2);
const isWanted = ({ name }: { readonly name: string }) => wanted.every((word) => name.includes(word));

// What was started is ended however this ends.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

let passed = 0;
let failed = 0;

/** Tries something and says what came of it. */
async function tried(name: string, attempt: () => Promise<string>): Promise<void> {
  try {
    console.log(`  ok      ${name}: ${await attempt()}`);
    passed++;
  } catch (fault) {
    console.log(`  FAILED  ${name}\n          ${fault instanceof Error ? fault.message : fault}`);
    failed++;
  }
}

async function struck(world: World, served: Served, fault: Fault, moment: Moment): Promise<string> {
  const strike = () => fault.strike(world, served, moment);
  let lift = fault.before?.includes(moment) ? await strike() : null;
  let outcome: string;
  let after: (() => Promise<void>) | undefined;
  try {
    const scene = await SCENES[moment](world, served);
    after = scene.after?.bind(scene);
    lift ??= await strike();
    if (!fault.holds?.includes(moment)) scene.letGo?.();
    outcome = await scene.outcome();
    scene.letGo?.();
  } finally {
    await lift?.();
  }
  const took = await until(
    'it answers again',
    async () => (await served.ask(world.posts)) === 'answered',
    RECOVERY,
  );
  await after?.();
  const allowed = fault.may[MOMENTS.indexOf(moment)]!;
  if (!allowed.test(outcome)) throw new Error(`What came of it is “${outcome}”; expected ${allowed}.`);
  if (!(await served.lives())) throw new Error('The process is gone.');
  await expectAllConnections(world, served);
  return `${outcome}; well again in ${Math.round(took)} ms`;
}

/** Throws unless all connections can be used at once, and lie idle afterwards. */
async function expectAllConnections(world: World, served: Served): Promise<void> {
  const outcomes = await occupyAll(world, served);
  if (outcomes.some((outcome) => outcome !== 'answered')) throw new Error(`Of all connections: ${outcomes}`);
  await until('no connection is at work', async () => (await readers(world, `state <> 'idle'`)) === 0);
  const connections = await readers(world, 'true');
  if (connections > POOL) throw new Error(`${connections} connections are held; expected ${POOL} at most.`);
}

const cluster = FAULTS.some(isWanted) ? await Cluster.start() : null;
if (cluster) {
  const world = await World.around(cluster);
  for (const fault of FAULTS.filter(isWanted)) {
    console.log(fault.name);
    const missing = fault.isMissing?.(world);
    if (missing) {
      console.log(`  skipped ${missing}`);
      continue;
    }
    const served = await world.serve();
    for (const moment of MOMENTS) await tried(moment, () => struck(world, served, fault, moment));
    await served.stop();
  }
  world.close();
} else if (FAULTS.some(isWanted)) {
  console.log('SKIPPED: PostgreSQL is not installed under /usr/lib/postgresql, so no server was let fail.');
}
if (isWanted(EMBEDDED)) {
  console.log(EMBEDDED.name);
  for (const [moment, attempt] of Object.entries(EMBEDDED.cases)) await tried(moment, attempt);
}

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
