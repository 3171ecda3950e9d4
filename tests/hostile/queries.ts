/**
 * Queries that mean ill, or that a careless program sends, each with the status and code of its answer. None of them
 * may reach the database. A code is that of the first error; `-` where an error has none.
 */

export interface HostileQuery {
  readonly name: string;
  readonly query: string;
  readonly variables?: unknown;
  readonly operationName?: unknown;
  /** Status and code of the answer. */
  readonly answer: `${number} ${string}`;
}

const repeated = (times: number, text: (i: number) => string) =>
  Array.from({ length: times }, (_, i) => text(i)).join(' ');
/** A report, so many fields deep. */
const deep = (levels: number, field = 'partOf') =>
  `{ report(slug: "x") ${`{ ${field} `.repeat(levels - 2)}{ name }${' }'.repeat(levels - 2)} }`;
/** Fragments of which each spreads the next twice. */
const doubling = (levels: number, on: string, last: string, enter = '') =>
  `{ ${enter ? `${enter} { ...f0 }` : '...f0'} } ${repeated(levels, (i) => `fragment f${i} on ${on} { ...f${i + 1} ...f${i + 1} }`)} fragment f${levels} on ${on} { ${last} }`;
/** Fragments of which each asks two connections of the next: the answer grows fourfold, the text does not. */
const branching = (levels: number) =>
  `{ report(slug: "x") { ...f0 } } ${repeated(levels, (i) => `fragment f${i} on Entity { out: relations(first: 1) { nodes { source { ...f${i + 1} } target { ...f${i + 1} } } } }`)} fragment f${levels} on Entity { name }`;
const inside = (what: string) => `{ report(slug: "x") { ${what} } }`;

const refused = (
  answer: HostileQuery['answer'],
  queries: Readonly<Record<string, string | Omit<HostileQuery, 'name' | 'answer'>>>,
): HostileQuery[] =>
  Object.entries(queries).map(([name, query]) => ({
    name,
    answer,
    ...(typeof query === 'string' ? { query } : query),
  }));

export const HOSTILE_QUERIES: readonly HostileQuery[] = [
  ...refused('400 TOO_MANY_TOKENS', {
    'five thousand open braces': '{'.repeat(5_000),
    'a field two thousand times': `{ ${'__typename '.repeat(2_000)} }`,
    'five thousand levels': `${'{ a '.repeat(5_000)}${'}'.repeat(5_000)}`,
    'a list of ten thousand numbers': `{ nodes(ids: [${'1,'.repeat(10_000)}]) { id } }`,
    'lists within lists, five thousand deep': `{ nodes(ids: ${'['.repeat(5_000)}`,
    'objects within objects, five thousand deep': `{ reports(where: ${'{a:'.repeat(5_000)}`,
    'three thousand aliases': `{ ${repeated(3_000, (i) => `a${i}: __typename`)} }`,
    'three thousand directives': `{ __typename ${'@a '.repeat(3_000)} }`,
    'a thousand operations': repeated(1_000, (i) => `query q${i} { __typename }`),
    'a thousand fragments': `{ __typename } ${repeated(1_000, (i) => `fragment f${i} on Query { __typename }`)}`,
    'a thousand variables': `query (${repeated(1_000, (i) => `$v${i}: Int`)}) { __typename }`,
    'two thousand arguments': inside(`citingPosts(${'first: 1 '.repeat(2_000)}) { totalCount }`),
  }),
  ...refused('400 TOO_DEEP', {
    'lists within lists, nine hundred deep': `{ node(id: ${'['.repeat(900)}1${']'.repeat(900)}) { id } }`,
    'objects within objects, three hundred deep': `{ relations(where: ${'{ a: '.repeat(300)}1${' }'.repeat(300)}) { totalCount } }`,
    'thirteen levels': deep(13),
    'a hundred levels': deep(100),
    'six hundred levels': deep(600),
    'thirteen levels of relations and their ends': `{ report(slug: "x") ${'{ relations(first: 1) { nodes { target '.repeat(4)}{ name }${' } } }'.repeat(4)} }`,
    'levels through a fragment': `{ report(slug: "x") { ...a } } fragment a on Report ${'{ partOf '.repeat(11)}{ name }${' }'.repeat(11)}`,
    'levels through inline fragments': `{ report(slug: "x") ${'{ ... on Report { partOf '.repeat(12)}{ name }${' } }'.repeat(12)} }`,
    'levels in a query that is not the one asked for': {
      query: `query a { __typename } query b ${deep(13)}`,
      operationName: 'a',
    },
    'levels that are skipped': `{ report(slug: "x") @skip(if: true) ${'{ partOf '.repeat(11)}{ name }${' }'.repeat(11)} }`,
  }),
  ...refused('400 TOO_MANY_ALIASES', {
    'fifty-one aliases': `{ ${repeated(51, (i) => `a${i}: __typename`)} }`,
    'three hundred aliases': `{ ${repeated(300, (i) => `a${i}: __typename`)} }`,
    'fifty-one searches': `{ ${repeated(51, (i) => `a${i}: search(query: "x") { totalCount }`)} }`,
    'aliases in fragments that double twenty times': doubling(20, 'Query', 'a: __typename'),
    'aliases in fragments that double a hundred times': doubling(100, 'Query', 'a: __typename'),
    'aliases within a list': inside(
      `citingPosts(first: 100) { nodes { ${repeated(51, (i) => `a${i}: name`)} } }`,
    ),
    'aliases of what describes the schema': `{ ${repeated(51, (i) => `a${i}: __schema { queryType { name } }`)} }`,
  }),
  ...refused('400 TOO_MANY_DIRECTIVES', {
    'twenty-one directives': `{ ${repeated(21, (i) => `... @include(if: ${i % 2 === 0}) { __typename }`)} }`,
    'two hundred directives': `{ ${repeated(100, () => '... @skip(if: false) { __typename }')} }`,
    'directives in fragments that double': doubling(10, 'Query', '... @include(if: true) { __typename }'),
    'directives on spreads': `{ ${repeated(21, () => '...a @include(if: true)')} } fragment a on Query { __typename }`,
  }),
  ...refused('400 COST_TOO_HIGH', {
    'a hundred posts with a hundred comments': inside(
      'citingPosts(first: 100) { nodes { comments(first: 100) { nodes { body } } } }',
    ),
    'the same from the end': inside(
      'citingPosts(last: 100) { nodes { comments(last: 100) { nodes { body } } } }',
    ),
    'the same through edges': inside(
      'citingPosts(first: 100) { edges { node { comments(first: 100) { edges { node { body } } } } } }',
    ),
    'pages whose size is a variable': {
      query:
        'query ($n: Int) { report(slug: "x") { citingPosts(first: $n) { nodes { comments(first: $n) { nodes { body } } } } } }',
      variables: { n: 100 },
    },
    'pages whose size is the default of a variable':
      'query ($n: Int = 100) { report(slug: "x") { citingPosts(first: $n) { nodes { comments(first: $n) { nodes { body } } } } } }',
    'pages whose size is far out of range': inside(
      'citingPosts(first: 2147483647) { nodes { comments(first: 2147483647) { nodes { body } } } }',
    ),
    'pages of the size that nobody asked for': inside(
      'relations { nodes { target { relations { nodes { target { relations { nodes { id } } } } } } } }',
    ),
    'what a variable includes': {
      query:
        'query ($yes: Boolean!) { posts(first: 100) { nodes { comments(first: 100) @include(if: $yes) { nodes { body } } } } }',
      variables: { yes: true },
    },
    'what a variable does not skip': {
      query:
        'query ($no: Boolean!) { posts(first: 100) { nodes { comments(first: 100) @skip(if: $no) { nodes { body } } } } }',
      variables: { no: false },
    },
    'rows within a fragment on an interface': `{ entity(id: "post:x") { ...a } } fragment a on Entity { relations(first: 100) { nodes { source { relations(first: 100) { nodes { id } } } } } }`,
    'rows for one sort of object only':
      '{ nodes(ids: ["post:a", "report:b"]) { ... on Report { citingPosts(first: 100) { nodes { comments(first: 60) { nodes { id } } } } } } }',
    'fragments that branch': branching(3).replaceAll('first: 1)', 'first: 20)'),
    'a hundred ids with a page each': {
      query:
        'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Entity { relations(first: 100) { nodes { id } } } } }',
      variables: { ids: Array.from({ length: 100 }, (_, i) => `post:${i}`) },
    },
    'three thousand ids': {
      query:
        'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Entity { relations(first: 1) { nodes { id } } } } }',
      variables: { ids: Array.from({ length: 3_000 }, (_, i) => `post:${i}`) },
    },
    'fifty searches': `{ ${repeated(50, (i) => `a${i}: search(query: "word${i}", first: 50) { nodes { name } }`)} }`,
    'eleven times all paths': `{ ${repeated(11, (i) => `a${i}: paths(from: "post:a", to: "report:b", maxHops: 6) { length }`)} }`,
    'paths twice over, under two names': `{ ${repeated(5, (i) => `a${i}: paths(from: "a:b", to: "c:d") { length } b${i}: pathSearch(from: "a:b", to: "c:d") { truncated }`)} }`,
    'five large neighbourhoods': `{ ${repeated(5, (i) => `a${i}: neighbourhood(id: "post:a", depth: 2, limit: 500) { entities { entity { name } } }`)} }`,
    'a walk in thirty directions': `{ ${repeated(30, (i) => `a${i}: traverse(from: ["post:a"], steps: [{}], first: 100) { totalCount }`)} }`,
    'counts of a hundred posts': `{ posts(first: 100) { nodes { ${repeated(5, (i) => `a${i}: comments { totalCount }`)} } } }`,
    'groups of a thousand, six times': `{ reports { ${repeated(6, (i) => `a${i}: groupBy(keys: [GENRE], first: 1000) { count }`)} } }`,
    'the texts of all pages that a search finds':
      '{ search(query: "post", first: 100, types: [POST]) { nodes { ... on Post { captures { text } } } } }',
    'a text under fifty names': `{ post(slug: "x") { ${repeated(50, (i) => `a${i}: captures { text }`)} } }`,
    'the schema under fifty names': `{ ${repeated(50, (i) => `a${i}: __schema { types { ...F } }`)} } fragment F on __Type { fields { type { fields { name } } } }`,
    'the schema once, its types under fifty names': `{ __schema { ${repeated(50, (i) => `a${i}: types { ...F }`)} } } fragment F on __Type { fields { type { fields { name } } } }`,
    'a type under fifty names': `{ ${repeated(50, (i) => `a${i}: __type(name: "Query") { ...F }`)} } fragment F on __Type { fields { args { type { ...G ofType { ...G } } } type { ...G ofType { ...G ofType { ofType { ...G } } } } } } fragment G on __Type { fields { name description } inputFields { name description } }`,
    'evidence of a hundred relations':
      '{ relations(where: {}, first: 100) { nodes { evidence(first: 100) { nodes { quote { exact } } } } } }',
  }),
  ...refused('200 BAD_ID', {
    'an id without a kind': '{ node(id: "x") { id } }',
    'an id of no kind that there is': '{ entity(id: "secret:x") { name } }',
    'an empty id': '{ entity(id: "") { name } }',
    'an id that would be SQL': `{ node(id: "post'; drop table entities; --") { id } }`,
    'an id of a megabyte of nothing': {
      query: 'query ($id: ID!) { node(id: $id) { id } }',
      variables: { id: 'x'.repeat(100_000) },
    },
    'an id of another sort than asked for': '{ comment(id: "post:x") { body } }',
    'a number for an id': '{ entity(id: 7) { name } }',
  }),
  ...refused('200 BAD_CURSOR', {
    'a cursor that is none': '{ reports(after: "x") { nodes { name } } }',
    'a cursor that would be SQL': `{ reports(after: "' or 1=1 --") { nodes { name } } }`,
    'an empty cursor': '{ reports(after: "") { nodes { name } } }',
    'a cursor of another connection': {
      query: 'query ($c: String!) { reports(after: $c) { nodes { name } } }',
      variables: { c: Buffer.from('{"order":"NEWEST"}').toString('base64') },
    },
    'a place that no number is': {
      query: 'query ($c: String!) { reports(orderBy: RANK_DESC, after: $c) { nodes { name } } }',
      variables: { c: Buffer.from('["RANK_DESC","1e-999","5"]').toString('base64url') },
    },
    'a place in the year nought': {
      query: 'query ($c: String!) { reports(after: $c) { nodes { name } } }',
      variables: { c: Buffer.from('["PUBLISHED_ON_DESC","0000-01-01","5"]').toString('base64url') },
    },
    'a place of a search that no number is': {
      query: 'query ($c: String!) { search(query: "x", after: $c) { nodes { name } } }',
      variables: { c: Buffer.from('["SEARCH_RANK","1e-999","5"]').toString('base64url') },
    },
    'a very long cursor': {
      query: 'query ($c: String!) { reports(before: $c, last: 1) { nodes { name } } }',
      variables: { c: 'A'.repeat(100_000) },
    },
  }),
  ...refused('400 BAD_DATE', {
    'a day in the year nought': '{ posts(where: { publishedFrom: "0000-01-01" }) { totalCount } }',
    'a day that would be SQL': `{ posts(where: { publishedFrom: "now'; drop table posts; --" }) { totalCount } }`,
    'a day within a condition': {
      query: 'query ($d: Date) { posts(where: { has: { occurredTo: $d } }) { totalCount } }',
      variables: { d: '0000-12-31' },
    },
  }),
  ...refused('200 BAD_RANGE', {
    'no rows': '{ reports(first: 0) { nodes { name } } }',
    'fewer rows than none': '{ reports(first: -1) { nodes { name } } }',
    'more rows than there may be': '{ reports(first: 101) { nodes { name } } }',
    'rows from both ends': '{ reports(first: 1, last: 1) { nodes { name } } }',
    'as many rows as a number can be': '{ reports(first: 2147483647) { nodes { name } } }',
    'rows that a variable asks for': {
      query: 'query ($n: Int) { reports(first: $n) { nodes { name } } }',
      variables: { n: 5_000 },
    },
    'a hundred and one ids': {
      query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      variables: { ids: Array.from({ length: 101 }, (_, i) => `post:${i}`) },
    },
    'four keys of a group': '{ reports { groupBy(keys: [GENRE, GENRE, GENRE, GENRE]) { count } } }',
    'paths of seventy hops': '{ paths(from: "post:a", to: "post:b", maxHops: 70) { length } }',
    'a neighbourhood of nine hops': '{ neighbourhood(id: "post:a", depth: 9) { truncated } }',
    'a walk of no steps': '{ traverse(from: ["post:a"], steps: []) { totalCount } }',
    'a walk of forty steps': `{ traverse(from: ["post:a"], steps: [${'{}'.repeat(40)}]) { totalCount } }`,
  }),
  ...refused('400 GRAPHQL_VALIDATION_FAILED', {
    'a change that there is none of': 'mutation { deleteEverything { ok } }',
    'fragments in a circle': '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }',
    'a fragment that spreads itself': '{ ...a } fragment a on Query { ...a }',
    'a fragment that is not there': '{ ...a }',
    'a fragment on a type that is not there': '{ ... on Secret { name } }',
    'a field that is not there': '{ secrets { name } }',
    'a field of the database': inside('source_id'),
    'an argument that is not there': '{ reports(sql: "select 1") { nodes { name } } }',
    'a text for a number': '{ reports(first: "1; drop table entities") { nodes { name } } }',
    'a fraction of a row': '{ reports(first: 1.5) { nodes { name } } }',
    'more than a number can be': '{ reports(first: 99999999999999999999) { nodes { name } } }',
    'a word for a choice': '{ reports(orderBy: "NEWEST") { nodes { name } } }',
    'a choice that is not there': '{ reports(orderBy: PASSWORD) { nodes { name } } }',
    'an object where a text is asked for': '{ report(slug: {a: 1}) { name } }',
    'no text where one is asked for': '{ report { name } }',
    'null where a text is asked for': '{ report(slug: null) { name } }',
    'a list without what it is of': '{ reports }',
    'fields of a text': inside('name { length }'),
    'a variable that is not declared': '{ report(slug: $x) { name } }',
    'a variable of a type that is not there': 'query ($x: Secret) { __typename }',
    'a variable of another type': 'query ($x: Int!) { report(slug: $x) { name } }',
    'two fields of one name that are not the same': '{ a: reports { totalCount } a: posts { totalCount } }',
    'a directive that is not there': '{ __typename @secret }',
    'a directive where it may not stand': 'query @skip(if: true) { __typename }',
    'an extension of the schema': '{ __typename } extend type Query { a: Int }',
    'a schema that asks for itself': `{ __schema { types { ${'fields { type { '.repeat(4)} name ${'} }'.repeat(4)} } } }`,
  }),
  ...refused('400 GRAPHQL_PARSE_FAILED', {
    'an empty document': '',
    'a document of spaces': '   ',
    'a document of a comment': '# nothing',
    'a text without an end': '{ report(slug: "x) { name } }',
    'a brace without an end': '{ report(slug: "x") { name }',
    'signs that GraphQL has not': '{ report(slug: ‘x’) { name } }',
    SQL: 'select * from entities; --',
    markup: '<script>alert(1)</script>',
  }),
  ...refused('200 BAD_TEXT', {
    'a character that no document may have': '{ report(slug: "\u0000") { name } }',
    'a character that no text may have': String.raw`{ report(slug: "\u0000") { name } }`,
    'the same, written otherwise': String.raw`{ report(slug: "\u{0}") { name } }`,
    'the same in a block of text': '{ report(slug: """\u0000""") { name } }',
    'the same within a condition': String.raw`{ relations(where: { quoteContains: "a\u0000" }) { totalCount } }`,
    'the same in a variable': {
      query: 'query ($s: String!) { report(slug: $s) { name } }',
      variables: { s: 'a\0' },
    },
    'the same deep in a variable': {
      query: 'query ($w: RelationFilter!) { relations(where: $w) { totalCount } }',
      variables: { w: { quoteContains: '\0' } },
    },
  }),
  ...refused('400 OPERATION_RESOLUTION_FAILURE', {
    'two operations of one name': 'query a { __typename } query a { __typename }',
    'a nameless operation among others': '{ __typename } query a { __typename }',
    'a definition of a type': 'type Query { a: Int }',
    'nothing but a fragment': 'fragment a on Query { __typename }',
    'the name of no operation': { query: 'query a { __typename }', operationName: 'b' },
    'a name that is a number': { query: 'query a { __typename }', operationName: 7 },
    'no name among several operations': { query: 'query a { __typename } query b { __typename }' },
  }),
  ...refused('400 BAD_REQUEST', {
    'variables that are a list': { query: '{ __typename }', variables: [1] },
    'variables that are a text': { query: '{ __typename }', variables: 'x' },
  }),
  ...refused('200 UNAUTHORISED', {
    'a change without a token': 'mutation { hide(input: { id: "post:a", reason: "b" }) { id } }',
    'an erasure without a token':
      'mutation { eraseAuthor(input: { id: "author:a", reason: "b" }) { erased } }',
    'a page without a token':
      'mutation { ingestPage(input: { text: "a", idempotencyKey: "b" }) { changed } }',
  }),
  ...refused('400 -', {
    'a variable without its value': { query: 'query ($s: String!) { report(slug: $s) { name } }' },
    'a variable of the wrong type': {
      query: 'query ($s: String!) { report(slug: $s) { name } }',
      variables: { s: { $ne: null } },
    },
    'a list for one value': {
      query: 'query ($s: String!) { report(slug: $s) { name } }',
      variables: { s: ['x'] },
    },
    'a number too large in a variable': {
      query: 'query ($n: Int) { reports(first: $n) { totalCount } }',
      variables: { n: 1e300 },
    },
    'an unknown member of a condition': {
      query: 'query ($w: ReportFilter) { reports(where: $w) { totalCount } }',
      variables: { w: { sql: '1=1' } },
    },
  }),
];
