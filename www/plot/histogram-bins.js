// How many bins the histogram of a picture has. What is summed over the same bins lines up with it.

/** @param {number} width of the picture in CSS pixels */
export const histogramBins = (width) => Math.min(600, Math.max(100, Math.round(width / 100) * 50));
