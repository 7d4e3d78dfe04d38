export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': ['@swc/jest', {
      jsc: {
        target: 'es2023',
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      },
      module: { type: 'es6' },
      sourceMaps: 'inline',
    }],
  },
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.local'],
  setupFiles: ['<rootDir>/test/support/property-seed.ts'],
  testTimeout: 30000,
  testSequencer: '<rootDir>/test/support/long-ones-first.mjs',
  maxWorkers: 2,
  // The modules of a finished file are never given back (jest issue 14605): without this each worker grows to 4 GB and collects garbage half of the time.
  workerIdleMemoryLimit: '700MB',
};
