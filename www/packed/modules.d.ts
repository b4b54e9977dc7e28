/** What `cargo xtask dist` makes while it bundles: the worker's whole script. */
declare module 'packed:worker' {
  const script: string;
  export default script;
}

/** What `cargo xtask dist` makes while it bundles: pkg/quantscope.js in a function. */
declare module 'packed:pkg' {
  const pkg: () => import('../engine/pkg.js').Pkg;
  export default pkg;
}

/** In a site: the address of the element's module, relative to the others; undefined elsewhere. */
declare const ELEMENT_MODULE: string;
