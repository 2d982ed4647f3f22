#!/usr/bin/env -S node --max-semi-space-size=24
// New objects get 24 MB instead of 16: those of a busy farm's requests die before they are looked at (docs/performance.md).
// Kept in git so that npm can link it before the build; runs the program in this very process, so that signals reach it.
import '../dist/main.js';
