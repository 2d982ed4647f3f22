#!/usr/bin/env node
// Kept in git so that npm can link it before the build; runs the program in this very process, so that signals reach it.
import '../dist/main.js';
