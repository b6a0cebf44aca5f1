// Express names body-parser when it is loaded; the gateway reads bodies itself and never calls it.
const unused = () => {
  throw new Error('body-parser is not part of the bundled gateway');
};
module.exports = Object.assign(unused, { json: unused, raw: unused, text: unused, urlencoded: unused });
