/** Python's pickle format for plain data: see `unpickle` and `pickle`. */
export * from './pickler.ts';
export * from './python.ts';
export { PYTHON_GLOBALS } from './python_globals.ts';
export { Global, type Unpickled, type UnpicklerOptions, unpickle } from './unpickler.ts';
