// The two schemes that are compared, A and B.

/** @typedef {'a'|'b'} Role the key of the state, and of a frame's records */

/** @type {readonly ['a', 'b']} */
export const ROLES = Object.freeze(['a', 'b']);

/** How a scheme is called on the page. @param {Role} role */
export const letterOf = (role) => role.toUpperCase();
