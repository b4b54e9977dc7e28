// Comma-separated values with all digits.

/** A cell as RFC 4180 has it; null is empty. @param {string|number|null} value */
function cell(value) {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @param {readonly (readonly (string|number|null)[])[]} rows the first one is the head */
export function csv(rows) {
  return rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}
