/** The pages that `explorer/build.ts` makes, as routes. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Content, sendContent } from './content.ts';
import { contentsOf } from './folder.ts';
import { pathOf, type Route } from './routes.ts';

const BUILT = fileURLToPath(new URL('../../explorer/dist', import.meta.url));

/** Which file is at which address. */
const PAGES: Readonly<Record<string, string>> = {
  '/': 'explorer.html',
  '/examples': 'examples.html',
  '/schema': 'schema.html',
};

/** Routes to the pages and what they load. Where they were not built, each says how to build them. */
export function pageRoutes(folder = BUILT): Route[] {
  if (!existsSync(folder)) return Object.keys(PAGES).map((path) => ({ path, answer: sayNotBuilt }));
  const contents = contentsOf(folder);
  return [
    ...Object.entries(PAGES).map(([path, file]) => routeTo(path, contents.get(file)!)),
    {
      path: '/assets/',
      answer(request, response) {
        const content = contents.get(pathOf(request).slice(1));
        if (content) sendContent(request, response, content);
        else sayMissing(request, response);
      },
    },
  ];
}

/** The same addresses of a server that answers trusted documents only, of which the pages' own are none. */
export const pagesOff = (): Route[] => Object.keys(PAGES).map((path) => ({ path, answer: sayOff }));

const sayOff: Route['answer'] = (_request, response) =>
  response
    .writeHead(404, { 'content-type': 'text/plain' })
    .end('This server answers trusted documents only, so its pages are off. The API is at /graphql.\n');

const routeTo = (path: string, content: Content): Route => ({
  path,
  answer: (request, response) => sendContent(request, response, content),
});

const sayNotBuilt: Route['answer'] = (_request, response) =>
  response
    .writeHead(503, { 'content-type': 'text/plain' })
    .end(
      'The pages are not built. Run `npm run explorer`, then start the server again.\nThe API is at /graphql.\n',
    );

/** Says that there is nothing at an address, and where there is something. */
export const sayMissing: Route['answer'] = (_request, response) =>
  response
    .writeHead(404, { 'content-type': 'text/plain' })
    .end(
      'There is nothing at this address. The explorer is at /, the API at /graphql, examples at /examples.\n',
    );
