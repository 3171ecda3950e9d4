import type { CodegenConfig } from '@graphql-codegen/cli';

export default {
  schema: '../../schema.graphql',
  documents: ['src/**/*.tsx'],
  generates: {
    './src/gql/': {
      preset: 'client',
      config: { scalars: { Date: 'string', DateTime: 'string' }, useTypeImports: true, enumsAsTypes: true },
    },
  },
} satisfies CodegenConfig;
