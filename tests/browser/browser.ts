/** The browser of the machine, as a user has it, and without its habit of calling home. */
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where Chromium is: where CHROMIUM says, or where systems put it; undefined where there is none. */
export function findChromium(): string | undefined {
  return process.env.CHROMIUM ?? PLACES.find((place) => existsSync(place));
}

const OPTIONS = [
  '--headless',
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the browser; drawing with WebGL is done in software, or is not to be had at all. */
export function startBrowser(executablePath: string, { webgl = true } = {}): Promise<Browser> {
  const drawing = webgl
    ? ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader']
    : ['--disable-gpu', '--disable-3d-apis'];
  return chromium.launch({ executablePath, args: [...OPTIONS, ...drawing] });
}

/** A page of its own, with what it asked for and what it complained of. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Requests to other machines. */
  readonly elsewhere: string[];
  /** Faults that scripts raised, and what the policy of a page refused. */
  readonly faults: string[];
}

export interface Circumstances {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly reducedMotion?: 'reduce' | 'no-preference';
}

/** A new visitor: nothing remembered. */
export async function visit(browser: Browser, circumstances: Circumstances = {}): Promise<Visit> {
  const { width = 1440, height = 900, ...others } = circumstances;
  const context = await browser.newContext({ viewport: { width, height }, ...others });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const elsewhere: string[] = [];
  const faults: string[] = [];
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^(http|ws)/.test(protocol) && hostname !== '127.0.0.1') elsewhere.push(request.url());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  return { page, context, elsewhere, faults };
}
