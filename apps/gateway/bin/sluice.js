#!/usr/bin/env node
// Stands apart from what the build makes, so that an installation before the first build can link it.
import '../dist/main.js';
