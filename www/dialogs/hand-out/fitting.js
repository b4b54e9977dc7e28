// How large a sheet is written: a little smaller, where it takes fewer pages so.

/** A page in CSS pixels, within margins of 10 mm: as wide as A4, as high as Letter, so that what fits does so on both. */
const PAGE = Object.freeze({ width: 717, height: 979 });
/** From the usual size to the smallest that can be read. */
const SIZES = ['usual', 'small', 'smaller'];

/** @param {HTMLElement} sheet whose parts are not broken */
export function fit(sheet) {
  sheet.classList.add('as-printed');
  sheet.style.width = `${PAGE.width}px`;
  const pages = SIZES.map((size) => {
    sheet.dataset.size = size;
    return pagesOf([...sheet.children].map((part) => part.getBoundingClientRect().height));
  });
  sheet.dataset.size = SIZES[pages.indexOf(Math.min(...pages))];
  sheet.style.width = '';
  sheet.classList.remove('as-printed');
}

/** The pages that parts of these heights take, one below the other. @param {readonly number[]} heights */
export function pagesOf(heights) {
  let [pages, used] = [1, 0];
  for (const height of heights) {
    if (used > 0 && used + height > PAGE.height) {
      pages += 1;
      used = 0;
    }
    used += height;
  }
  return pages;
}
