import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const nodeGlobals = Object.fromEntries(
  ['process', 'console', 'Buffer', 'URL', 'URLSearchParams', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'fetch', 'AbortController', 'AbortSignal', 'TextDecoder', 'performance', 'structuredClone']
    .map((name) => [name, 'readonly']),
);
const browserGlobals = Object.fromEntries(
  ['window', 'document', 'location', 'EventSource', 'MutationObserver', 'fetch', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'localStorage', 'requestAnimationFrame', 'navigator', 'FormData', 'URLSearchParams', 'URL', 'console', 'history', 'Node', 'HTMLElement', 'CustomEvent', 'Intl', 'ResizeObserver', 'matchMedia', 'customElements', 'crypto', 'sessionStorage', 'alert', 'confirm', 'prompt', 'structuredClone', 'Event', 'KeyboardEvent', 'CSS', 'getComputedStyle', 'addEventListener', 'innerWidth', 'AbortController', 'queueMicrotask']
    .map((name) => [name, 'readonly']),
);

export default tseslint.config(
  { ignores: ['dist/', 'build/', '.local/', '.adminjs/', 'node_modules/', 'admin/components/', 'coverage/'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      eqeqeq: ['error', 'always'],
      'no-console': 'error',
    },
  },
  { files: ['**/*.{js,mjs}'], languageOptions: { globals: nodeGlobals } },
  { files: ['admin/assets/*.js', 'simulator/web/**/*.js'], languageOptions: { globals: browserGlobals } },
  { files: ['scripts/**', 'simulator/**', 'src/**/*-cli.ts'], rules: { 'no-console': 'off' } },
);
