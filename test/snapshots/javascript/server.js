#!/usr/bin/env node
'use strict';

// The server of the shop.

const fs = require('fs');
const { join, resolve: resolvePath } = require('node:path');
const { one, two: renamed } = loadPair();
require('./register');

/** Ports that are tried. */
const PORTS = [80, 8080];
var legacy = 1, older;
let mutable = fs.existsSync('x');

/**
 * Answers requests.
 * @param {string} name
 */
function Server(name) {
  this.name = name;
}

Server.prototype.listen = function (port) { return this.name + port; };
Server.create = (name) => new Server(name);

class Handler extends events.EventEmitter {
  static instances = 0;
  #hidden = true;
  bound = () => this.#hidden;
  constructor() { super(); this.routes = []; this.routes = new Map(); }
  get ready() { return this.#hidden; }
  static async *all() { yield 1; }
  'odd name'() {}
  #private() { return join(resolvePath('.'), `a${1}`); }
}

const api = {
  start() { return PORTS; },
  stop: function () { api.start(); },
  restart: async () => { await import('./restart.mjs'); },
  nested: { deep: () => renamed },
  value: 1,
};

exports.helper = function helper(a, b = {}) { return a?.b?.(b); };
module.exports.direct = () => legacy;
module.exports = { Server, api, handler: Handler, inline() {} };

function* counter() { yield older; }
async function main() {
  const local = tag`text`;
  const callback = function named() { return local; };
  mutable = callback;
}

main();
