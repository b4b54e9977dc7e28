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

/** Of a site: where the element's module lies, seen from the others; undefined elsewhere. */
declare const ELEMENT_MODULE: string;
