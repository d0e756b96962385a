// Exact fractions for worked figures: money is not reckoned in floating point, not even to check it.

const gcd = (a, b) => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));

/** The fraction `top / bottom` in lowest terms, with a positive bottom. */
export function fraction(top, bottom = 1n) {
  if (bottom === 0n) throw new Error("a division by zero");
  const common = gcd(top, bottom) * (bottom < 0n ? -1n : 1n);
  return { top: top / common, bottom: bottom / common };
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i;

/** Does a text name a decimal number? */
export const isDecimal = (text) => DECIMAL.test(text);

/** The exact fraction that a decimal text such as `219.60` or `1e-7` names. */
export function decimal(text) {
  const [, sign, whole, part = "", exponent = "0"] = DECIMAL.exec(text);
  const digits = BigInt(`${sign}${whole}${part}`);
  const power = Number(exponent) - part.length;
  const scale = 10n ** BigInt(Math.abs(power));
  return power < 0 ? fraction(digits, scale) : fraction(digits * scale);
}

export const add = (a, b) => fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
export const negate = (a) => fraction(-a.top, a.bottom);
export const multiply = (a, b) => fraction(a.top * b.top, a.bottom * b.bottom);
export const divide = (a, b) => fraction(a.top * b.bottom, a.bottom * b.top);
export const isLess = (a, b) => a.top * b.bottom < b.top * a.bottom;
export const isEqual = (a, b) => a.top === b.top && a.bottom === b.bottom;

/** The greatest whole number that is not more. */
export function floor({ top, bottom }) {
  const towardZero = top / bottom;
  return fraction(top % bottom < 0n ? towardZero - 1n : towardZero);
}

/** The least whole number that is not less. */
export const ceil = (a) => negate(floor(negate(a)));

/** As people write it: a decimal where it ends, else a fraction. */
export function written({ top, bottom }) {
  let scale = 0;
  while (scale < 12 && 10n ** BigInt(scale) % bottom !== 0n) scale += 1;
  if (10n ** BigInt(scale) % bottom !== 0n) return `${top}/${bottom}`;
  const digits = (top * 10n ** BigInt(scale)) / bottom;
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, "0");
  const cut = text.length - scale;
  return `${digits < 0n ? "-" : ""}${text.slice(0, cut)}${scale > 0 ? `.${text.slice(cut)}` : ""}`;
}
