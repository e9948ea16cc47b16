export * as debugging_hooks from './debugging_hooks.ts';
export * as default_hooks from './default_hooks.ts';
