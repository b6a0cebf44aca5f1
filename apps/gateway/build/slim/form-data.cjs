// Axios names form-data when it is loaded, for forms that it would make; ours pass through as bytes.
module.exports = class FormData {
  constructor() {
    throw new Error('form-data is not part of the bundled gateway');
  }
};
