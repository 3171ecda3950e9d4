import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test, vi } from 'vitest';
import { dataDirectoryAt, scratchFolder, start } from '../support/command-line.ts';

const scratch = scratchFolder();
const pages = join(scratch, 'none');
mkdirSync(pages);

/** A server of a graph without pages, as a process. */
async function serving(name: string, settings: NodeJS.ProcessEnv = {}) {
  const data = dataDirectoryAt(join(scratch, name));
  const child = start(scratch, ['serve'], {
    CITETRAIL_DATA: data,
    CITETRAIL_PAGES: pages,
    PORT: '0',
    ...settings,
  });
  const said = { out: '', err: '' };
  child.stdout?.on('data', (chunk) => {
    said.out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    said.err += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const url = await vi.waitFor(() => {
    expect(said.err + child.exitCode).toMatch(/null$/);
    return /http:\S+(?=\/graphql)/.exec(said.out)![0];
  }, 50_000);
  return { child, url, ended, said };
}

/** Tells a process to stop, and waits until it says that it does. */
async function tellToStop({ child, said }: { child: ChildProcess; said: { err: string } }) {
  child.kill('SIGTERM');
  await vi.waitFor(() => expect(said.err).toContain('Stopping: finishing answers under way.'), PATIENCE);
}

/** How long to wait for what is sure to come, in milliseconds, on a machine that has much else to do. */
const PATIENCE = 10_000;

const BODY = JSON.stringify({ query: '{ reports(first: 100) { nodes { name } } }' });

/** Asks a question whose last byte is still to come. */
function beginAsking(url: string, agent: Agent) {
  const asked = request(`${url}/graphql`, {
    method: 'POST',
    agent,
    headers: { 'content-type': 'application/json', 'content-length': BODY.length },
  });
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    asked.on('response', resolve).on('error', reject);
  });
  answer.catch(() => {});
  asked.write(BODY.slice(0, -1));
  return { answer, finish: () => asked.end(BODY.at(-1)) };
}

const isUnderWay = (url: string, count: number) =>
  vi.waitFor(async () => {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain(`citetrail_http_requests_under_way ${count}\n`);
  }, PATIENCE);

test.concurrent('told to stop, it says so and goes on for a while, finishes what is under way, and ends well', async () => {
  const server = await serving('draining', { CITETRAIL_DRAIN_MS: '4000' });
  const { url } = server;
  const agent = new Agent({ keepAlive: true });
  const asked = beginAsking(url, agent);
  await isUnderWay(url, 2);
  const file = await fetch(`${url}/export/entities.csv`, { headers: { 'accept-encoding': 'identity' } });
  await tellToStop(server);

  const ready = await fetch(`${url}/readyz`);
  expect([ready.status, await ready.text()]).toEqual([503, 'The server is stopping.\n']);
  expect((await fetch(`${url}/livez`)).status).toBe(200);
  const late = await fetch(`${url}/graphql?query={__typename}`, { headers: { accept: 'application/json' } });
  expect(await late.json()).toHaveProperty('data');
  expect(late.headers.get('connection')).toBe('close');

  const answers = () => fetch(`${url}/livez`).then(Boolean, () => false);
  await vi.waitFor(async () => expect(await answers()).toBe(false), PATIENCE);
  expect(server.child.exitCode).toBe(null);
  asked.finish();
  const answer = await asked.answer;
  expect(answer.headers.connection).toBe('close');
  expect(JSON.parse(await text(answer)).data.reports.nodes.length).toBeGreaterThan(50);
  expect(await file.text()).toMatch(/^id,(?:.*\n){1000}/);

  expect(await server.ended).toBe(0);
});

test.concurrent('a client that never finishes does not keep it', async () => {
  const server = await serving('kept');
  const asked = beginAsking(server.url, new Agent());
  await isUnderWay(server.url, 2);
  await tellToStop(server);
  expect(await server.ended).toBe(0);
  await expect(asked.answer).rejects.toThrow();
});

test.concurrent('told so again, it ends at once', async () => {
  const server = await serving('again');
  beginAsking(server.url, new Agent());
  await isUnderWay(server.url, 2);
  await tellToStop(server);
  server.child.kill('SIGINT');
  expect(await server.ended).toBe(130);
});
