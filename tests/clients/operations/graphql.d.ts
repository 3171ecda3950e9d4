/** Marks GraphQL for the compiler; nothing here is run. */
declare function graphql(text: TemplateStringsArray): unknown;
