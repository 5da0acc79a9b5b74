import module from 'node:module';

/**
 * From here on what a module imports from beside it is taken to be there. Node would follow links on the disk and look for
 * package.json files at each of 1,000 imports, a fifth of the start; but within a package nobody links files to others.
 */
export function trustRelativeImports(): void {
  // Missing before Node 22.15.
  module.registerHooks?.({
    resolve(specifier, context, next) {
      // `require` looks for files by names without an ending, too.
      if (!specifier.startsWith('.') || !context.conditions.includes('import')) return next(specifier, context);
      return { url: new URL(specifier, context.parentURL).href, shortCircuit: true };
    },
  });
}
