// Who of several calls may use the Lab: calls for frames first, then the oldest of what is asked beside them. A shelf of the Lab keeps one
// piece of work that is not done. Two calls that went on in turn would each begin anew, for ever.

/** @typedef {{turn: () => Promise<void>, leave: () => void}} Place turn: fulfilled when it is the first in the line */

/** @returns {(first: boolean) => Place} joins the line; `first`: before all that did not join so */
export function line() {
  /** @type {{first: boolean, wake: () => void}[]} */
  const places = [];
  return (first) => {
    const own = { first, wake: () => {} };
    const behind = first ? places.findIndex((other) => !other.first) : -1;
    places.splice(behind < 0 ? places.length : behind, 0, own);
    return {
      async turn() {
        while (places[0] !== own) await new Promise((wake) => (own.wake = () => wake(undefined)));
      },
      leave() {
        places.splice(places.indexOf(own), 1);
        places[0]?.wake();
      },
    };
  };
}
