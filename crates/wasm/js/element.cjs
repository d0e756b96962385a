/** The element where it is required, which is on servers only: a class that is never made. */
exports.CreditcastCalculator = class {};
exports.define = () => {};
