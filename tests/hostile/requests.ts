/**
 * Requests that mean ill below the level of queries: in how they are sent, and in what their JSON is made of. Each has
 * the status and code of its answer, as those of `queries.ts` have, and none may reach the database.
 */
export interface HostileRequest {
  readonly name: string;
  readonly method?: string;
  /** Behind `/graphql`. */
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly answer: `${number} ${string}`;
}

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));
const nested = (levels: number) => `${'['.repeat(levels)}1${']'.repeat(levels)}`;
const one = '{"query":"{ __typename }"}';
const get = (parameters: Record<string, string>) => `?${new URLSearchParams(parameters)}`;
const slug = 'query ($s: String!) { report(slug: $s) { name } }';

export const HOSTILE_REQUESTS: readonly HostileRequest[] = [
  { name: 'a list of requests', body: `[${one},${one}]`, answer: '400 BAD_BODY' },
  { name: 'a list of four thousand requests', body: `[${Array(4_000).fill(one)}]`, answer: '400 BAD_BODY' },
  { name: 'an empty list', body: '[]', answer: '400 BAD_BODY' },
  { name: 'null', body: 'null', answer: '400 BAD_BODY' },
  { name: 'a number', body: '7', answer: '400 BAD_BODY' },
  { name: 'nothing', body: '', answer: '400 BAD_BODY' },
  { name: 'JSON with a comma too many', body: '{"query":"{ __typename }",}', answer: '400 BAD_BODY' },
  { name: 'JSON that is not over', body: '{"query":"{ __typename }"', answer: '400 BAD_BODY' },
  { name: 'JSON with single quotes', body: `{'query':'{ __typename }'}`, answer: '400 BAD_BODY' },
  { name: 'JSON with a comment', body: '{"query":"{ __typename }"}//', answer: '400 BAD_BODY' },
  {
    name: 'a number that is none',
    body: '{"query":"{ __typename }","variables":{"n":NaN}}',
    answer: '400 BAD_BODY',
  },
  {
    name: 'brackets a hundred thousand deep, never closed',
    body: '['.repeat(100_000),
    answer: '400 BAD_BODY',
  },
  {
    name: 'bytes that are no UTF-8',
    body: bytes('{"query":"', [0xff, 0xfe, 0xc0, 0xaf], '"}'),
    answer: '400 GRAPHQL_PARSE_FAILED',
  },
  {
    name: 'an overlong slash',
    body: bytes('{"query":"{ report(slug: \\"', [0xc0, 0xaf], '\\") { secret } }"}'),
    answer: '400 GRAPHQL_VALIDATION_FAILED',
  },
  { name: 'UTF-16', body: Buffer.from(one, 'utf16le'), answer: '400 BAD_BODY' },
  {
    name: 'more than may be sent',
    body: `{"query":"{ __typename }","x":"${'x'.repeat(200_000)}"}`,
    answer: '413 BODY_TOO_LARGE',
  },
  {
    name: 'a query twice, the second hostile',
    body: '{"query":"{ __typename }","query":"{ secret }"}',
    answer: '400 GRAPHQL_VALIDATION_FAILED',
  },
  {
    name: 'variables twice, the second of the wrong type',
    body: `{"query":"${slug}","variables":{"s":"x"},"variables":{"s":[]}}`,
    answer: '400 -',
  },
  { name: 'a query that is a list', body: '{"query":["{ __typename }"]}', answer: '400 BAD_REQUEST' },
  { name: 'a query that is null', body: '{"query":null}', answer: '400 BAD_REQUEST' },
  { name: 'no query', body: '{}', answer: '400 BAD_REQUEST' },
  {
    name: 'a query under a prototype',
    body: '{"__proto__":{"query":"{ __typename }"}}',
    answer: '400 BAD_REQUEST',
  },
  {
    name: 'variables under a prototype',
    body: `{"query":"${slug}","variables":{"__proto__":{"s":"x"}}}`,
    answer: '400 -',
  },
  {
    name: 'a variable called like a constructor',
    body: '{"query":"query ($constructor: String!) { report(slug: $constructor) { name } }"}',
    answer: '400 -',
  },
  {
    name: 'a condition with a prototype',
    body: '{"query":"query ($w: ReportFilter) { reports(where: $w) { totalCount } }","variables":{"w":{"__proto__":{"x":1}}}}',
    answer: '400 -',
  },
  {
    name: 'a condition called constructor',
    body: '{"query":"{ reports(where: { constructor: 1 }) { totalCount } }"}',
    answer: '400 GRAPHQL_VALIDATION_FAILED',
  },
  {
    name: 'a field called __proto__',
    body: '{"query":"{ __proto__ }"}',
    answer: '400 GRAPHQL_VALIDATION_FAILED',
  },
  {
    name: 'a field called constructor',
    body: '{"query":"{ constructor }"}',
    answer: '400 GRAPHQL_VALIDATION_FAILED',
  },
  {
    name: 'a field called toString of a list',
    body: '{"query":"{ reports { toString } }"}',
    answer: '400 GRAPHQL_VALIDATION_FAILED',
  },
  {
    name: 'an operation called __proto__ that is not there',
    body: '{"query":"query a { __typename }","operationName":"__proto__"}',
    answer: '400 OPERATION_RESOLUTION_FAILURE',
  },
  {
    name: 'an operation called like a method',
    body: '{"query":"query a { __typename }","operationName":"hasOwnProperty"}',
    answer: '400 OPERATION_RESOLUTION_FAILURE',
  },
  {
    name: 'an operation with an empty name',
    body: '{"query":"query a { __typename } query b { __typename }","operationName":""}',
    answer: '400 OPERATION_RESOLUTION_FAILURE',
  },
  {
    name: 'an operation whose name is a list',
    body: '{"query":"query a { __typename }","operationName":["a"]}',
    answer: '400 OPERATION_RESOLUTION_FAILURE',
  },
  {
    name: 'lists two thousand deep in a variable',
    body: `{"query":"${slug}","variables":{"s":${nested(2_000)}}}`,
    answer: '400 -',
  },
  {
    name: 'lists thirty thousand deep in a variable',
    body: `{"query":"${slug}","variables":{"s":${nested(30_000)}}}`,
    answer: '400 -',
  },
  {
    name: 'lists deep in a list of ids',
    body: `{"query":"query ($i: [ID!]!) { nodes(ids: $i) { id } }","variables":{"i":${nested(2_000)}}}`,
    answer: '400 -',
  },
  {
    name: 'nine thousand variables that nobody asked for',
    body: JSON.stringify({
      query: slug,
      variables: Object.fromEntries(Array.from({ length: 9_000 }, (_, i) => [`v${i}`, i])),
    }),
    answer: '400 -',
  },
  {
    name: 'a number larger than any',
    body: '{"query":"query ($n: Int) { reports(first: $n) { totalCount } }","variables":{"n":1e999}}',
    answer: '400 -',
  },
  {
    name: 'a number of a thousand digits',
    body: `{"query":"query ($n: Int) { reports(first: $n) { totalCount } }","variables":{"n":${'9'.repeat(1_000)}}}`,
    answer: '400 -',
  },
  {
    name: 'half a character in a slug',
    body: String.raw`{"query":"query ($s: ID!) { node(id: $s) { id } }","variables":{"s":"post:\ud800"}}`,
    answer: '200 BAD_ID',
  },
  {
    name: 'half a character in a document',
    body: String.raw`{"query":"{ node(id: \"post:\ud800\") { id } }"}`,
    answer: '400 GRAPHQL_PARSE_FAILED',
  },
  {
    name: 'half a character escaped in a document',
    body: String.raw`{"query":"{ report(slug: \"\\ud800\") { name } }"}`,
    answer: '400 GRAPHQL_PARSE_FAILED',
  },
  {
    name: 'a code point beyond all',
    body: String.raw`{"query":"{ report(slug: \"\\u{110000}\") { name } }"}`,
    answer: '400 GRAPHQL_PARSE_FAILED',
  },
  {
    name: 'a mark of bytes before the document',
    body: String.raw`{"query":"\ufeff{ secret }"}`,
    answer: '400 GRAPHQL_VALIDATION_FAILED',
  },
  {
    name: 'letters that look like others',
    body: '{"query":"{ rеports { totalCount } }"}',
    answer: '400 GRAPHQL_PARSE_FAILED',
  },
  {
    name: 'text that runs backwards',
    body: String.raw`{"query":"{ \u202e__typename }"}`,
    answer: '400 GRAPHQL_PARSE_FAILED',
  },
  {
    name: 'a change by GET',
    method: 'GET',
    query: get({ query: 'mutation { a }' }),
    answer: '405 BAD_REQUEST',
  },
  {
    name: 'a subscription that there is none of, by GET',
    method: 'GET',
    query: get({ query: 'subscription { a }' }),
    answer: '400 GRAPHQL_VALIDATION_FAILED',
  },
  {
    name: 'a subscription that there is none of',
    body: '{"query":"subscription { a }"}',
    answer: '400 GRAPHQL_VALIDATION_FAILED',
  },
  { name: 'nothing by GET', method: 'GET', query: '', answer: '400 BAD_REQUEST' },
  { name: 'an empty query by GET', method: 'GET', query: '?query=', answer: '400 BAD_REQUEST' },
  {
    name: 'a query twice by GET',
    method: 'GET',
    query: '?query=%7Bsecret%7D&query=%7Bothers%7D',
    answer: '400 GRAPHQL_VALIDATION_FAILED',
  },
  {
    name: 'variables by GET that are no JSON',
    method: 'GET',
    query: get({ query: '{ __typename }', variables: '{' }),
    answer: '400 BAD_REQUEST',
  },
  {
    name: 'variables by GET that are a list',
    method: 'GET',
    query: get({ query: '{ __typename }', variables: '[1]' }),
    answer: '400 BAD_REQUEST',
  },
  {
    name: 'half an escape by GET',
    method: 'GET',
    query: '?query=%7B%20__typename%20%E0%A4%A%7D',
    answer: '400 GRAPHQL_PARSE_FAILED',
  },
  {
    name: 'a query too deep by GET',
    method: 'GET',
    query: get({ query: `{ report(slug: "x") ${'{ partOf '.repeat(13)}{ name }${' }'.repeat(13)} }` }),
    answer: '400 TOO_DEEP',
  },
  {
    name: 'a query too dear by GET',
    method: 'GET',
    query: get({ query: '{ posts(first: 100) { nodes { comments(first: 100) { nodes { body } } } } }' }),
    answer: '400 COST_TOO_HIGH',
  },
  {
    name: 'a query too large by GET',
    method: 'GET',
    query: get({ query: `{ ${'__typename '.repeat(2_000)} }` }),
    answer: '400 TOO_MANY_TOKENS',
  },
  ...['PUT', 'DELETE', 'PATCH'].map((method) => ({
    name: `the method ${method}`,
    method,
    body: one,
    answer: '405 BAD_REQUEST' as const,
  })),
  ...[
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/graphql',
    'application/xml',
    'application/json-patch+json',
    'text/json',
    'application/jsonp',
  ].map((type) => ({
    name: `a body that is ${type}`,
    headers: { 'content-type': type },
    body: one,
    answer: '415 UNSUPPORTED_MEDIA_TYPE' as const,
  })),
  ...['gzip', 'br', 'deflate', 'zstd', 'gzip, gzip'].map((coding) => ({
    name: `a body compressed with ${coding}`,
    headers: { 'content-encoding': coding },
    body: one,
    answer: '415 UNSUPPORTED_MEDIA_TYPE' as const,
  })),
  {
    name: 'a body in another character set',
    headers: { 'content-type': 'application/json; charset=utf-7' },
    body: '{"query":"{ secret }"}',
    answer: '400 GRAPHQL_VALIDATION_FAILED',
  },
  { name: 'an id of a document where there are none', body: '{"documentId":"x"}', answer: '400 BAD_REQUEST' },
];
