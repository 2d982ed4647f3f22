#!/usr/bin/env node
// Writes as many numbered lines as its first argument says, as fast as it can, and then a very long one.
import { writeSync } from 'node:fs';

const count = Number(process.argv[2]);
let text = '';
for (let line = 1; line <= count; line += 1) text += `line ${line}\n`;
text += `${'x'.repeat(100_000)}\n`;
for (let bytes = Buffer.from(text); bytes.length > 0;) bytes = bytes.subarray(writeSync(1, bytes));
