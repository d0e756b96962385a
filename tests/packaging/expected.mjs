/** What `check.js` must come to in every project. */
export const EXPECTED = {
  failure: [true, "notLoaded"],
  isOne: true,
  isShared: true,
  total: 20,
  totalInWorker: 20,
};
