/** What `cargo xtask dist` puts into the service worker. */
declare const SITE: {
  /** The folder of this version. */
  version: string;
  /** Files, from where the service worker lies, without which there is no page. */
  now: string[];
  /** Large ones, which come when the page stands already. */
  later: string[];
};
